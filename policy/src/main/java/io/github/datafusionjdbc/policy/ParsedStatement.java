package io.github.datafusionjdbc.policy;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement's tree as the parser gives it.
 *
 * @param parameterCount the highest number of a parameter
 */
record ParsedStatement(SqlNode tree, int parameterCount) {
  static ParsedStatement of(String sql) throws StatementRefused {
    return new StatementParser(sql).parse();
  }
}
