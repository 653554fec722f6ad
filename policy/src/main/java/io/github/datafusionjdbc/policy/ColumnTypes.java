package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.ColumnType.Field;
import io.github.datafusionjdbc.policy.command.ColumnType.Simple;
import io.github.datafusionjdbc.policy.ddl.FieldNode;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * What the names of types mean in a Delta table. The names are the engine's and, where the engine
 * has none, Spark's; a name that both have means what it means to the engine.
 */
final class ColumnTypes {
  private static final int MAX_PRECISION = 38;

  private static final Map<String, Simple> SIMPLE =
      Map.ofEntries(
          Map.entry("BOOLEAN", Simple.BOOLEAN),
          Map.entry("BOOL", Simple.BOOLEAN),
          Map.entry("TINYINT", Simple.BYTE),
          Map.entry("BYTE", Simple.BYTE),
          Map.entry("SMALLINT", Simple.SHORT),
          Map.entry("INT2", Simple.SHORT),
          Map.entry("SHORT", Simple.SHORT),
          Map.entry("INT", Simple.INTEGER),
          Map.entry("INTEGER", Simple.INTEGER),
          Map.entry("INT4", Simple.INTEGER),
          Map.entry("BIGINT", Simple.LONG),
          Map.entry("INT8", Simple.LONG),
          Map.entry("LONG", Simple.LONG),
          Map.entry("REAL", Simple.FLOAT),
          Map.entry("FLOAT4", Simple.FLOAT),
          Map.entry("DOUBLE", Simple.DOUBLE),
          Map.entry("FLOAT8", Simple.DOUBLE),
          Map.entry("STRING", Simple.STRING),
          Map.entry("TEXT", Simple.STRING),
          Map.entry("BINARY", Simple.BINARY),
          Map.entry("BYTEA", Simple.BINARY),
          Map.entry("BLOB", Simple.BINARY),
          Map.entry("VARBINARY", Simple.BINARY),
          Map.entry("DATE", Simple.DATE),
          Map.entry("TIMESTAMP_NTZ", Simple.TIMESTAMP_NTZ),
          Map.entry("TIMESTAMP_LTZ", Simple.TIMESTAMP),
          Map.entry("TIMESTAMPTZ", Simple.TIMESTAMP));

  /** What Delta lacks, with the nearest that it has. */
  private static final Map<String, String> NEAREST =
      Map.ofEntries(
          Map.entry("TINYINT UNSIGNED", "SMALLINT"),
          Map.entry("SMALLINT UNSIGNED", "INT"),
          Map.entry("INT UNSIGNED", "BIGINT"),
          Map.entry("INTEGER UNSIGNED", "BIGINT"),
          Map.entry("BIGINT UNSIGNED", "DECIMAL(20, 0)"),
          Map.entry("UINT8", "SMALLINT"),
          Map.entry("UINT16", "INT"),
          Map.entry("UINT32", "BIGINT"),
          Map.entry("UINT64", "DECIMAL(20, 0)"),
          Map.entry("HUGEINT", "DECIMAL(38, 0)"),
          Map.entry("TIME", "STRING"),
          Map.entry("TIME WITH TIME ZONE", "STRING"),
          Map.entry("TIME WITHOUT TIME ZONE", "STRING"),
          Map.entry("INTERVAL", "STRING, or BIGINT for a number of units"),
          Map.entry("UUID", "STRING"),
          Map.entry("JSON", "STRING"),
          Map.entry("JSONB", "STRING"),
          Map.entry("VARIANT", "STRING, with the value as JSON"),
          Map.entry("CLOB", "STRING"),
          Map.entry("XML", "STRING"),
          Map.entry("ENUM", "STRING"));

  private static final Set<String> OTHERS =
      Set.of(
          "DECIMAL", "NUMERIC", "FLOAT", "VARCHAR", "CHAR", "TIMESTAMP", "ARRAY", "MAP", "STRUCT");

  private ColumnTypes() {}

  /**
   * The type of a Delta table's column.
   *
   * @throws StatementRefused 0A000 for a type that Delta lacks, 42704 for one that nobody has
   */
  static ColumnType of(TypeNode node) throws StatementRefused {
    String name = node.typeName().getSimple();
    Simple simple = SIMPLE.get(name);
    if (simple != null) {
      boolean binary = simple == Simple.BINARY;
      if (!node.arguments().isEmpty() && !binary) {
        throw refused(SqlState.SYNTAX_ERROR, "type " + name + " takes no parameters", node);
      }
      return simple;
    }
    return switch (name) {
      case "DECIMAL", "NUMERIC", "DEC" -> decimal(node, name);
      case "FLOAT" -> floating(node);
      case "VARCHAR", "NVARCHAR" -> {
        int length = length(node, name);
        yield length == 0 ? Simple.STRING : new ColumnType.Varchar(length);
      }
      case "CHAR", "CHARACTER", "NCHAR" -> {
        int length = length(node, name);
        if (length == 0) {
          throw refused(
              SqlState.SYNTAX_ERROR,
              name + " needs a length, such as CHAR(10); a string of any length is STRING",
              node);
        }
        yield new ColumnType.Char(length);
      }
      case "TIMESTAMP", "DATETIME", "TIMESTAMP WITHOUT TIME ZONE" ->
          timestamp(node, name, Simple.TIMESTAMP_NTZ);
      case "TIMESTAMP WITH TIME ZONE" -> timestamp(node, name, Simple.TIMESTAMP);
      case "ARRAY" -> new ColumnType.Array(of(argument(node, 0)));
      case "MAP" -> new ColumnType.Map(of(argument(node, 0)), of(argument(node, 1)));
      case "STRUCT" -> struct(node);
      default -> throw unknown(node, name);
    };
  }

