package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Writes expressions. Parentheses follow the engine's parser, whose precedences differ from
 * Calcite's: OR 5, AND 10, NOT 15, containment 16, IS 17, LIKE 19, comparison, IN and BETWEEN 20,
 * bits 21 to 23, plus 30, times and concatenation 40, AT TIME ZONE 41.
 */
final class ExpressionSql {
  static final int ATOM = 100;
  private static final int NOT = 15;
  private static final int IS = 17;
  private static final int LIKE = 19;
  static final int COMPARISON = 20;
  private static final int SIGN = 40;

  private static final IdentityHashMap<SqlOperator, Integer> BINARY = new IdentityHashMap<>();

  static {
    binary(5, SqlStdOperatorTable.OR);
    binary(10, SqlStdOperatorTable.AND);
    binary(16, DialectOperators.CONTAINS, DialectOperators.CONTAINED);
    binary(
        COMPARISON,
        SqlStdOperatorTable.EQUALS,
        SqlStdOperatorTable.NOT_EQUALS,
        SqlStdOperatorTable.LESS_THAN,
        SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
        SqlStdOperatorTable.GREATER_THAN,
        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
        DialectOperators.NULL_SAFE_EQUALS,
        DialectOperators.REGEX,
        DialectOperators.REGEX_IGNORE_CASE,
        DialectOperators.NOT_REGEX,
        DialectOperators.NOT_REGEX_IGNORE_CASE,
        DialectOperators.LIKE_SIGN,
        DialectOperators.ILIKE_SIGN,
        DialectOperators.NOT_LIKE_SIGN,
        DialectOperators.NOT_ILIKE_SIGN);
    binary(21, DialectOperators.BIT_OR);
    binary(22, DialectOperators.BIT_XOR, DialectOperators.SHIFT_LEFT, DialectOperators.SHIFT_RIGHT);
    binary(23, DialectOperators.BIT_AND);
    binary(30, SqlStdOperatorTable.PLUS, SqlStdOperatorTable.MINUS);
    binary(
        SIGN,
        SqlStdOperatorTable.MULTIPLY,
        SqlStdOperatorTable.DIVIDE,
        SqlStdOperatorTable.PERCENT_REMAINDER,
        SqlStdOperatorTable.CONCAT);
    binary(41, DialectOperators.AT_TIME_ZONE);
  }

  private static void binary(int precedence, SqlOperator... operators) {
    for (SqlOperator operator : operators) {
      BINARY.put(operator, precedence);
    }
  }

  private final EngineSql sql;
  private final DialectSql dialect;
  private final StringBuilder out;

  ExpressionSql(EngineSql sql) {
    this.sql = sql;
    this.dialect = new DialectSql(sql, this);
    this.out = sql.out;
  }

  void list(List<? extends SqlNode> nodes) {
    String separator = "";
    for (SqlNode node : nodes) {
      out.append(separator);
      separator = ", ";
      write(node);
    }
  }

  void inParentheses(List<? extends SqlNode> nodes) {
    out.append('(');
    list(nodes);
    out.append(')');
  }

  /** Writes an operand, in parentheses if it binds less than {@code least}. */
  void operand(SqlNode node, int least) {
    if (precedence(node) < least) {
      out.append('(');
      write(node);
      out.append(')');
    } else {
      write(node);
    }
  }

