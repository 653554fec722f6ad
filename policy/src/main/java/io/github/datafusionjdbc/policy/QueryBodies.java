package io.github.datafusionjdbc.policy;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;

/** Where the columns of a query get their names. */
final class QueryBodies {
  private QueryBodies() {}

  /** The query's SELECT, of a set operation the first one; what is no SELECT as it is. */
  static SqlNode first(SqlNode query) {
    SqlNode node = query;
    while (!(node instanceof SqlSelect)) {
      if (node instanceof SqlOrderBy orderBy) {
        node = orderBy.query;
      } else if (node instanceof SqlWith with) {
        node = with.body;
      } else if (node instanceof SqlCall call && call.getOperator() instanceof SqlSetOperator) {
        node = call.operand(0);
      } else {
        break;
      }
    }
    return node;
  }
}
