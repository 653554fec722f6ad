package io.github.datafusionjdbc.policy;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** The part of a statement around one place, with a caret below that place. */
final class Excerpt {
  /** How many characters of a long line are shown. */
  private static final int WINDOW = 100;

  private static final String INDENT = "  ";
  private static final Set<UnicodeScript> WIDE_SCRIPTS =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private Excerpt() {}

  /**
   * Two lines: the text's line, cut where it is long, and the caret. Empty if there is no such
   * place.
   *
   * @param line 1-based; lines end at LF, CR or CR LF
   * @param column 1-based, in UTF-16 units; one past the end of the line is a place too
   */
  static String of(String sql, int line, int column) {
    if (line < 1 || column < 1) {
      return "";
    }
    String shown = sql.lines().skip(line - 1L).findFirst().orElse("");
    int fault = column - 1;
    if (fault > shown.length() || (shown.isEmpty() && fault > 0)) {
      return "";
    }
    int from = boundary(shown, Math.max(0, fault - WINDOW / 2));
    int to = boundary(shown, Math.min(shown.length(), from + WINDOW));
    String before = (from > 0 ? "..." : "") + printable(shown.substring(from, fault));
    String after = printable(shown.substring(fault, to)) + (to < shown.length() ? "..." : "");
    return INDENT + before + after + '\n' + INDENT + " ".repeat(cells(before)) + '^';
  }

  /** The index, moved back where it would part a surrogate from its partner. */
  private static int boundary(String text, int index) {
    boolean parts =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return parts ? index - 1 : index;
  }

  /** Nothing that could move a terminal's cursor, and half characters as what stands for them. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              printable.appendCodePoint(half ? 0xFFFD : Character.isISOControl(c) ? ' ' : c);
            });
    return printable.toString();
  }

  /** Cells of a terminal that the text fills. */
  private static int cells(String text) {
    return text.codePoints().map(Excerpt::cellsOf).sum();
  }

  private static int cellsOf(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        WIDE_SCRIPTS.contains(UnicodeScript.of(character))
            || (character >= 0x3000 && character <= 0x303E)
            || (character >= 0xFF01 && character <= 0xFF60)
            || (character >= 0x1F300 && character <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
