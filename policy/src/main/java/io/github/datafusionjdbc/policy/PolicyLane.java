package io.github.datafusionjdbc.policy;

/** The one way from SQL text to an admitted statement. Thread-safe. */
public final class PolicyLane {
  /**
   * @param functions what the engine has; asked at the first statement that calls a function
   */
  public PolicyLane(FunctionCatalog functions) {}

  /**
   * Parses, checks and normalizes one statement.
   *
   * @throws StatementRefused with SQLState, line, column and the word at fault
   */
  public AdmittedStatement admit(String sql, StatementCatalog catalog) throws StatementRefused {
    throw new StatementRefused(SqlState.FEATURE_NOT_SUPPORTED, sql, 0, 0, null);
  }
}
