package io.github.datafusionjdbc.policy.sql;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;

/** Writes calls of the operators that only this dialect has. */
final class DialectSql {
  private final EngineSql sql;
  private final ExpressionSql expressions;
  private final StringBuilder out;

  DialectSql(EngineSql sql, ExpressionSql expressions) {
    this.sql = sql;
    this.expressions = expressions;
    this.out = sql.out;
  }

  /** The entries of a struct or map in braces. */
  void entries(List<SqlNode> nodes) {
    out.append('{');
    for (int i = 0; i < nodes.size(); i += 2) {
      out.append(i == 0 ? "" : ", ");
      expressions.write(nodes.get(i));
      out.append(": ");
      expressions.write(nodes.get(i + 1));
    }
    out.append('}');
  }

  /** Writes a call of an operator of the dialect; false if there is no form for it. */
  boolean writes(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(DialectOperators.SUBSCRIPT)) {
      expressions.operand(call.operand(0), ExpressionSql.ATOM);
      out.append('[');
      expressions.write(call.operand(1));
      out.append(']');
    } else if (operator.equals(DialectOperators.SLICE)) {
      separated(call, ":");
    } else if (operator.equals(DialectOperators.STRUCT_LITERAL)) {
      entries(call.getOperandList());
    } else if (operator.equals(DialectOperators.INTERVAL)) {
      out.append("INTERVAL ");
      expressions.operand(call.operand(0), ExpressionSql.ATOM);
      if (call.operand(1) != null) {
        out.append(' ');
        word(call.operand(1));
      }
    } else if (operator.equals(DialectOperators.EXTRACT)) {
      out.append("EXTRACT(");
      if (call.operand(0) instanceof SqlIdentifier field) {
        word(field);
      } else {
        expressions.write(call.operand(0));
      }
      out.append(" FROM ");
      expressions.write(call.operand(1));
      out.append(')');
    } else if (operator.equals(DialectOperators.PARENTHESIZED)) {
      out.append('(');
      expressions.write(call.operand(0));
      out.append(')');
    } else if (operator.equals(DialectOperators.STRUCT_FIELD)) {
      expressions.write(call.operand(0));
      out.append(" AS ");
      expressions.write(call.operand(1));
    } else if (operator.equals(DialectOperators.POSITION)) {
      out.append("POSITION(");
      expressions.operand(call.operand(0), ExpressionSql.ATOM);
      out.append(" IN ");
      expressions.operand(call.operand(1), ExpressionSql.COMPARISON + 1);
      out.append(')');
    } else if (operator.equals(DialectOperators.OVERLAY)) {
      pieces("OVERLAY(", call, " PLACING ", " FROM ", " FOR ");
    } else if (operator.equals(DialectOperators.SUBSTRING)) {
      pieces("SUBSTRING(", call, " FROM ", " FOR ");
    } else if (operator.equals(DialectOperators.TRIM_BOTH)
        || operator.equals(DialectOperators.TRIM_LEADING)
        || operator.equals(DialectOperators.TRIM_TRAILING)) {
      trim(call);
    } else {
      return structure(call);
    }
    return true;
  }

  private boolean structure(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(DialectOperators.DISTINCT_ON)) {
      out.append("DISTINCT ON ");
      expressions.write(call.operand(0));
      out.append(' ');
      expressions.write(call.operand(1));
    } else if (operator.equals(DialectOperators.STAR_WITH)) {
      starWith(call);
    } else if (operator.equals(DialectOperators.GROUP_BY_ALL)) {
      out.append("ALL");
    } else if (operator.equals(DialectOperators.NAMED_WINDOW)) {
      expressions.write(call.operand(0));
      out.append(" AS ");
      expressions.write(call.operand(1));
    } else if (operator.equals(DialectOperators.WINDOW)) {
      window(call);
    } else if (operator.equals(DialectOperators.CURRENT_ROW)) {
      out.append("CURRENT ROW");
    } else if (operator.equals(DialectOperators.UNBOUNDED_PRECEDING)) {
      out.append("UNBOUNDED PRECEDING");
    } else if (operator.equals(DialectOperators.UNBOUNDED_FOLLOWING)) {
      out.append("UNBOUNDED FOLLOWING");
    } else if (operator.equals(DialectOperators.PRECEDING)) {
      expressions.suffixed(call, " PRECEDING");
    } else if (operator.equals(DialectOperators.FOLLOWING)) {
      expressions.suffixed(call, " FOLLOWING");
    } else {
      return false;
    }
    return true;
  }

  private void word(SqlIdentifier word) {
    out.append(word.getSimple());
  }

  private void separated(SqlCall call, String separator) {
    for (int i = 0; i < call.operandCount(); i++) {
      out.append(i == 0 ? "" : separator);
      expressions.operand(call.operand(i), ExpressionSql.COMPARISON + 2);
    }
  }

  private void pieces(String start, SqlCall call, String... separators) {
    out.append(start);
    expressions.write(call.operand(0));
    for (int i = 1; i < call.operandCount(); i++) {
      out.append(separators[i - 1]);
      expressions.write(call.operand(i));
    }
    out.append(')');
  }

  private void trim(SqlCall call) {
    out.append("TRIM(");
    String side = call.getOperator().getName().substring("TRIM ".length());
    boolean characters = call.operandCount() > 1;
    if (characters || !side.equals("BOTH")) {
      out.append(side).append(' ');
    }
    if (characters) {
      expressions.write(call.operand(1));
      out.append(" FROM ");
    }
    expressions.write(call.operand(0));
    out.append(')');
  }

  private void starWith(SqlCall call) {
    expressions.write(call.operand(0));
    SqlNodeList excluded = call.operand(1);
    if (!excluded.isEmpty()) {
      out.append(" EXCLUDE ");
      sql.names(excluded);
    }
    SqlNodeList replaced = call.operand(2);
    if (!replaced.isEmpty()) {
      out.append(" REPLACE ");
      expressions.inParentheses(replaced);
    }
  }

  private void window(SqlCall call) {
    out.append('(');
    String separator = "";
    if (call.operand(0) != null) {
      expressions.write(call.operand(0));
      separator = " ";
    }
    SqlNodeList partition = call.operand(1);
    if (!partition.isEmpty()) {
      out.append(separator).append("PARTITION BY ");
      expressions.list(partition);
      separator = " ";
    }
    SqlNodeList order = call.operand(2);
    if (!order.isEmpty()) {
      out.append(separator).append("ORDER BY ");
      expressions.list(order);
      separator = " ";
    }
    if (call.operand(3) != null) {
      out.append(separator);
      word(call.operand(3));
      out.append(call.operand(5) == null ? " " : " BETWEEN ");
      expressions.write(call.operand(4));
      if (call.operand(5) != null) {
        out.append(" AND ");
        expressions.write(call.operand(5));
      }
    }
    out.append(')');
  }
}
