package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.OperatorLookup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/**
 * Operators of the engine's dialect that Calcite has no operator for, or one that loses what was
 * written. Calls of them are plain calls: the operands say everything.
 *
 * <p>Precedences are on Calcite's scale (OR 22, AND 24, NOT 26, IS 28, comparison 30, plus 40,
 * times 60, sign 80) in the order that the engine's parser has.
 */
public final class DialectOperators implements OperatorLookup {
  public static final SqlBinaryOperator CONTAINS = binary("@>", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator CONTAINED = binary("<@", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator NULL_SAFE_EQUALS = binary("<=>", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator REGEX = binary("~", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator REGEX_IGNORE_CASE = binary("~*", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator NOT_REGEX = binary("!~", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator NOT_REGEX_IGNORE_CASE = binary("!~*", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator LIKE_SIGN = binary("~~", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator ILIKE_SIGN = binary("~~*", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator NOT_LIKE_SIGN = binary("!~~", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator NOT_ILIKE_SIGN = binary("!~~*", SqlKind.OTHER, 30);
  public static final SqlBinaryOperator BIT_OR = binary("|", SqlKind.OTHER, 34);
  public static final SqlBinaryOperator BIT_XOR = binary("^", SqlKind.OTHER, 36);
  public static final SqlBinaryOperator SHIFT_LEFT = binary("<<", SqlKind.OTHER, 36);
  public static final SqlBinaryOperator SHIFT_RIGHT = binary(">>", SqlKind.OTHER, 36);
  public static final SqlBinaryOperator BIT_AND = binary("&", SqlKind.OTHER, 38);
  public static final SqlBinaryOperator AT_TIME_ZONE = binary("AT TIME ZONE", SqlKind.OTHER, 84);

  /** Spark's division of doubles; only in trees of Spark's text. */
  public static final SqlBinaryOperator SPARK_DIVIDE = binary("SPARK /", SqlKind.OTHER, 60);

  /** {@code x::type}; the canonical tree has CAST in its place. */
  public static final SqlBinaryOperator INFIX_CAST = binary("::", SqlKind.CAST, 90);

  /** {@code x[i]}; the second operand may be a {@link #SLICE}. */
  public static final SqlBinaryOperator SUBSCRIPT = binary("SUBSCRIPT", SqlKind.ITEM, 100);

  /** {@code from : to [: step]} inside a subscript. */
  public static final SqlOperator SLICE = special("SLICE");

  /** {@code (key, value, ..)}, keys as character literals. */
  public static final SqlOperator STRUCT_LITERAL = special("STRUCT LITERAL");

  /** {@code (value, unit)}; the unit is a {@link #word} or null. */
  public static final SqlOperator INTERVAL = special("INTERVAL LITERAL");

  /** {@code (field, source)}; the field is a {@link #word} or a character literal. */
  public static final SqlOperator EXTRACT = special("EXTRACT FIELD");

  /** {@code (value)}, for the operand of a sign: the engine takes a bare number's sign into it. */
  public static final SqlOperator PARENTHESIZED = special("PARENTHESIZED");

  /** A sign stays an operator before a literal too, as in the engine. */
  public static final SqlPrefixOperator NEGATIVE =
      new SqlPrefixOperator("-", SqlKind.MINUS_PREFIX, 80, null, null, null);

  public static final SqlPrefixOperator POSITIVE =
      new SqlPrefixOperator("+", SqlKind.PLUS_PREFIX, 80, null, null, null);

  /** {@code (value, name)} in struct(..). */
  public static final SqlOperator STRUCT_FIELD = special("STRUCT FIELD");

  public static final SqlOperator POSITION = special("POSITION IN");
  public static final SqlOperator OVERLAY = special("OVERLAY PLACING");
  public static final SqlOperator SUBSTRING = special("SUBSTRING FROM");

  /** {@code (text [, characters])}. */
  public static final SqlOperator TRIM_BOTH = special("TRIM BOTH");

  public static final SqlOperator TRIM_LEADING = special("TRIM LEADING");
  public static final SqlOperator TRIM_TRAILING = special("TRIM TRAILING");

  /**
   * {@code (analyze, verbose, format or null, query [, options])}, the further options as a list of
   * names and values.
   */
  public static final SqlOperator EXPLAIN = special("EXPLAIN QUERY");

  /** {@code (query)}. */
  public static final SqlOperator DESCRIBE = special("DESCRIBE QUERY");

  /** {@code (expressions, first item)}, in the place of the first item of a select list. */
  public static final SqlOperator DISTINCT_ON = special("DISTINCT ON");

  /** {@code (star, excluded names, replacements)}. */
  public static final SqlOperator STAR_WITH = special("STAR WITH");

  public static final SqlOperator GROUP_BY_ALL = special("GROUP BY ALL");

  /** {@code (base or null, partition, order, frame unit or null, lower, upper)}. */
  public static final SqlOperator WINDOW = special("WINDOW SPECIFICATION");

  /** {@code (name, window)}. */
  public static final SqlOperator NAMED_WINDOW = special("NAMED WINDOW");

  public static final SqlOperator CURRENT_ROW = special("CURRENT ROW BOUND");
  public static final SqlOperator UNBOUNDED_PRECEDING = special("UNBOUNDED PRECEDING BOUND");
  public static final SqlOperator UNBOUNDED_FOLLOWING = special("UNBOUNDED FOLLOWING BOUND");
  public static final SqlOperator PRECEDING = special("PRECEDING BOUND");
  public static final SqlOperator FOLLOWING = special("FOLLOWING BOUND");

  /** {@code (left, right, condition or list of names)}. */
  public static final SqlOperator RIGHT_SEMI_JOIN = special("RIGHT SEMI JOIN");

  public static final SqlOperator RIGHT_ANTI_JOIN = special("RIGHT ANTI JOIN");

  /** {@code (table, method or null, amount, unit or null, seed or null)}. */
  public static final SqlOperator SAMPLE = special("TABLESAMPLE OF");

  /** {@code (table, version)}; the canonical tree has a versioned name in its place. */
  public static final SqlOperator VERSION_AS_OF = special("VERSION AS OF");

  public static final SqlOperator TIMESTAMP_AS_OF = special("TIMESTAMP AS OF");

  public static final SqlSetOperator UNION_BY_NAME =
      new SqlSetOperator("UNION BY NAME", SqlKind.UNION, 12, false);
  public static final SqlSetOperator UNION_ALL_BY_NAME =
      new SqlSetOperator("UNION ALL BY NAME", SqlKind.UNION, 12, true);

  private static final List<SqlOperator> ALL =
      List.of(
          CONTAINS,
          CONTAINED,
          NULL_SAFE_EQUALS,
          REGEX,
          REGEX_IGNORE_CASE,
          NOT_REGEX,
          NOT_REGEX_IGNORE_CASE,
          LIKE_SIGN,
          ILIKE_SIGN,
          NOT_LIKE_SIGN,
          NOT_ILIKE_SIGN,
          BIT_OR,
          BIT_XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          BIT_AND,
          AT_TIME_ZONE,
          SPARK_DIVIDE,
          INFIX_CAST,
          SUBSCRIPT,
          SLICE,
          STRUCT_LITERAL,
          INTERVAL,
          EXTRACT,
          PARENTHESIZED,
          NEGATIVE,
          POSITIVE,
          STRUCT_FIELD,
          POSITION,
          OVERLAY,
          SUBSTRING,
          TRIM_BOTH,
          TRIM_LEADING,
          TRIM_TRAILING,
          EXPLAIN,
          DESCRIBE,
          DISTINCT_ON,
          STAR_WITH,
          GROUP_BY_ALL,
          WINDOW,
          NAMED_WINDOW,
          CURRENT_ROW,
          UNBOUNDED_PRECEDING,
          UNBOUNDED_FOLLOWING,
          PRECEDING,
          FOLLOWING,
          RIGHT_SEMI_JOIN,
          RIGHT_ANTI_JOIN,
          SAMPLE,
          VERSION_AS_OF,
          TIMESTAMP_AS_OF,
          UNION_BY_NAME,
          UNION_ALL_BY_NAME);

  private static final Set<String> INTERVAL_UNITS =
      Set.of(
          "YEAR",
          "YEARS",
          "QUARTER",
          "QUARTERS",
          "MONTH",
          "MONTHS",
          "WEEK",
          "WEEKS",
          "DAY",
          "DAYS",
          "HOUR",
          "HOURS",
          "MINUTE",
          "MINUTES",
          "SECOND",
          "SECONDS",
          "CENTURY",
          "DECADE",
          "MILLISECOND",
          "MILLISECONDS",
          "MICROSECOND",
          "MICROSECONDS",
          "NANOSECOND",
          "NANOSECONDS");

  private static final Set<String> EXTRACT_FIELDS =
      Set.of(
          ("YEAR YEARS MONTH MONTHS WEEK WEEKS DAY DAYOFWEEK DAYOFYEAR DAYS DATE DATETIME HOUR"
                  + " HOURS MINUTE MINUTES SECOND SECONDS CENTURY DECADE DOW DOY EPOCH ISODOW"
                  + " ISOWEEK ISOYEAR JULIAN MICROSECOND MICROSECONDS MILLENIUM MILLENNIUM"
                  + " MILLISECOND MILLISECONDS NANOSECOND NANOSECONDS QUARTER TIME TIMEZONE"
                  + " TIMEZONE_ABBR TIMEZONE_HOUR TIMEZONE_MINUTE TIMEZONE_REGION")
              .split(" "));

  /** The highest number of a parameter. */
  public static final int MAX_PARAMETERS = 65535;

  /** Finds the operators of this class by name. */
  public static final DialectOperators LOOKUP = new DialectOperators();

  private record Key(String name, SqlKind kind, SqlSyntax syntax) {}

  private final Map<Key, SqlOperator> operators = new HashMap<>();

  private DialectOperators() {
    ALL.forEach(this::add);
    PipeOperators.ALL.forEach(this::add);
    DefinitionSql.OPERATORS.forEach(this::add);
  }

  private void add(SqlOperator operator) {
    operators.put(new Key(operator.getName(), operator.getKind(), operator.getSyntax()), operator);
  }

  @Override
  public SqlOperator find(String name, SqlKind kind, SqlSyntax syntax) {
    return operators.get(new Key(name, kind, syntax));
  }

  /** A word of the syntax that is no name, in upper case; it is never resolved or folded. */
  public static SqlIdentifier word(String text, SqlParserPos pos) {
    return exactName(Ascii.upper(text), pos);
  }

  /** A name of one part that counts as quoted. */
  public static SqlIdentifier exactName(String text, SqlParserPos pos) {
    SqlParserPos quoted = pos.withQuoting(true);
    return new SqlIdentifier(List.of(text), null, quoted, List.of(quoted));
  }

  /** Whether the word may follow the value of an interval. */
  public static boolean isIntervalUnit(String word) {
    return INTERVAL_UNITS.contains(Ascii.upper(word));
  }

  /** The type of the literal that a JDBC escape stands for (JDBC 4.3, 13.4.2); null for others. */
  public static String jdbcEscape(String word) {
    return switch (Ascii.lower(word)) {
      case "d" -> "DATE";
      case "t" -> "TIME";
      case "ts" -> "TIMESTAMP";
      default -> null;
    };
  }

  /** EXPLAIN with options, each a {@link #word} and its value or null. */
  public static SqlNode explain(SqlParserPos pos, List<SqlNode> options, SqlNode query) {
    boolean analyze = false;
    boolean verbose = false;
    SqlNode format = SqlLiteral.createNull(SqlParserPos.ZERO);
    List<SqlNode> others = new ArrayList<>();
    for (int i = 0; i < options.size(); i += 2) {
      SqlNode value = options.get(i + 1);
      switch (((SqlIdentifier) options.get(i)).getSimple()) {
        case "ANALYZE" -> analyze = isOn(value);
        case "VERBOSE" -> verbose = isOn(value);
        case "FORMAT" -> format = value;
        default -> {
          others.add(options.get(i));
          others.add(value == null ? SqlLiteral.createNull(SqlParserPos.ZERO) : value);
        }
      }
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlLiteral.createBoolean(analyze, SqlParserPos.ZERO));
    operands.add(SqlLiteral.createBoolean(verbose, SqlParserPos.ZERO));
    operands.add(format == null ? SqlLiteral.createNull(SqlParserPos.ZERO) : format);
    operands.add(query);
    if (!others.isEmpty()) {
      operands.add(new SqlNodeList(others, SqlParserPos.ZERO));
    }
    return EXPLAIN.createCall(pos, operands);
  }

  private static boolean isOn(SqlNode value) {
    return value == null
        || !List.of("OFF", "FALSE", "0").contains(value.toString().replace("`", ""));
  }

  /** The field of EXTRACT: one that the engine knows in upper case, another as it was written. */
  public static SqlIdentifier extractField(SqlIdentifier field) {
    String text = field.getSimple();
    SqlParserPos pos = field.getParserPosition();
    if (field.isComponentQuoted(0)) {
      // the engine takes the quotes as part of the field's name
      StringBuilder quoted = new StringBuilder();
      EngineSql.appendName(quoted, text);
      return exactName(quoted.toString(), pos);
    }
    return EXTRACT_FIELDS.contains(Ascii.upper(text)) ? word(text, pos) : exactName(text, pos);
  }

  /** The name of a function that is a word of the grammar. */
  public static SqlIdentifier functionName(String name, SqlParserPos pos) {
    return new SqlIdentifier(name, pos);
  }

  /** An interval, its sign moved into the value. */
  public static SqlNode interval(SqlParserPos pos, boolean minus, SqlNode value, SqlNode unit) {
    SqlNode signed = value;
    if (minus) {
      signed =
          value instanceof SqlLiteral literal && literal.getValue() instanceof NlsString text
              ? SqlLiteral.createCharString("-" + text.getValue(), value.getParserPosition())
              : NEGATIVE.createCall(value.getParserPosition(), value);
    }
    return INTERVAL.createCall(pos, signed, unit);
  }

  /** The parameter that {@code $n} names, n from 1; index -1 where n is 0 or too large. */
  public static SqlDynamicParam numberedParameter(String image, SqlParserPos pos) {
    int number = image.length() > 6 ? 0 : Integer.parseInt(image.substring(1));
    return new SqlDynamicParam(number > MAX_PARAMETERS ? -1 : number - 1, pos);
  }

  /** A data type by the text that the engine knows it by. */
  public static SqlDataTypeSpec type(String text, SqlParserPos pos) {
    return new SqlDataTypeSpec(new SqlUserDefinedTypeNameSpec(exactName(text, pos), pos), pos);
  }

  /** A number as a decimal, where the engine would read it as a double. */
  public static SqlNode decimal(BigDecimal number, int precision, int scale, SqlParserPos pos) {
    return SqlStdOperatorTable.CAST.createCall(
        pos,
        SqlLiteral.createCharString(number.toPlainString(), pos),
        type("DECIMAL(" + precision + ", " + scale + ")", pos));
  }

  /** A type's name as it stands in {@link #type}. */
  public static String typeName(String word) {
    return Ascii.upper(word);
  }

  /** A call of one of the engine's functions. */
  public static SqlCall function(String name, SqlParserPos pos, List<SqlNode> arguments) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(name, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, arguments);
  }

  /** A name in double quotes, folded if it was written without quotes. */
  public static String quoted(SqlIdentifier name) {
    StringBuilder text = new StringBuilder();
    String simple = name.getSimple();
    EngineSql.appendName(text, name.isComponentQuoted(0) ? simple : Ascii.lower(simple));
    return text.toString();
  }

  private static SqlBinaryOperator binary(String name, SqlKind kind, int precedence) {
    return new SqlBinaryOperator(name, kind, precedence, true, null, null, null);
  }

  private static SqlOperator special(String name) {
    return new SqlSpecialOperator(name, SqlKind.OTHER);
  }
}