  private static int precedence(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return ATOM;
    }
    Integer binary = BINARY.get(call.getOperator());
    if (binary != null) {
      return binary;
    }
    return switch (call.getKind()) {
      // the engine's parser takes all that follows FROM as the second operand
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> 0;
      case NOT -> NOT;
      case LIKE, SIMILAR -> LIKE;
      case BETWEEN, IN, NOT_IN, SOME, ALL -> COMPARISON;
      case MINUS_PREFIX, PLUS_PREFIX -> SIGN;
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> IS;
      default -> ATOM;
    };
  }

  void write(SqlNode node) {
    if (sql.atom(node)) {
      return;
    }
    if (node instanceof SqlNodeList nodes) {
      inParentheses(nodes);
    } else if (EngineSql.isQuery(node)) {
      sql.inParentheses(node);
    } else if (node instanceof SqlCase conditional) {
      conditional(conditional);
    } else if (node instanceof SqlCall call) {
      Integer binary = BINARY.get(call.getOperator());
      if (binary != null && call.operandCount() == 2) {
        operand(call.operand(0), binary);
        out.append(' ').append(call.getOperator().getName()).append(' ');
        operand(call.operand(1), binary + 1);
      } else if (call.getOperator() instanceof SqlUnresolvedFunction) {
        function(call);
      } else if (call instanceof TypedNode typed) {
        new DefinitionSql(sql, this).part(typed);
      } else if (call.getKind() == SqlKind.OTHER || call.getKind() == SqlKind.ITEM) {
        if (!dialect.writes(call)) {
          throw new EngineSql.UnknownNode(call);
        }
      } else {
        standard(call);
      }
    } else {
      throw new EngineSql.UnknownNode(node);
    }
  }

  /** Writes what names an item of a select list: its alias, but for a column's own name. */
  void item(SqlNode item) {
    SqlNode named = item;
    if (item.getKind() == SqlKind.AS) {
      SqlIdentifier alias = ((SqlCall) item).operand(1);
      boolean itself =
          ((SqlCall) item).operand(0) instanceof SqlIdentifier column
              && column.names.get(column.names.size() - 1).equals(alias.getSimple());
      named = itself ? ((SqlCall) item).operand(0) : alias;
    }
    write(named);
  }

  private void standard(SqlCall call) {
    SqlOperator operator = call.getOperator();
    switch (call.getKind()) {
      case AS -> {
        operand(call.operand(0), 0);
        out.append(" AS ");
        sql.name(call.operand(1));
      }
      case DESCENDING -> suffixed(call, " DESC");
      case NULLS_FIRST -> suffixed(call, " NULLS FIRST");
      case NULLS_LAST -> suffixed(call, " NULLS LAST");
      case NOT -> {
        out.append("NOT ");
        operand(call.operand(0), NOT);
      }
      case MINUS_PREFIX, PLUS_PREFIX -> {
        out.append(operator.getName());
        SqlNode operand = call.operand(0);
        boolean sign =
            operand.getKind() == SqlKind.MINUS_PREFIX || operand.getKind() == SqlKind.PLUS_PREFIX;
        operand(operand, sign || isNegative(operand) ? ATOM + 1 : SIGN + 1);
      }
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> {
        operand(call.operand(0), IS);
        out.append(' ').append(operator.getName());
      }
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> {
        operand(call.operand(0), IS);
        out.append(' ').append(operator.getName()).append(' ');
        operand(call.operand(1), IS);
      }
      case LIKE, SIMILAR -> like(call);
      case BETWEEN -> {
        if (operator.getName().endsWith(" SYMMETRIC")) {
          throw new EngineSql.UnknownNode(call);
        }
        operand(call.operand(0), COMPARISON);
        out.append(' ').append(operator.getName().replace(" ASYMMETRIC", "")).append(' ');
        operand(call.operand(1), COMPARISON + 1);
        out.append(" AND ");
        operand(call.operand(2), COMPARISON + 1);
      }
      case IN, NOT_IN, SOME, ALL -> membership(call);
      case EXISTS -> {
        out.append("EXISTS ");
        write(call.operand(0));
      }
      case CAST, SAFE_CAST -> {
        if (sql.nameOnly) {
          operand(call.operand(0), ATOM);
          return;
        }
        out.append(operator.getName()).append('(');
        write(call.operand(0));
        out.append(" AS ");
        write(call.operand(1));
        out.append(')');
      }
      case ROW -> inParentheses(call.getOperandList());
      case DOT -> {
        operand(call.operand(0), ATOM);
        out.append('.');
        write(call.operand(1));
      }
      case ARRAY_VALUE_CONSTRUCTOR -> {
        out.append('[');
        list(call.getOperandList());
        out.append(']');
      }
      case MAP_VALUE_CONSTRUCTOR -> {
        out.append("MAP ");
        dialect.entries(call.getOperandList());
      }
      case ARRAY_QUERY_CONSTRUCTOR -> {
        out.append("ARRAY");
        sql.inParentheses(call.operand(0));
      }
      case GROUPING_SETS, ROLLUP, CUBE -> {
        out.append(operator.getName()).append(' ');
        inParentheses(call.getOperandList());
      }
      case ARGUMENT_ASSIGNMENT -> {
        write(call.operand(1));
        out.append(" => ");
        write(call.operand(0));
      }
      case WITHIN_GROUP -> {
        write(call.operand(0));
        out.append(" WITHIN GROUP (ORDER BY ");
        list((SqlNodeList) call.operand(1));
        out.append(')');
      }
      case FILTER -> {
        write(call.operand(0));
        out.append(" FILTER (WHERE ");
        write(call.operand(1));
        out.append(')');
      }
      case IGNORE_NULLS, RESPECT_NULLS -> {
        write(call.operand(0));
        out.append(' ').append(operator.getName());
      }
      case OVER -> {
        write(call.operand(0));
        out.append(" OVER ");
        write(call.operand(1));
      }
      default -> throw new EngineSql.UnknownNode(call);
    }
  }

  private static boolean isNegative(SqlNode node) {
    return node instanceof SqlNumericLiteral number && number.bigDecimalValue().signum() < 0;
  }

  void suffixed(SqlCall call, String suffix) {
    write(call.operand(0));
    out.append(suffix);
  }

  private void like(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    operand(call.operand(0), LIKE);
    out.append(' ').append(operator.getName()).append(' ');
    operand(call.operand(1), LIKE + 1);
    if (call.operandCount() > 2) {
      out.append(" ESCAPE ");
      write(call.operand(2));
    }
  }

  private void membership(SqlCall call) {
    operand(call.operand(0), COMPARISON);
    String name = call.getOperator().getName();
    if (call.getOperator() instanceof SqlQuantifyOperator) {
      name = name.replace("SOME", "ANY");
    }
    out.append(' ').append(name).append(' ');
    write(call.operand(1));
  }

  private void conditional(SqlCase node) {
    out.append("CASE");
    if (node.getValueOperand() != null) {
      out.append(' ');
      write(node.getValueOperand());
    }
    for (int i = 0; i < node.getWhenOperands().size(); i++) {
      out.append(" WHEN ");
      write(node.getWhenOperands().get(i));
      out.append(" THEN ");
      write(node.getThenOperands().get(i));
    }
    if (node.getElseOperand() != null) {
      out.append(" ELSE ");
      write(node.getElseOperand());
    }
    out.append(" END");
  }

  private void function(SqlCall call) {
    SqlIdentifier name = call.getOperator().getNameAsId();
    String simple = name.names.get(name.names.size() - 1);
    if (isPlain(simple)) {
      out.append(simple);
    } else {
      EngineSql.appendName(out, simple);
    }
    out.append('(');
    if (call.getFunctionQuantifier() != null
        && call.getFunctionQuantifier().symbolValue(SqlSelectKeyword.class)
            == SqlSelectKeyword.DISTINCT) {
      out.append("DISTINCT ");
    }
    List<SqlNode> operands = call.getOperandList();
    int last = operands.size() - 1;
    if (last >= 0 && operands.get(last) instanceof SqlNodeList order) {
      list(operands.subList(0, last));
      out.append(" ORDER BY ");
      list(order);
    } else {
      list(operands);
    }
    out.append(')');
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
