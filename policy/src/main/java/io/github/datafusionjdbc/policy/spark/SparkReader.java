package io.github.datafusionjdbc.policy.spark;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Turns the tree of an expression in Spark's dialect into one of the engine's that means the same.
 * What is left over is judged by {@link SparkSql}: it has to be able to write the result.
 */
public final class SparkReader {
  /** The tag of a literal without time zone. */
  public static final String TIMESTAMP_NTZ = "TIMESTAMP_NTZ";

  /** Spark's functions by the engine's name for them, where the arguments are the same. */
  private static final Map<String, String> FUNCTIONS = new HashMap<>();

  private static final Map<String, String> PARTS = new HashMap<>();

  static {
    SparkFunctions.SAME.forEach(
        (engine, spark) -> FUNCTIONS.merge(spark, engine, (a, b) -> a.compareTo(b) < 0 ? a : b));
    FUNCTIONS.put("length", "length");
    FUNCTIONS.put("len", "length");
    FUNCTIONS.put("char_length", "length");
    FUNCTIONS.put("character_length", "length");
    FUNCTIONS.put("ucase", "upper");
    FUNCTIONS.put("lcase", "lower");
    FUNCTIONS.put("instr", "strpos");
    FUNCTIONS.put("nvl", "coalesce");
    FUNCTIONS.put("ifnull", "coalesce");
    FUNCTIONS.put("coalesce", "coalesce");
    FUNCTIONS.put("now", "now");
    FUNCTIONS.put("current_timestamp", "now");
    FUNCTIONS.put("current_date", "current_date");
    FUNCTIONS.put("curdate", "current_date");
    FUNCTIONS.put("rand", "random");
    FUNCTIONS.put("random", "random");
    for (String same :
        List.of("trim", "ltrim", "rtrim", "replace", "left", "right", "repeat", "substring")) {
      FUNCTIONS.put(same, same);
    }
    FUNCTIONS.put("substr", "substring");
    SparkFunctions.PARTS.forEach((part, function) -> PARTS.put(function, part));
    PARTS.put("dayofmonth", "DAY");
    PARTS.put("weekofyear", "WEEK");
  }

  private final Function<SqlIdentifier, SqlIdentifier> names;
  private final Kinds kinds;

  private SparkReader(
      Function<SqlIdentifier, SqlIdentifier> names, Function<SqlIdentifier, ValueKind> columns) {
    this.names = names;
    this.kinds = new Kinds(columns);
  }

  /**
   * The same expression for the engine.
   *
   * @param tree as the parser gives it for Spark's text
   * @param names finds the exact name of a column, which Spark finds whatever its case; null if
   *     there is none
   * @param columns the kind of a column by its exact name
   * @throws SparkSqlException if a part of it has no exact meaning in the engine
   */
  public static SqlNode toEngine(
      SqlNode tree,
      Function<SqlIdentifier, SqlIdentifier> names,
      Function<SqlIdentifier, ValueKind> columns)
      throws SparkSqlException {
    SqlNode engine = new SparkReader(names, columns).node(tree);
    // what cannot be written in Spark's dialect again has another meaning there
    SparkSql.of(engine, columns);
    return engine;
  }

