package io.github.datafusionjdbc.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine when a statement is complete, and which word is to be completed. */
final class StatementParser implements Parser {
  /**
   * The line with its word at the cursor, which reaches back over dots and quotes.
   *
   * @param line all that was typed
   * @param cursor where
   * @param word what stands before the cursor
   */
  record Line(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !line.stripLeading().startsWith("\\")) {
      if (Script.of(line).rest() != null) {
        throw new EOFError(-1, -1, "a statement ends with a semicolon");
      }
    }
    int from = cursor;
    while (from > 0 && isNamePart(line.charAt(from - 1))) {
      from--;
    }
    return new Line(line, cursor, line.substring(from, cursor));
  }

  private static boolean isNamePart(char c) {
    return Script.isWordPart(c) || c == '.' || c == '"' || c == '\\';
  }
}
