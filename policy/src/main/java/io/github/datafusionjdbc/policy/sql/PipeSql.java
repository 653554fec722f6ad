package io.github.datafusionjdbc.policy.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;

/** Writes queries in pipe syntax. */
final class PipeSql {
  private final EngineSql sql;
  private final ExpressionSql expressions;
  private final StringBuilder out;

  PipeSql(EngineSql sql, ExpressionSql expressions) {
    this.sql = sql;
    this.expressions = expressions;
    this.out = sql.out;
  }

  void step(SqlCall call) {
    sql.query(call.operand(0));
    out.append(" |> ");
    SqlOperator operator = call.getOperator();
    if (operator.equals(PipeOperators.WHERE)) {
      out.append("WHERE ");
      expressions.write(call.operand(1));
    } else if (operator.equals(PipeOperators.ORDER_BY)) {
      out.append("ORDER BY ");
      list(call.operand(1));
    } else if (operator.equals(PipeOperators.LIMIT)) {
      out.append("LIMIT ");
      expressions.write(call.operand(1));
      if (call.operand(2) != null) {
        out.append(" OFFSET ");
        expressions.write(call.operand(2));
      }
    } else if (operator.equals(PipeOperators.SELECT)) {
      out.append("SELECT ");
      list(call.operand(1));
    } else if (operator.equals(PipeOperators.EXTEND)) {
      out.append("EXTEND ");
      list(call.operand(1));
    } else if (operator.equals(PipeOperators.ALIAS)) {
      out.append("AS ");
      sql.name(call.operand(1));
    } else if (operator.equals(PipeOperators.AGGREGATE)) {
      aggregate(call);
    } else if (operator.equals(PipeOperators.SET)) {
      set(call);
    } else {
      sql.joinedTo(call.operand(1));
    }
  }

  private void list(SqlNode items) {
    expressions.list((SqlNodeList) items);
  }

  private void aggregate(SqlCall call) {
    out.append("AGGREGATE ");
    list(call.operand(1));
    if (call.operand(2) != null) {
      out.append(" GROUP BY ");
      list(call.operand(2));
    }
  }

  private void set(SqlCall call) {
    out.append(((SqlIdentifier) call.operand(1)).getSimple()).append(' ');
    String separator = "";
    for (SqlNode query : (SqlNodeList) call.operand(2)) {
      out.append(separator);
      separator = ", ";
      sql.inParentheses(query);
    }
  }
}
