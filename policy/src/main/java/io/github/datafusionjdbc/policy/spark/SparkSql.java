package io.github.datafusionjdbc.policy.spark;

import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.NlsString;

/**
 * Writes an expression of the engine's tree in Spark's dialect, where it means the same (Spark SQL
 * Reference, ANSI compliance). Names stand in back ticks, strings in single quotes with backslashes
 * escaped.
 */
public final class SparkSql {
  private static final int ATOM = 100;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int PLUS = 8;
  private static final int TIMES = 9;
  private static final int SIGN = 10;

  /** Operators of both dialects that mean the same whatever the operands are. */
  private static final IdentityHashMap<SqlOperator, Integer> BINARY = new IdentityHashMap<>();

  private static final Map<SqlOperator, String> TRIMS =
      Map.of(
          DialectOperators.TRIM_BOTH, "trim",
          DialectOperators.TRIM_LEADING, "ltrim",
          DialectOperators.TRIM_TRAILING, "rtrim");

  static {
    BINARY.put(SqlStdOperatorTable.OR, OR);
    BINARY.put(SqlStdOperatorTable.AND, AND);
    BINARY.put(SqlStdOperatorTable.EQUALS, COMPARISON);
    BINARY.put(SqlStdOperatorTable.NOT_EQUALS, COMPARISON);
    BINARY.put(SqlStdOperatorTable.LESS_THAN, COMPARISON);
    BINARY.put(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, COMPARISON);
    BINARY.put(SqlStdOperatorTable.GREATER_THAN, COMPARISON);
    BINARY.put(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, COMPARISON);
    BINARY.put(DialectOperators.NULL_SAFE_EQUALS, COMPARISON);
    BINARY.put(SqlStdOperatorTable.PLUS, PLUS);
    BINARY.put(SqlStdOperatorTable.MINUS, PLUS);
    BINARY.put(SqlStdOperatorTable.CONCAT, PLUS);
    BINARY.put(SqlStdOperatorTable.MULTIPLY, TIMES);
    BINARY.put(SqlStdOperatorTable.DIVIDE, TIMES);
    BINARY.put(SqlStdOperatorTable.PERCENT_REMAINDER, TIMES);
  }

  private final StringBuilder out = new StringBuilder();
  private final Kinds kinds;
  private final SparkFunctions functions;

  private SparkSql(Function<SqlIdentifier, ValueKind> columns) {
    this.kinds = new Kinds(columns);
    this.functions = new SparkFunctions(this, kinds);
  }

  /**
   * The text in Spark's dialect.
   *
   * @param expression canonical, columns bare
   * @param columns the kind of a column
   * @throws SparkSqlException if a part of it means something else to Spark, or nothing
   */
  public static String of(SqlNode expression, Function<SqlIdentifier, ValueKind> columns)
      throws SparkSqlException {
    SparkSql sql = new SparkSql(columns);
    sql.write(expression);
    return sql.out.toString();
  }

  StringBuilder out() {
    return out;
  }

