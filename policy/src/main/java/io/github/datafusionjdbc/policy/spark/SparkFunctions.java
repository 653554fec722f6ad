package io.github.datafusionjdbc.policy.spark;

import io.github.datafusionjdbc.policy.sql.Ascii;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;

/** Writes calls of the functions that give the same in both dialects. */
final class SparkFunctions {
  /** Functions that take the same arguments and give the same, by the engine's name. */
  static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("length", "length"),
          Map.entry("char_length", "length"),
          Map.entry("character_length", "length"),
          Map.entry("octet_length", "octet_length"),
          Map.entry("bit_length", "bit_length"),
          Map.entry("upper", "upper"),
          Map.entry("lower", "lower"),
          Map.entry("reverse", "reverse"),
          Map.entry("starts_with", "startswith"),
          Map.entry("ends_with", "endswith"),
          Map.entry("contains", "contains"),
          Map.entry("strpos", "instr"),
          Map.entry("instr", "instr"),
          Map.entry("coalesce", "coalesce"),
          Map.entry("nullif", "nullif"),
          Map.entry("nvl", "coalesce"),
          Map.entry("ifnull", "coalesce"),
          Map.entry("greatest", "greatest"),
          Map.entry("least", "least"),
          Map.entry("abs", "abs"),
          Map.entry("isnan", "isnan"),
          Map.entry("concat_ws", "concat_ws"),
          Map.entry("uuid", "uuid"),
          Map.entry("random", "rand"),
          Map.entry("now", "current_timestamp"),
          Map.entry("current_timestamp", "current_timestamp"),
          Map.entry("current_date", "current_date"),
          Map.entry("today", "current_date"));

  private static final Map<String, String> TRIMS =
      Map.of("trim", "trim", "btrim", "trim", "ltrim", "ltrim", "rtrim", "rtrim");

  /** Parts of dates that both dialects count alike, with Spark's function for each. */
  static final Map<String, String> PARTS =
      Map.of(
          "YEAR", "year",
          "QUARTER", "quarter",
          "MONTH", "month",
          "WEEK", "weekofyear",
          "DAY", "day",
          "DOY", "dayofyear",
          "HOUR", "hour",
          "MINUTE", "minute");

  private static final Set<String> PARTS_OF_DATES =
      Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOY");

  private final SparkSql sql;
  private final Kinds kinds;

  SparkFunctions(SparkSql sql, Kinds kinds) {
    this.sql = sql;
    this.kinds = kinds;
  }

  void write(SqlCall call) throws SparkSqlException {
    String name = Ascii.lower(call.getOperator().getName());
    List<SqlNode> arguments = call.getOperandList();
    String same = SAME.get(name);
    if (call.getFunctionQuantifier() != null) {
      throw unknown(name, call);
    }
    if (same != null) {
      plain(same, arguments);
    } else if (TRIMS.containsKey(name) && arguments.size() == 1) {
      plain(TRIMS.get(name), arguments);
    } else if (name.equals("substr") || name.equals("substring")) {
      substring(call);
    } else if (name.equals("replace") && isText(arguments.get(1))) {
      plain("replace", arguments);
    } else if ((name.equals("left") || name.equals("right")) && isCount(arguments.get(1), 0)) {
      plain(name, arguments);
    } else if (name.equals("repeat") && isCount(arguments.get(1), 0)) {
      plain(name, arguments);
    } else if (name.equals("date_part") && arguments.get(0) instanceof SqlLiteral part) {
      part(Ascii.upper(part.getValueAs(String.class)), arguments.get(1), call);
    } else {
      throw unknown(name, call);
    }
  }

  private static SparkSqlException unknown(String name, SqlNode at) {
    return new SparkSqlException("function '" + name + "' has no exact form in Spark's SQL", at);
  }

  void plain(String name, List<SqlNode> arguments) throws SparkSqlException {
    sql.out().append(name).append('(');
    for (int i = 0; i < arguments.size(); i++) {
      sql.out().append(i == 0 ? "" : ", ");
      sql.write(arguments.get(i));
    }
    sql.out().append(')');
  }

  void extract(SqlCall call) throws SparkSqlException {
    String field =
        call.operand(0) instanceof SqlIdentifier word
            ? word.getSimple()
            : ((SqlLiteral) call.operand(0)).getValueAs(String.class);
    part(Ascii.upper(field), call.operand(1), call);
  }

  private void part(String field, SqlNode source, SqlNode at) throws SparkSqlException {
    String function = PARTS.get(field);
    ValueKind kind = kinds.of(source);
    boolean exact =
        kind == ValueKind.TIMESTAMP
            || kind == ValueKind.TIMESTAMP_NTZ
            || (kind == ValueKind.DATE && PARTS_OF_DATES.contains(field));
    if (function == null || !exact) {
      throw new SparkSqlException(field + " of this value has no exact form in Spark's SQL", at);
    }
    plain(function, List.of(source));
  }

  /** A position below 1 counts from the end in Spark, and from before the start in the engine. */
  void substring(SqlCall call) throws SparkSqlException {
    List<SqlNode> arguments = call.getOperandList();
    boolean exact =
        isCount(arguments.get(1), 1) && (arguments.size() < 3 || isCount(arguments.get(2), 0));
    if (!exact) {
      throw new SparkSqlException(
          "substring needs a position of 1 or more, as a literal, to give the same in Spark's SQL",
          call);
    }
    plain("substring", arguments);
  }

  static boolean isCount(SqlNode node, int least) {
    return node instanceof SqlLiteral literal
        && literal.getValue() instanceof BigDecimal number
        && number.scale() <= 0
        && number.signum() >= 0
        && number.intValue() >= least;
  }

  static boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal
        && literal.getValue() instanceof NlsString text
        && !text.getValue().isEmpty();
  }
}
