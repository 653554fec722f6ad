package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The functions of the escape {@code {fn ..}} (JDBC 4.3, appendix C) in the engine's terms. One
 * that the engine has under the same name, or not at all, stays as it is.
 */
final class JdbcFunctions {
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("ceiling", "ceil"),
          Map.entry("char", "chr"),
          Map.entry("curdate", "current_date"),
          Map.entry("curtime", "current_time"),
          Map.entry("lcase", "lower"),
          Map.entry("log", "ln"),
          Map.entry("rand", "random"),
          Map.entry("sign", "signum"),
          Map.entry("truncate", "trunc"),
          Map.entry("ucase", "upper"));

  private static final Map<String, String> FIELDS =
      Map.of(
          "year", "YEAR",
          "quarter", "QUARTER",
          "month", "MONTH",
          "week", "WEEK",
          "dayofmonth", "DAY",
          "dayofyear", "DOY",
          "hour", "HOUR",
          "minute", "MINUTE",
          "second", "SECOND");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("BIGINT", "BIGINT"),
          Map.entry("BINARY", "BYTEA"),
          Map.entry("BIT", "BOOLEAN"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("DATE", "DATE"),
          Map.entry("DECIMAL", "DECIMAL"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("FLOAT", "DOUBLE"),
          Map.entry("INTEGER", "INTEGER"),
          Map.entry("LONGVARBINARY", "BYTEA"),
          Map.entry("LONGVARCHAR", "VARCHAR"),
          Map.entry("NUMERIC", "DECIMAL"),
          Map.entry("REAL", "REAL"),
          Map.entry("SMALLINT", "SMALLINT"),
          Map.entry("TIME", "TIME"),
          Map.entry("TIMESTAMP", "TIMESTAMP"),
          Map.entry("TINYINT", "TINYINT"),
          Map.entry("VARBINARY", "BYTEA"),
          Map.entry("VARCHAR", "VARCHAR"));

  /** Units of TIMESTAMPADD, with a factor where the engine's intervals lack the unit. */
  private static final Map<String, String> UNITS =
      Map.of(
          "FRAC_SECOND", "nanosecond",
          "SECOND", "second",
          "MINUTE", "minute",
          "HOUR", "hour",
          "DAY", "day",
          "WEEK", "week",
          "MONTH", "month",
          "QUARTER", "month",
          "YEAR", "year");

  private static final Map<String, String> SECONDS =
      Map.of("SECOND", "1", "MINUTE", "60", "HOUR", "3600", "DAY", "86400", "WEEK", "604800");

  private JdbcFunctions() {}

  /** What stands for the function of an escape. */
  static SqlNode of(SqlNode function) {
    if (!(function instanceof SqlCall call)
        || !(call.getOperator() instanceof SqlUnresolvedFunction)) {
      return function;
    }
    SqlParserPos pos = call.getParserPosition();
    String name = Ascii.lower(call.getOperator().getName());
    List<SqlNode> args = call.getOperandList();
    if (RENAMED.containsKey(name)) {
      return DialectOperators.function(RENAMED.get(name), pos, args);
    }
    return switch (args.size()) {
      case 1 -> ofOne(name, args.get(0), call, pos);
      case 2 -> ofTwo(name, args, call, pos);
      case 3 ->
          switch (name) {
            case "timestampadd" -> timestampAdd(args, pos);
            case "timestampdiff" -> timestampDiff(args, pos);
            default -> call;
          };
      case 4 -> {
        boolean insert = name.equals("insert");
        yield insert
            ? DialectOperators.OVERLAY.createCall(
                pos, args.get(0), args.get(3), args.get(1), args.get(2))
            : call;
      }
      default -> call;
    };
  }

  private static SqlNode ofOne(String name, SqlNode arg, SqlNode call, SqlParserPos pos) {
    if (FIELDS.containsKey(name)) {
      return extract(FIELDS.get(name), arg, pos);
    }
    return switch (name) {
      case "dayofweek" ->
          SqlStdOperatorTable.PLUS.createCall(pos, extract("DOW", arg, pos), number("1", pos));
      case "dayname" -> DialectOperators.function("to_char", pos, List.of(arg, text("%A", pos)));
      case "monthname" -> DialectOperators.function("to_char", pos, List.of(arg, text("%B", pos)));
      case "space" -> DialectOperators.function("repeat", pos, List.of(text(" ", pos), arg));
      default -> call;
    };
  }

  private static SqlNode ofTwo(String name, List<SqlNode> args, SqlNode call, SqlParserPos pos) {
    return switch (name) {
      case "convert" -> cast(args.get(0), type(args.get(1)), pos);
      case "locate" -> DialectOperators.function("strpos", pos, List.of(args.get(1), args.get(0)));
      case "mod" -> SqlStdOperatorTable.PERCENT_REMAINDER.createCall(pos, args);
      default -> call;
    };
  }

  private static SqlNode timestampAdd(List<SqlNode> args, SqlParserPos pos) {
    String unit = unit(args.get(0));
    String word = UNITS.get(unit);
    if (word == null) {
      throw unknown(args.get(0), "unit");
    }
    SqlNode count = args.get(1);
    if (unit.equals("QUARTER")) {
      count = SqlStdOperatorTable.MULTIPLY.createCall(pos, count, number("3", pos));
    }
    SqlNode interval =
        DialectOperators.function("concat", pos, List.of(count, text(' ' + word, pos)));
    return SqlStdOperatorTable.PLUS.createCall(pos, args.get(2), cast(interval, "INTERVAL", pos));
  }

  /** Whole units between two points in time. */
  private static SqlNode timestampDiff(List<SqlNode> args, SqlParserPos pos) {
    String seconds = SECONDS.get(unit(args.get(0)));
    if (seconds == null) {
      throw unknown(args.get(0), "unit of TIMESTAMPDIFF");
    }
    SqlNode difference =
        SqlStdOperatorTable.MINUS.createCall(
            pos, cast(args.get(2), "TIMESTAMP", pos), cast(args.get(1), "TIMESTAMP", pos));
    SqlNode units =
        SqlStdOperatorTable.DIVIDE.createCall(
            pos, extract("EPOCH", difference, pos), number(seconds, pos));
    return cast(DialectOperators.function("trunc", pos, List.of(units)), "BIGINT", pos);
  }

  private static String unit(SqlNode node) {
    return word(node).replace("SQL_TSI_", "");
  }

  private static String type(SqlNode node) {
    String type = TYPES.get(word(node).replaceFirst("^SQL_", ""));
    if (type == null) {
      throw unknown(node, "type");
    }
    return type;
  }

  private static String word(SqlNode node) {
    return node instanceof SqlIdentifier name && name.isSimple()
        ? Ascii.upper(name.getSimple())
        : "";
  }

  private static RuntimeException unknown(SqlNode node, String what) {
    return Words.wrong(node.getParserPosition(), "'" + node + "' is no " + what + " of JDBC");
  }

  private static SqlNode extract(String field, SqlNode source, SqlParserPos pos) {
    return DialectOperators.EXTRACT.createCall(pos, DialectOperators.word(field, pos), source);
  }

  private static SqlNode cast(SqlNode value, String type, SqlParserPos pos) {
    return SqlStdOperatorTable.CAST.createCall(pos, value, DialectOperators.type(type, pos));
  }

  private static SqlNode text(String text, SqlParserPos pos) {
    return SqlLiteral.createCharString(text, pos);
  }

  private static SqlNode number(String number, SqlParserPos pos) {
    return SqlLiteral.createExactNumeric(number, pos);
  }
}
