package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.Expression;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Declared columns as fields of a Delta schema (PROTOCOL.md, "Schema Serialization Format"). */
final class SchemaFields {
  static final String DEFAULT = "CURRENT_DEFAULT";
  static final String GENERATION = "delta.generationExpression";
  private static final String COMMENT = "comment";

  /** Where Spark keeps the limits of strings. */
  private static final String SPARK_TYPE = "__CHAR_VARCHAR_TYPE_STRING";

  private SchemaFields() {}

  static StructField of(ColumnDefinition column) {
    ColumnType type = column.type().orElseThrow();
    FieldMetadata.Builder details = details(type, column.comment());
    column.defaultValue().map(Expression::sparkSql).ifPresent(e -> details.putString(DEFAULT, e));
    column.generated().map(Expression::sparkSql).ifPresent(e -> details.putString(GENERATION, e));
    return new StructField(column.name(), dataType(type), column.nullable(), details.build());
  }

  private static StructField of(ColumnType.Field field) {
    return new StructField(
        field.name(),
        dataType(field.type()),
        field.nullable(),
        details(field.type(), field.comment()).build());
  }

  private static FieldMetadata.Builder details(ColumnType type, Optional<String> comment) {
    FieldMetadata.Builder details = FieldMetadata.builder();
    comment.ifPresent(text -> details.putString(COMMENT, text));
    if (hasLimit(type)) {
      details.putString(SPARK_TYPE, sparkType(type));
    }
    return details;
  }

  private static DataType dataType(ColumnType type) {
    if (type instanceof ColumnType.Simple simple) {
      return dataType(simple);
    } else if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalType(decimal.precision(), decimal.scale());
    } else if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Char) {
      return StringType.STRING;
    } else if (type instanceof ColumnType.Array array) {
      return new ArrayType(dataType(array.element()), true);
    } else if (type instanceof ColumnType.Map map) {
      return new MapType(dataType(map.key()), dataType(map.value()), true);
    } else if (type instanceof ColumnType.Struct struct) {
      return new StructType(struct.fields().stream().map(SchemaFields::of).toList());
    }
    throw new IllegalArgumentException("no type of a Delta table: " + type);
  }

  private static DataType dataType(ColumnType.Simple type) {
    return switch (type) {
      case BOOLEAN -> BooleanType.BOOLEAN;
      case BYTE -> ByteType.BYTE;
      case SHORT -> ShortType.SHORT;
      case INTEGER -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case FLOAT -> FloatType.FLOAT;
      case DOUBLE -> DoubleType.DOUBLE;
      case STRING -> StringType.STRING;
      case BINARY -> BinaryType.BINARY;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case TIMESTAMP_NTZ -> TimestampNTZType.TIMESTAMP_NTZ;
    };
  }

  /** Spark writes the whole type where there is a limit anywhere in it. */
  private static boolean hasLimit(ColumnType type) {
    if (type instanceof ColumnType.Array array) {
      return hasLimit(array.element());
    } else if (type instanceof ColumnType.Map map) {
      return hasLimit(map.key()) || hasLimit(map.value());
    } else if (type instanceof ColumnType.Struct struct) {
      return struct.fields().stream().map(ColumnType.Field::type).anyMatch(SchemaFields::hasLimit);
    }
    return type instanceof ColumnType.Varchar || type instanceof ColumnType.Char;
  }

  /** The type in Spark's own writing. */
  private static String sparkType(ColumnType type) {
    if (type instanceof ColumnType.Varchar varchar) {
      return "varchar(" + varchar.length() + ")";
    } else if (type instanceof ColumnType.Char text) {
      return "char(" + text.length() + ")";
    } else if (type instanceof ColumnType.Decimal decimal) {
      return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
    } else if (type instanceof ColumnType.Array array) {
      return "array<" + sparkType(array.element()) + ">";
    } else if (type instanceof ColumnType.Map map) {
      return "map<" + sparkType(map.key()) + "," + sparkType(map.value()) + ">";
    } else if (type instanceof ColumnType.Struct struct) {
      return struct.fields().stream()
          .map(field -> field.name() + ":" + sparkType(field.type()))
          .collect(Collectors.joining(",", "struct<", ">"));
    }
    return switch ((ColumnType.Simple) type) {
      case BYTE -> "tinyint";
      case SHORT -> "smallint";
      case INTEGER -> "int";
      case LONG -> "bigint";
      default -> type.toString().toLowerCase(Locale.ROOT);
    };
  }
}
