package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
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
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import io.github.datafusionjdbc.metadata.ArrowTypeText;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.util.List;

/**
 * The Delta types that hold the engine's. A type is taken only where every value of it fits without
 * loss; the others are refused with the nearest one that Delta has.
 */
final class ColumnTypes {
  private static final int MAX_PRECISION = 38;

  private ColumnTypes() {}

  /**
   * @param column its name, for the message
   * @throws MetadataException 0A000 if Delta has no type for it
   */
  static DataType of(String column, ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return BooleanType.BOOLEAN;
    } else if (type instanceof ArrowType.Int number) {
      return integer(column, number);
    } else if (type instanceof ArrowType.Floating number && number.bits() > 16) {
      return number.bits() == 32 ? FloatType.FLOAT : DoubleType.DOUBLE;
    } else if (type instanceof ArrowType.Decimal decimal) {
      return decimal(column, decimal);
    } else if (type instanceof ArrowType.Utf8) {
      return StringType.STRING;
    } else if (type instanceof ArrowType.Binary) {
      return BinaryType.BINARY;
    } else if (type instanceof ArrowType.Date date && !date.milliseconds()) {
      return DateType.DATE;
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp(column, timestamp);
    }
    return nested(column, type);
  }

  private static DataType integer(String column, ArrowType.Int type) {
    if (!type.signed()) {
      String nearest =
          switch (type.bits()) {
            case 8 -> "smallint";
            case 16 -> "integer";
            case 32 -> "bigint";
            default -> "decimal(20, 0)";
          };
      throw refused(column, type, nearest);
    }
    return switch (type.bits()) {
      case 8 -> ByteType.BYTE;
      case 16 -> ShortType.SHORT;
      case 32 -> IntegerType.INTEGER;
      default -> LongType.LONG;
    };
  }

  private static DataType decimal(String column, ArrowType.Decimal type) {
    if (type.precision() > MAX_PRECISION || type.scale() < 0) {
      throw refused(column, type, "decimal(38, s)");
    }
    return new DecimalType(type.precision(), type.scale());
  }

  private static DataType timestamp(String column, ArrowType.Timestamp type) {
    boolean zoned = type.zone() != null;
    if (type.unit() == TimeUnit.NANOSECOND) {
      throw refused(column, type, zoned ? "timestamp with time zone" : "timestamp(6)");
    }
    return zoned ? TimestampType.TIMESTAMP : TimestampNTZType.TIMESTAMP_NTZ;
  }

  private static DataType nested(String column, ArrowType type) {
    if (type instanceof ArrowType.ListOf list) {
      return new ArrayType(of(column, list.element().type()), true);
    } else if (type instanceof ArrowType.MapOf map) {
      return new MapType(of(column, map.key().type()), of(column, map.value().type()), true);
    } else if (type instanceof ArrowType.Struct struct) {
      List<StructField> fields =
          struct.fields().stream()
              .map(field -> new StructField(field.name(), of(column, field.type()), true))
              .toList();
      return new StructType(fields);
    }
    throw refused(column, type, nearest(type));
  }

  private static String nearest(ArrowType type) {
    if (type instanceof ArrowType.Floating) {
      return "real";
    } else if (type instanceof ArrowType.FixedSizeBinary) {
      return "bytea";
    } else if (type instanceof ArrowType.Date) {
      return "date";
    } else if (type instanceof ArrowType.Null) {
      return null;
    }
    return "varchar";
  }

  private static MetadataException refused(String column, ArrowType type, String nearest) {
    return WriteErrors.unsupportedType(column, ArrowTypeText.of(type), nearest);
  }
}
