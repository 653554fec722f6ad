package io.github.datafusionjdbc.policy;

import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What no statement's text may contain. */
final class TextRules {
  private TextRules() {}

  static void check(String sql) throws StatementRefused {
    int length = sql.length();
    if (length == 0) {
      throw Refusals.syntax("the text has no statement", new SqlParserPos(1, 1), null);
    }
    for (int i = 0; i < length; i++) {
      char c = sql.charAt(i);
      if (c == 0) {
        throw Refusals.syntax("the text contains the character NUL", position(sql, i), null);
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(sql.charAt(i + 1))) {
          i++;
        } else {
          throw Refusals.syntax(
              "the text contains half a character (a surrogate without its partner)",
              position(sql, i),
              null);
        }
      }
    }
  }

  /** The character at a place that the parser tells. */
  static String characterAt(String sql, SqlParserPos pos) {
    int line = 1;
    int i = 0;
    while (i < sql.length() && line < pos.getLineNum()) {
      char c = sql.charAt(i++);
      if (c == '\n' || (c == '\r' && !(i < sql.length() && sql.charAt(i) == '\n'))) {
        line++;
      }
    }
    int index = i + pos.getColumnNum() - 1;
    if (index >= sql.length()) {
      return "";
    }
    int character = sql.codePointAt(index);
    return (character > ' ' && character < 0x7f) || Character.isLetterOrDigit(character)
        ? Character.toString(character)
        : String.format(Locale.ROOT, "U+%04X", character);
  }

  /** Line and column of an index, as the parser counts them. */
  static SqlParserPos position(String sql, int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      char c = sql.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < sql.length() && sql.charAt(i + 1) == '\n'))) {
        line++;
        start = i + 1;
      }
    }
    return new SqlParserPos(line, index - start + 1);
  }
}
