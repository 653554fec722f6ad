package io.github.datafusionjdbc.policy;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement's tree as the parser gives it.
 *
 * @param parameterCount the highest number of a parameter to be set; 0 for PREPARE
 */
record ParsedStatement(SqlNode tree, int parameterCount) {
  static ParsedStatement of(String sql) throws StatementRefused {
    return of(StatementText.of(sql));
  }

  static ParsedStatement of(StatementText text) throws StatementRefused {
    return new StatementParser(text.sql()).parse(text.escapes());
  }
}
