package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.ColumnType.Simple;
import java.util.List;
import java.util.Optional;

/**
 * The types of Delta columns that hold the engine's types. One is taken only where every value fits
 * without loss, but for digits of a timestamp beyond microseconds, which every write cuts; the
 * others are refused with the nearest one that Delta has.
 */
public final class ColumnTypes {
  private static final int MAX_PRECISION = 38;

  private ColumnTypes() {}

  /**
   * @param column its name, for the message
   * @throws MetadataException 0A000 if Delta has no type for it
   */
  public static ColumnType of(String column, ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return Simple.BOOLEAN;
    } else if (type instanceof ArrowType.Int number) {
      return integer(column, number);
    } else if (type instanceof ArrowType.Floating number && number.bits() > 16) {
      return number.bits() == 32 ? Simple.FLOAT : Simple.DOUBLE;
    } else if (type instanceof ArrowType.Decimal decimal) {
      return decimal(column, decimal);
    } else if (type instanceof ArrowType.Utf8) {
      return Simple.STRING;
    } else if (type instanceof ArrowType.Binary) {
      return Simple.BINARY;
    } else if (type instanceof ArrowType.Date date && !date.milliseconds()) {
      return Simple.DATE;
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp.zone() == null ? Simple.TIMESTAMP_NTZ : Simple.TIMESTAMP;
    }
    return nested(column, type);
  }

  private static ColumnType integer(String column, ArrowType.Int type) {
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
      case 8 -> Simple.BYTE;
      case 16 -> Simple.SHORT;
      case 32 -> Simple.INTEGER;
      default -> Simple.LONG;
    };
  }

  private static ColumnType decimal(String column, ArrowType.Decimal type) {
    if (type.precision() > MAX_PRECISION || type.scale() < 0) {
      throw refused(column, type, "decimal(38, s)");
    }
    return new ColumnType.Decimal(type.precision(), type.scale());
  }

  private static ColumnType nested(String column, ArrowType type) {
    if (type instanceof ArrowType.ListOf list) {
      return new ColumnType.Array(of(column, list.element().type()));
    } else if (type instanceof ArrowType.MapOf map) {
      return new ColumnType.Map(of(column, map.key().type()), of(column, map.value().type()));
    } else if (type instanceof ArrowType.Struct struct) {
      List<ColumnType.Field> fields =
          struct.fields().stream()
              .map(field -> field(field.name(), of(column, field.type())))
              .toList();
      return new ColumnType.Struct(fields);
    }
    throw refused(column, type, nearest(type));
  }

  private static ColumnType.Field field(String name, ColumnType type) {
    return new ColumnType.Field(name, type, true, Optional.empty());
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
    return CatalogErrors.unsupportedType(column, ArrowTypeText.of(type), nearest);
  }
}
