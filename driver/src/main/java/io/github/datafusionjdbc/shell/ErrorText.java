package io.github.datafusionjdbc.shell;

import java.sql.SQLException;

/** What a person reads when a statement fails. */
final class ErrorText {
  private ErrorText() {}

  /** SQLState and message, which for a refused statement ends with the line and a caret. */
  static String of(SQLException error) {
    StringBuilder text = new StringBuilder("ERROR");
    if (error.getSQLState() != null) {
      text.append(' ').append(error.getSQLState());
    }
    String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    return text.append(": ").append(message.strip()).toString();
  }
}