  private SqlNode node(SqlNode node) throws SparkSqlException {
    if (node instanceof SqlIdentifier name) {
      SqlIdentifier exact = names.apply(name);
      if (exact == null) {
        throw new SparkSqlException("there is no column '" + name + "'", name);
      }
      return exact;
    }
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlNodeList list) {
      return list(list);
    }
    if (node instanceof SqlCase conditional) {
      return new SqlCase(
          conditional.getParserPosition(),
          conditional.getValueOperand() == null ? null : node(conditional.getValueOperand()),
          list(conditional.getWhenOperands()),
          list(conditional.getThenOperands()),
          conditional.getElseOperand() == null ? null : node(conditional.getElseOperand()));
    }
    if (node instanceof SqlCall call) {
      return call(call);
    }
    throw new SparkSqlException("this has no exact meaning here", node);
  }

  private SqlNodeList list(SqlNodeList list) throws SparkSqlException {
    return new SqlNodeList(all(list.getList()), list.getParserPosition());
  }

  private List<SqlNode> all(List<SqlNode> nodes) throws SparkSqlException {
    List<SqlNode> result = new ArrayList<>(nodes.size());
    for (SqlNode node : nodes) {
      result.add(node(node));
    }
    return result;
  }

  /** A number with a point is a decimal to Spark, and a double to the engine. */
  private static SqlNode literal(SqlLiteral literal) throws SparkSqlException {
    SqlParserPos pos = literal.getParserPosition();
    if (literal instanceof SqlUnknownLiteral typed && typed.tag.startsWith("TIMESTAMP")) {
      if (typed.tag.equals(TIMESTAMP_NTZ)) {
        return SqlLiteral.createUnknown("TIMESTAMP", typed.getValue(), pos);
      }
      throw new SparkSqlException(
          "a TIMESTAMP literal depends on the time zone of Spark's session", literal);
    }
    if (literal.getTypeName() == SqlTypeName.DECIMAL) {
      BigDecimal number = literal.bigDecimalValue();
      if (number.scale() > 0) {
        int precision = Math.max(number.precision(), number.scale());
        return DialectOperators.decimal(number, precision, number.scale(), pos);
      }
    }
    return literal;
  }

  private SqlNode call(SqlCall call) throws SparkSqlException {
    if (call.getOperator() instanceof SqlUnresolvedFunction) {
      return function(call);
    }
    if (call.getKind().belongsTo(SqlKind.QUERY)) {
      throw new SparkSqlException("a subquery is not allowed", call);
    }
    SqlParserPos pos = call.getParserPosition();
    if (call.getOperator().equals(DialectOperators.SPARK_DIVIDE)) {
      return divide(node(call.operand(0)), node(call.operand(1)), pos);
    }
    if (call.getOperator().equals(SqlStdOperatorTable.DIVIDE)) {
      SqlNode left = node(call.operand(0));
      SqlNode right = node(call.operand(1));
      if (kinds.of(left) != ValueKind.INTEGER || kinds.of(right) != ValueKind.INTEGER) {
        throw new SparkSqlException("DIV of what are no integers has no exact meaning here", call);
      }
      return SqlStdOperatorTable.DIVIDE.createCall(pos, left, right);
    }
    if (call.getKind() == SqlKind.CAST) {
      SqlDataTypeSpec type = call.operand(1);
      return SqlStdOperatorTable.CAST.createCall(pos, node(call.operand(0)), type(type));
    }
    if (call.getOperator().equals(DialectOperators.INFIX_CAST)) {
      return SqlStdOperatorTable.CAST.createCall(pos, node(call.operand(0)), type(call.operand(1)));
    }
    if (call.getOperator().equals(DialectOperators.EXTRACT)) {
      return call.getOperator().createCall(pos, call.operand(0), node(call.operand(1)));
    }
    return call.getOperator().createCall(pos, operands(call));
  }

  /** Beside a double, Spark takes a number with a point for a double too. */
  private List<SqlNode> operands(SqlCall call) throws SparkSqlException {
    List<SqlNode> operands = all(call.getOperandList());
    boolean floating = false;
    for (SqlNode operand : operands) {
      ValueKind kind = kinds.of(operand);
      floating |= kind == ValueKind.DOUBLE || kind == ValueKind.FLOAT;
    }
    if (floating) {
      for (int i = 0; i < operands.size(); i++) {
        SqlNode written = call.operand(i);
        if (written instanceof SqlNumericLiteral) {
          operands.set(i, written);
        } else if (written instanceof SqlNodeList list) {
          operands.set(i, withDoubles(list));
        }
      }
    }
    return operands;
  }

  private SqlNodeList withDoubles(SqlNodeList list) throws SparkSqlException {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : list) {
      items.add(item instanceof SqlNumericLiteral ? item : node(item));
    }
    return new SqlNodeList(items, list.getParserPosition());
  }

  /** Spark divides doubles, and gives null for a divisor of zero where it does not fail. */
  private SqlNode divide(SqlNode left, SqlNode right, SqlParserPos pos) throws SparkSqlException {
    for (SqlNode operand : List.of(left, right)) {
      ValueKind kind = kinds.of(operand);
      if (kind != ValueKind.INTEGER && kind != ValueKind.DOUBLE && kind != ValueKind.FLOAT) {
        throw new SparkSqlException("'/' of decimals has another scale here", operand);
      }
    }
    SqlNode zero = SqlLiteral.createExactNumeric("0", pos);
    SqlNode divisor = asDouble(right, pos);
    boolean safe = right instanceof SqlLiteral literal && literal.bigDecimalValue().signum() != 0;
    return SqlStdOperatorTable.DIVIDE.createCall(
        pos,
        asDouble(left, pos),
        safe ? divisor : DialectOperators.function("nullif", pos, List.of(divisor, zero)));
  }

  private SqlNode asDouble(SqlNode node, SqlParserPos pos) {
    return kinds.of(node) == ValueKind.DOUBLE
        ? node
        : SqlStdOperatorTable.CAST.createCall(pos, node, DialectOperators.type("DOUBLE", pos));
  }

  private static SqlDataTypeSpec type(SqlDataTypeSpec type) throws SparkSqlException {
    String name = Ascii.upper(type.getTypeName().getSimple());
    SqlParserPos pos = type.getParserPosition();
    String engine =
        switch (name) {
          case "BYTE" -> "TINYINT";
          case "SHORT" -> "SMALLINT";
          case "LONG" -> "BIGINT";
          case "TIMESTAMP", "TIMESTAMP_LTZ" -> "TIMESTAMP WITH TIME ZONE";
          case TIMESTAMP_NTZ -> "TIMESTAMP";
          case "DECIMAL", "NUMERIC", "DEC" -> "DECIMAL(10, 0)";
          default -> name;
        };
    if (Kinds.type(DialectOperators.type(engine, pos)) == ValueKind.OTHER) {
      throw new SparkSqlException("CAST to " + name + " has no exact meaning here", type);
    }
    return DialectOperators.type(engine, pos);
  }

  private SqlNode function(SqlCall call) throws SparkSqlException {
    String name = Ascii.lower(call.getOperator().getName());
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> arguments = all(call.getOperandList());
    int count = arguments.size();
    String same = FUNCTIONS.get(name);
    if (same != null) {
      return DialectOperators.function(same, pos, arguments);
    }
    if (PARTS.containsKey(name) && count == 1) {
      return DialectOperators.EXTRACT.createCall(
          pos, DialectOperators.word(PARTS.get(name), pos), arguments.get(0));
    }
    if (name.equals("isnull") && count == 1) {
      return SqlStdOperatorTable.IS_NULL.createCall(pos, arguments);
    }
    if (name.equals("isnotnull") && count == 1) {
      return SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, arguments);
    }
    if (name.equals("date") && count == 1) {
      return SqlStdOperatorTable.CAST.createCall(
          pos, arguments.get(0), DialectOperators.type("DATE", pos));
    }
    if (name.equals("if") && count == 3) {
      return new SqlCase(
          pos,
          null,
          SqlNodeList.of(arguments.get(0)),
          SqlNodeList.of(arguments.get(1)),
          arguments.get(2));
    }
    if (name.equals("concat") && count > 0) {
      return concat(arguments, call);
    }
    throw new SparkSqlException("function '" + name + "' has no exact meaning here", call);
  }

  /** Spark's concat is null where an argument is; the engine's skips it. */
  private SqlNode concat(List<SqlNode> arguments, SqlCall call) throws SparkSqlException {
    SqlNode result = null;
    for (SqlNode argument : arguments) {
      if (kinds.of(argument) != ValueKind.STRING) {
        throw new SparkSqlException(
            "concat of what are no strings has no exact meaning here", call);
      }
      result =
          result == null
              ? argument
              : SqlStdOperatorTable.CONCAT.createCall(call.getParserPosition(), result, argument);
    }
    return result;
  }
}
