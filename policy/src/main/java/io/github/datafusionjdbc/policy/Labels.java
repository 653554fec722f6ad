package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.EngineSql;
import org.apache.calcite.sql.SqlNode;

/** Names for the columns of expressions without an alias. */
final class Labels {
  private Labels() {}

  /**
   * A name that no statement can write for another column; what the engine calls the column is the
   * engine's to say.
   */
  static String of(SqlNode expression) {
    return " " + EngineSql.ofExpression(expression);
  }
}
