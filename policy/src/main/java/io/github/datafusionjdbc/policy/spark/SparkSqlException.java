package io.github.datafusionjdbc.policy.spark;

import org.apache.calcite.sql.SqlNode;

/** An expression has no exact form in the other dialect. The message says which part and why. */
public final class SparkSqlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SqlNode node;

  SparkSqlException(String message, SqlNode node) {
    super(message);
    this.node = node;
  }

  /** The part at fault. */
  public SqlNode node() {
    return node;
  }
}
