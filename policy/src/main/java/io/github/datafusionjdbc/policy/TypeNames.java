package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.ddl.FieldNode;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The one name that each type has in a canonical tree. */
final class TypeNames {
  private TypeNames() {}

  /** The type as a node, at the place of the one that was written. */
  static TypeNode canonical(ColumnType type, SqlParserPos pos) {
    if (type instanceof ColumnType.Simple simple) {
      return node(name(simple), pos);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return node("DECIMAL", pos, number(decimal.precision()), number(decimal.scale()));
    }
    if (type instanceof ColumnType.Varchar varchar) {
      return node("VARCHAR", pos, number(varchar.length()));
    }
    if (type instanceof ColumnType.Char fixed) {
      return node("CHAR", pos, number(fixed.length()));
    }
    if (type instanceof ColumnType.Array array) {
      return node("ARRAY", pos, canonical(array.element(), pos));
    }
    if (type instanceof ColumnType.Map map) {
      return node("MAP", pos, canonical(map.key(), pos), canonical(map.value(), pos));
    }
    if (type instanceof ColumnType.Struct struct) {
      return node(
          "STRUCT",
          pos,
          struct.fields().stream().map(field -> field(field, pos)).toArray(SqlNode[]::new));
    }
    return node(((ColumnType.EngineOnly) type).sql(), pos);
  }

  /** The Arrow type as displayed; null for one that only the engine knows. */
  static String arrow(ColumnType type) {
    if (type instanceof ColumnType.Simple simple) {
      return switch (simple) {
        case BOOLEAN -> "Boolean";
        case BYTE -> "Int8";
        case SHORT -> "Int16";
        case INTEGER -> "Int32";
        case LONG -> "Int64";
        case FLOAT -> "Float32";
        case DOUBLE -> "Float64";
        case STRING -> "Utf8";
        case BINARY -> "Binary";
        case DATE -> "Date32";
        case TIMESTAMP -> "Timestamp(µs, \"UTC\")";
        case TIMESTAMP_NTZ -> "Timestamp(µs)";
      };
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "Decimal128(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Char) {
      return "Utf8";
    }
    if (type instanceof ColumnType.Array array) {
      return "List(" + arrow(array.element()) + ")";
    }
    if (type instanceof ColumnType.Struct struct) {
      return struct.fields().stream()
          .map(
              field ->
                  '"'
                      + field.name().replace("\\", "\\\\").replace("\"", "\\\"")
                      + "\": "
                      + arrow(field.type()))
          .collect(Collectors.joining(", ", "Struct(", ")"));
    }
    return type instanceof ColumnType.Map ? "Map" : null;
  }

  private static FieldNode field(ColumnType.Field field, SqlParserPos pos) {
    SqlIdentifier notNull = DialectOperators.word("NOT NULL", pos);
    return new FieldNode(
        pos,
        Arrays.asList(
            DialectOperators.exactName(field.name(), pos),
            canonical(field.type(), pos),
            field.nullable() ? SqlNodeList.EMPTY : SqlNodeList.of(notNull),
            field.comment().map(text -> SqlLiteral.createCharString(text, pos)).orElse(null)));
  }

  private static String name(ColumnType.Simple type) {
    return switch (type) {
      case BYTE -> "TINYINT";
      case SHORT -> "SMALLINT";
      case INTEGER -> "INT";
      case LONG -> "BIGINT";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
      case TIMESTAMP_NTZ -> "TIMESTAMP";
      default -> type.name();
    };
  }

  private static SqlLiteral number(int value) {
    return SqlLiteral.createExactNumeric(Integer.toString(value), SqlParserPos.ZERO);
  }

  private static TypeNode node(String name, SqlParserPos pos, SqlNode... arguments) {
    return new TypeNode(
        pos, List.of(DialectOperators.word(name, pos), new SqlNodeList(List.of(arguments), pos)));
  }
}
