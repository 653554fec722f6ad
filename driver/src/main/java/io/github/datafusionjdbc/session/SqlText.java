package io.github.datafusionjdbc.session;

/** Names and text as they stand in SQL. */
final class SqlText {
  private SqlText() {}

  /** An exact name. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