  private static TypeNode argument(TypeNode node, int i) throws StatementRefused {
    if (i < node.arguments().size() && node.arguments().get(i) instanceof TypeNode type) {
      return type;
    }
    String name = node.typeName().getSimple();
    throw refused(
        SqlState.SYNTAX_ERROR,
        "type "
            + name
            + " needs types, such as "
            + (name.equals("MAP") ? "MAP<STRING, INT>" : "ARRAY<INT>"),
        node);
  }

  private static ColumnType struct(TypeNode node) throws StatementRefused {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SqlNode argument : node.arguments()) {
      if (!(argument instanceof FieldNode field)) {
        break;
      }
      String name = Resolution.part(field.fieldName(), 0);
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw Refusals.at(
            SqlState.DUPLICATE_COLUMN,
            "field '" + name + "' is declared twice",
            field.fieldName().getParserPosition(),
            name);
      }
      fields.add(new Field(name, of(field.type()), !field.isNotNull(), text(field.comment())));
    }
    if (fields.isEmpty()) {
      throw refused(SqlState.SYNTAX_ERROR, "type STRUCT needs fields, such as STRUCT<a INT>", node);
    }
    return new ColumnType.Struct(fields);
  }

  private static ColumnType decimal(TypeNode node, String name) throws StatementRefused {
    int count = node.arguments().size();
    // the engine's own defaults
    int precision = count == 0 ? MAX_PRECISION : number(node, 0);
    int scale = count == 0 ? 10 : count == 1 ? 0 : number(node, 1);
    if (precision > MAX_PRECISION) {
      throw refused(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a Delta table cannot hold "
              + name
              + " of "
              + precision
              + " digits; the nearest type is DECIMAL(38, "
              + Math.min(scale, MAX_PRECISION)
              + ")",
          node);
    }
    if (precision < 1 || scale > precision) {
      throw refused(
          SqlState.INVALID_PARAMETER_VALUE,
          name + " needs 1 to 38 digits, and at most as many of them after the point",
          node);
    }
    return new ColumnType.Decimal(precision, scale);
  }

  private static ColumnType floating(TypeNode node) throws StatementRefused {
    int bits = node.arguments().isEmpty() ? 24 : number(node, 0);
    if (bits < 1 || bits > 53) {
      throw refused(SqlState.INVALID_PARAMETER_VALUE, "FLOAT has 1 to 53 bits", node);
    }
    return bits <= 24 ? Simple.FLOAT : Simple.DOUBLE;
  }

  private static ColumnType timestamp(TypeNode node, String name, Simple type)
      throws StatementRefused {
    int digits = node.arguments().isEmpty() ? 6 : number(node, 0);
    if (digits > 6) {
      throw refused(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a Delta table holds microseconds; the nearest type is "
              + name.replace("TIMESTAMP", "TIMESTAMP(6)"),
          node);
    }
    return type;
  }

  /** The length in parentheses, 0 where there is none. */
  private static int length(TypeNode node, String name) throws StatementRefused {
    if (node.arguments().isEmpty()) {
      return 0;
    }
    int length = number(node, 0);
    if (length < 1) {
      throw refused(SqlState.INVALID_PARAMETER_VALUE, name + " needs a length of 1 or more", node);
    }
    return length;
  }

  private static int number(TypeNode node, int i) throws StatementRefused {
    SqlLiteral literal = (SqlLiteral) node.arguments().get(i);
    try {
      return literal.bigDecimalValue().intValueExact();
    } catch (ArithmeticException e) {
      throw refused(
          SqlState.INVALID_PARAMETER_VALUE,
          "the number " + literal.toValue() + " is too large for a type",
          node);
    }
  }

  private static StatementRefused unknown(TypeNode node, String name) {
    String nearest = NEAREST.get(name);
    if (nearest != null) {
      return refused(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a Delta table cannot hold " + name + "; the nearest type is " + nearest,
          node);
    }
    Set<String> known = new HashSet<>(SIMPLE.keySet());
    known.addAll(OTHERS);
    String similar = NearestName.of(name, known.stream().sorted().toList());
    return refused(
        SqlState.UNDEFINED_OBJECT,
        "there is no type " + name + (similar == null ? "" : "; did you mean " + similar + "?"),
        node);
  }

  private static StatementRefused refused(SqlState state, String message, TypeNode node) {
    return Refusals.at(
        state, message, node.typeName().getParserPosition(), node.typeName().getSimple());
  }

  static Optional<String> text(SqlLiteral literal) {
    return Optional.ofNullable(literal).map(l -> l.getValueAs(String.class));
  }
}
