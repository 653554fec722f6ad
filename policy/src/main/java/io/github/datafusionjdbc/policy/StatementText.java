package io.github.datafusionjdbc.policy;

/**
 * A statement as it came.
 *
 * @param escapes whether JDBC's escapes are read (JDBC 4.3, section 13.4)
 */
public record StatementText(String sql, boolean escapes) {
  /** With escapes, as JDBC has it unless it is told otherwise. */
  public static StatementText of(String sql) {
    return new StatementText(sql, true);
  }
}