  private void operand(SqlNode node, int least) throws SparkSqlException {
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
      case NOT, IS_DISTINCT_FROM -> NOT;
      case IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_UNKNOWN,
          IN,
          NOT_IN,
          BETWEEN,
          LIKE,
          IS_NOT_DISTINCT_FROM ->
          COMPARISON;
      case MINUS_PREFIX, PLUS_PREFIX -> SIGN;
      default -> ATOM;
    };
  }

  void write(SqlNode node) throws SparkSqlException {
    if (node instanceof SqlIdentifier name) {
      name(name);
    } else if (node instanceof SqlLiteral literal) {
      literal(literal, false);
    } else if (node instanceof SqlCase conditional) {
      conditional(conditional);
    } else if (node instanceof SqlCall call) {
      call(call);
    } else {
      throw new SparkSqlException("this has no form in Spark's SQL", node);
    }
  }

  private void name(SqlIdentifier name) {
    for (int i = 0; i < name.names.size(); i++) {
      out.append(i == 0 ? "`" : ".`").append(name.names.get(i).replace("`", "``")).append('`');
    }
  }

  private void literal(SqlLiteral literal, boolean inArithmetic) throws SparkSqlException {
    Object value = literal.getValue();
    if (literal instanceof SqlUnknownLiteral typed) {
      switch (typed.tag) {
        case "DATE" -> out.append("DATE ");
        case "TIMESTAMP" -> out.append("TIMESTAMP_NTZ ");
        default -> throw new SparkSqlException(typed.tag + " has no form in Spark's SQL", literal);
      }
      string(typed.getValue());
    } else if (value == null) {
      out.append("NULL");
    } else if (value instanceof NlsString text) {
      string(text.getValue());
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "true" : "false");
    } else if (value instanceof BitString bits) {
      out.append("X'").append(bits.toHexString()).append('\'');
    } else if (value instanceof BigDecimal number) {
      boolean exact = literal.getTypeName() == SqlTypeName.DECIMAL && number.scale() <= 0;
      if (exact) {
        // the engine computes with 64 bits where a literal takes part
        out.append(number.toPlainString()).append(inArithmetic ? "L" : "");
      } else {
        out.append(number).append('D');
      }
    } else {
      throw new SparkSqlException("this literal has no form in Spark's SQL", literal);
    }
  }

  private void string(String text) {
    out.append('\'').append(text.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
  }

  private void call(SqlCall call) throws SparkSqlException {
    SqlOperator operator = call.getOperator();
    Integer binary = BINARY.get(operator);
    if (binary != null && call.operandCount() == 2) {
      binary(call, binary);
    } else if (operator instanceof SqlUnresolvedFunction) {
      functions.write(call);
    } else if (TRIMS.containsKey(operator) && call.operandCount() == 1) {
      functions.plain(TRIMS.get(operator), call.getOperandList());
    } else if (operator.equals(DialectOperators.EXTRACT)) {
      functions.extract(call);
    } else if (operator.equals(DialectOperators.SUBSTRING)) {
      functions.substring(call);
    } else if (operator.equals(DialectOperators.POSITION)) {
      functions.plain("instr", List.of(call.operand(1), call.operand(0)));
    } else {
      standard(call);
    }
  }

  private void binary(SqlCall call, int precedence) throws SparkSqlException {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    String sign = call.getOperator().getName();
    if (precedence == COMPARISON) {
      // a comparison is no operand of another one without parentheses
      compared(left, right);
      out.append(' ').append(sign).append(' ');
      compared(right, left);
      comparable(left, right, call);
    } else if (precedence >= PLUS && !sign.equals("||")) {
      arithmeticOperand(left, precedence);
      out.append(' ').append(arithmetic(call, sign)).append(' ');
      arithmeticOperand(right, precedence + 1);
    } else {
      operand(left, precedence);
      out.append(' ').append(sign).append(' ');
      operand(right, precedence + 1);
    }
  }

  private void arithmeticOperand(SqlNode node, int least) throws SparkSqlException {
    if (node instanceof SqlLiteral literal) {
      literal(literal, true);
    } else {
      operand(node, least);
    }
  }

  /** The engine compares a decimal with a number that has a point as decimals. */
  private void compared(SqlNode node, SqlNode other) throws SparkSqlException {
    if (isDecimalTo(node, other)) {
      out.append(((SqlLiteral) node).bigDecimalValue().toPlainString()).append("BD");
    } else {
      operand(node, COMPARISON + 1);
    }
  }

  private boolean isDecimalTo(SqlNode node, SqlNode other) {
    return node instanceof SqlLiteral literal
        && literal.getTypeName() == SqlTypeName.DECIMAL
        && literal.bigDecimalValue().scale() > 0
        && kinds.of(other) == ValueKind.DECIMAL;
  }

  /** What the sign is in Spark's dialect, where slash never divides integers as such. */
  private String arithmetic(SqlCall call, String sign) throws SparkSqlException {
    ValueKind left = kinds.of(call.operand(0));
    ValueKind right = kinds.of(call.operand(1));
    if (!left.isNumber() || !right.isNumber()) {
      throw new SparkSqlException(
          "'" + sign + "' of these operands is not known to give the same in Spark's SQL", call);
    }
    if (!sign.equals("/")) {
      return sign;
    }
    if (left == ValueKind.INTEGER && right == ValueKind.INTEGER) {
      return "div";
    }
    if (left == ValueKind.DOUBLE || right == ValueKind.DOUBLE) {
      return "/";
    }
    throw new SparkSqlException(
        "'/' of decimals and reals gives another type in Spark's SQL; CAST to DOUBLE first", call);
  }

  /** Where the kinds differ, each dialect casts in its own way. */
  private void comparable(SqlNode left, SqlNode right, SqlNode at) throws SparkSqlException {
    ValueKind a = kinds.of(left);
    ValueKind b = kinds.of(right);
    boolean same = a == b && a != ValueKind.OTHER;
    boolean floating =
        (a == ValueKind.DECIMAL && (b == ValueKind.DOUBLE || b == ValueKind.FLOAT))
            || (b == ValueKind.DECIMAL && (a == ValueKind.DOUBLE || a == ValueKind.FLOAT));
    boolean known =
        same
            || a == ValueKind.NULL
            || b == ValueKind.NULL
            || (a.isNumber() && b.isNumber() && !floating)
            || isDecimalTo(left, right)
            || isDecimalTo(right, left)
            || (a == ValueKind.DATE && b == ValueKind.STRING && Kinds.isLiteral(right))
            || (b == ValueKind.DATE && a == ValueKind.STRING && Kinds.isLiteral(left));
    if (!known) {
      throw new SparkSqlException(
          "a comparison of these operands is not known to give the same in Spark's SQL; CAST one"
              + " to the type of the other",
          at);
    }
  }

  private void standard(SqlCall call) throws SparkSqlException {
    switch (call.getKind()) {
      case NOT -> {
        out.append("NOT ");
        operand(call.operand(0), NOT);
      }
      case MINUS_PREFIX, PLUS_PREFIX -> {
        out.append(call.getOperator().getName());
        operand(call.operand(0), SIGN + 1);
      }
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, IS_UNKNOWN -> {
        operand(call.operand(0), COMPARISON + 1);
        out.append(' ').append(call.getOperator().getName());
      }
      case IS_NOT_DISTINCT_FROM -> nullSafe(call);
      case IS_DISTINCT_FROM -> {
        out.append("NOT (");
        nullSafe(call);
        out.append(')');
      }
      case BETWEEN -> between(call);
      case IN, NOT_IN -> in(call);
      case LIKE -> like(call);
      case CAST -> cast(call);
      default ->
          throw new SparkSqlException(
              call.getOperator().getName() + " has no exact form in Spark's SQL", call);
    }
  }

  private void nullSafe(SqlCall call) throws SparkSqlException {
    compared(call.operand(0), call.operand(1));
    out.append(" <=> ");
    compared(call.operand(1), call.operand(0));
    comparable(call.operand(0), call.operand(1), call);
  }

  private void between(SqlCall call) throws SparkSqlException {
    operand(call.operand(0), COMPARISON + 1);
    out.append(call.getOperator().getName().startsWith("NOT") ? " NOT BETWEEN " : " BETWEEN ");
    compared(call.operand(1), call.operand(0));
    out.append(" AND ");
    compared(call.operand(2), call.operand(0));
    comparable(call.operand(0), call.operand(1), call);
    comparable(call.operand(0), call.operand(2), call);
  }

  private void in(SqlCall call) throws SparkSqlException {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      throw new SparkSqlException("IN needs a list", call);
    }
    operand(call.operand(0), COMPARISON + 1);
    out.append(call.getKind() == SqlKind.IN ? " IN (" : " NOT IN (");
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      compared(list.get(i), call.operand(0));
      comparable(call.operand(0), list.get(i), call);
    }
    out.append(')');
  }

  private void like(SqlCall call) throws SparkSqlException {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    if (call.operandCount() > 2) {
      throw new SparkSqlException("LIKE with ESCAPE has no exact form in Spark's SQL", call);
    }
    operand(call.operand(0), COMPARISON + 1);
    out.append(' ').append(operator.getName()).append(' ');
    operand(call.operand(1), COMPARISON + 1);
  }

  private void cast(SqlCall call) throws SparkSqlException {
    SqlNode value = call.operand(0);
    String decimal = decimal(call);
    if (decimal != null) {
      out.append(decimal).append("BD");
      return;
    }
    ValueKind from = kinds.of(value);
    ValueKind to = Kinds.type(call.operand(1));
    boolean literal = value instanceof SqlLiteral && from != ValueKind.BINARY;
    boolean exact =
        switch (to) {
          case INTEGER ->
              from == ValueKind.INTEGER
                  || from == ValueKind.BOOLEAN
                  || from == ValueKind.FLOAT
                  || from == ValueKind.DOUBLE;
          case FLOAT, DOUBLE -> from.isNumber();
          case DECIMAL -> from == ValueKind.INTEGER || from == ValueKind.DECIMAL;
          case STRING ->
              from == ValueKind.INTEGER
                  || from == ValueKind.BOOLEAN
                  || from == ValueKind.DATE
                  || from == ValueKind.STRING;
          case DATE ->
              from == ValueKind.DATE
                  || from == ValueKind.TIMESTAMP
                  || from == ValueKind.TIMESTAMP_NTZ
                  || (from == ValueKind.STRING && literal);
          case BOOLEAN -> from == ValueKind.BOOLEAN;
          case TIMESTAMP, TIMESTAMP_NTZ -> from == to;
          default -> false;
        };
    if (!exact && from != ValueKind.NULL) {
      throw new SparkSqlException("this CAST is not known to give the same in Spark's SQL", call);
    }
    out.append("CAST(");
    write(value);
    out.append(" AS ").append(typeName((SqlDataTypeSpec) call.operand(1), to)).append(')');
  }

  /** The digits of CAST('1.50' AS DECIMAL(3, 2)), which is a literal in Spark; else null. */
  private static String decimal(SqlCall cast) {
    if (Kinds.type(cast.operand(1)) == ValueKind.DECIMAL
        && cast.operand(0) instanceof SqlLiteral literal
        && literal.getValue() instanceof NlsString text) {
      try {
        BigDecimal number = new BigDecimal(text.getValue());
        int precision = Math.max(number.precision(), number.scale());
        String type = "DECIMAL(" + precision + ", " + number.scale() + ")";
        SqlDataTypeSpec spec = cast.operand(1);
        return number.signum() >= 0 && spec.getTypeName().getSimple().equals(type)
            ? number.toPlainString()
            : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }

  private static String typeName(SqlDataTypeSpec type, ValueKind kind) {
    String name = type.getTypeName().getSimple();
    return switch (kind) {
      case FLOAT -> "FLOAT";
      case STRING -> "STRING";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_NTZ -> "TIMESTAMP_NTZ";
      case INTEGER ->
          switch (name) {
            case "INT2" -> "SMALLINT";
            case "INT4", "INTEGER" -> "INT";
            case "INT8" -> "BIGINT";
            default -> name;
          };
      case DECIMAL -> name.indexOf('(') < 0 ? "DECIMAL(38, 10)" : name;
      default -> name;
    };
  }

  private void conditional(SqlCase node) throws SparkSqlException {
    out.append("CASE");
    if (node.getValueOperand() != null) {
      out.append(' ');
      write(node.getValueOperand());
    }
    for (int i = 0; i < node.getWhenOperands().size(); i++) {
      out.append(" WHEN ");
      write(node.getWhenOperands().get(i));
      if (node.getValueOperand() != null) {
        comparable(node.getValueOperand(), node.getWhenOperands().get(i), node);
      }
      out.append(" THEN ");
      write(node.getThenOperands().get(i));
    }
    if (node.getElseOperand() != null) {
      out.append(" ELSE ");
      write(node.getElseOperand());
    }
    out.append(" END");
  }
}
