package io.github.datafusionjdbc.shell;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person reads when a statement fails. */
final class ErrorText {
  private static final Pattern POSITION = Pattern.compile("\\bline (\\d+), column (\\d+)");
  private static final int WINDOW = 100;

  private ErrorText() {}

  /** SQLState and message and, where the message names a position, that line with a caret below. */
  static String of(SQLException error, String sql) {
    StringBuilder text = new StringBuilder("ERROR");
    if (error.getSQLState() != null) {
      text.append(' ').append(error.getSQLState());
    }
    String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    text.append(": ").append(message.strip());
    Matcher position = POSITION.matcher(message);
    if (sql != null && position.find()) {
      appendCaret(
          text, sql, Integer.parseInt(position.group(1)), Integer.parseInt(position.group(2)));
    }
    return text.toString();
  }

  private static void appendCaret(StringBuilder text, String sql, int line, int column) {
    String[] lines = sql.lines().toArray(String[]::new);
    if (line < 1 || line > lines.length || column < 1 || column > lines[line - 1].length() + 1) {
      return;
    }
    String shown = lines[line - 1].replace('\t', ' ');
    int from = Math.max(0, column - 1 - WINDOW / 2);
    int to = Math.min(shown.length(), from + WINDOW);
    String before = (from > 0 ? "..." : "") + shown.substring(from, column - 1);
    String after = shown.substring(column - 1, Math.max(to, column - 1));
    text.append("\n  ").append(before).append(after).append(to < shown.length() ? "..." : "");
    text.append("\n  ").append(" ".repeat(Display.width(before))).append('^');
  }
}
