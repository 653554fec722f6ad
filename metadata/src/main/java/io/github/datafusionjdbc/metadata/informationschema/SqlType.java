package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import java.util.stream.Collectors;

/**
 * The SQL type under which an engine type is shown. Every listing and every result's description
 * takes its types from here, so that they agree.
 *
 * <p>Type names are lower case. Inside the name of a nested type {@code integer} is written {@code
 * int} and decimals carry precision and scale: {@code int array}, {@code decimal(10, 2) array},
 * {@code struct(a int)}, {@code map(varchar, int)}.
 *
 * @param typeName as shown in DATA_TYPE and TYPE_NAME
 * @param typeCode the code of ISO/IEC 9075-3 (SQL/CLI) table 7, or where the standard has none the
 *     one that call-level interfaces agree on (-7 to 0, 2000 and above, 1111 for other)
 * @param precision decimal digits of a numeric type; the longest value in characters of a string or
 *     date-time type, in bytes of a binary type; 0 where that means nothing
 * @param scale digits after the point of a number, or of a second; 0 for other types
 * @param radix 10 for numeric types, 0 for others
 * @param octetLength the longest value in bytes of a string or binary type, 0 for others
 * @param displaySize characters that the longest value takes when shown
 * @param signed whether values can be negative; false for types that are not numeric
 */
public record SqlType(
    String typeName,
    int typeCode,
    int precision,
    int scale,
    int radix,
    int octetLength,
    int displaySize,
    boolean signed) {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int TINYINT = -6;
  private static final int BIGINT = -5;
  private static final int VARBINARY = -3;
  private static final int NULL = 0;
  private static final int NUMERIC = 2;
  private static final int DECIMAL = 3;
  private static final int INTEGER = 4;
  private static final int SMALLINT = 5;
  private static final int REAL = 7;
  private static final int DOUBLE = 8;
  private static final int VARCHAR = 12;
  private static final int BOOLEAN = 16;
  private static final int DATE = 91;
  private static final int TIME = 92;
  private static final int TIMESTAMP = 93;
  private static final int OTHER = 1111;
  private static final int STRUCT = 2002;
  private static final int ARRAY = 2003;

  /** "HH:MM:SS". */
  private static final int TIME_LENGTH = 8;

  /** "YYYY-MM-DD HH:MM:SS". */
  private static final int TIMESTAMP_LENGTH = 19;

  /** "+HH:MM". */
  private static final int OFFSET_LENGTH = 6;

  /** "P-178956970Y-11M-2147483648DT-2562047H-47M-16.854775808S". */
  private static final int INTERVAL_LENGTH = 56;

  /** The SQL type of an engine type, never null. */
  public static SqlType of(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return new SqlType("boolean", BOOLEAN, 1, 0, 0, 0, 5, false);
    } else if (type instanceof ArrowType.Int integer) {
      return ofInteger(integer);
    } else if (type instanceof ArrowType.Floating floating) {
      return floating.bits() <= 32
          ? new SqlType("real", REAL, 7, 0, 10, 0, 15, true)
          : new SqlType("double", DOUBLE, 15, 0, 10, 0, 24, true);
    } else if (type instanceof ArrowType.Decimal decimal) {
      return ofDecimal(decimal);
    } else if (type instanceof ArrowType.Utf8) {
      return new SqlType("varchar", VARCHAR, UNLIMITED, 0, 0, UNLIMITED, UNLIMITED, false);
    } else if (type instanceof ArrowType.Binary) {
      return new SqlType("varbinary", VARBINARY, UNLIMITED, 0, 0, UNLIMITED, UNLIMITED, false);
    } else if (type instanceof ArrowType.FixedSizeBinary binary) {
      int width = binary.width();
      int hexDigits = (int) Math.min(UNLIMITED, 2L * width);
      return new SqlType("varbinary", VARBINARY, width, 0, 0, width, hexDigits, false);
    } else if (type instanceof ArrowType.Date) {
      return new SqlType("date", DATE, 10, 0, 0, 0, 10, false);
    } else if (type instanceof ArrowType.Time time) {
      return ofDateTime("time", TIME, TIME_LENGTH, time.unit());
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp.zone() == null
          ? ofDateTime("timestamp", TIMESTAMP, TIMESTAMP_LENGTH, timestamp.unit())
          : ofDateTime(
              "timestamp with time zone",
              TIMESTAMP,
              TIMESTAMP_LENGTH + OFFSET_LENGTH,
              timestamp.unit());
    } else if (type instanceof ArrowType.Duration || type instanceof ArrowType.Interval) {
      return new SqlType("interval", OTHER, INTERVAL_LENGTH, 0, 0, 0, INTERVAL_LENGTH, false);
    } else if (type instanceof ArrowType.ListOf list) {
      return unbounded(nestedName(list.element().type()) + " array", ARRAY);
    } else if (type instanceof ArrowType.Struct struct) {
      return unbounded(structName(struct), STRUCT);
    } else if (type instanceof ArrowType.MapOf map) {
      String name =
          "map(" + nestedName(map.key().type()) + ", " + nestedName(map.value().type()) + ")";
      return unbounded(name, OTHER);
    } else if (type instanceof ArrowType.Variant) {
      return unbounded("variant", OTHER);
    } else if (type instanceof ArrowType.Null) {
      return new SqlType("null", NULL, 0, 0, 0, 0, 4, false);
    }
    throw new IllegalArgumentException("no SQL type for the engine's type " + type);
  }

  /** A type that is known by its name only. */
  static SqlType other(String name) {
    return unbounded(name, OTHER);
  }

  /** Structs of any fields. */
  static SqlType struct() {
    return unbounded("struct", STRUCT);
  }

  /** Lists of any element. */
  static SqlType array() {
    return unbounded("array", ARRAY);
  }

  /** Characters of the longest string; null for other types. */
  Integer characterLength() {
    return typeCode == VARCHAR ? precision : null;
  }

  /** Bytes of the longest string or binary value; null for other types. */
  Integer octetLengthOrNull() {
    return octetLength > 0 ? octetLength : null;
  }

  /** Digits of a number; null for other types. */
  Integer numericPrecision() {
    return isNumeric() ? precision : null;
  }

  /** 10 for a number; null for other types. */
  Integer radixOrNull() {
    return isNumeric() ? radix : null;
  }

  /** Digits after the point of an exact number; null for other types. */
  Integer numericScale() {
    return isNumeric() && !isApproximate() ? scale : null;
  }

  /** Digits of the fraction of a second, 0 for dates; null for other types. */
  Integer datetimePrecision() {
    return isDateTime() ? scale : null;
  }

  /** The precision; null where it means nothing. */
  Integer columnSize() {
    return precision > 0 ? precision : null;
  }

  /** Digits after the point of an exact number or of a second; null for other types. */
  Integer decimalDigits() {
    return typeCode == TIME || typeCode == TIMESTAMP ? datetimePrecision() : numericScale();
  }

  /** Whether values are numbers. */
  boolean isNumeric() {
    return radix > 0;
  }

  private boolean isApproximate() {
    return typeCode == REAL || typeCode == DOUBLE;
  }

  private boolean isDateTime() {
    return typeCode == DATE || typeCode == TIME || typeCode == TIMESTAMP;
  }

  private static SqlType ofInteger(ArrowType.Int type) {
    if (type.signed()) {
      return switch (type.bits()) {
        case 8 -> integer("tinyint", TINYINT, 3, true);
        case 16 -> integer("smallint", SMALLINT, 5, true);
        case 32 -> integer("integer", INTEGER, 10, true);
        default -> integer("bigint", BIGINT, 19, true);
      };
    }
    return switch (type.bits()) {
      case 8 -> integer("tinyint unsigned", SMALLINT, 3, false);
      case 16 -> integer("smallint unsigned", INTEGER, 5, false);
      case 32 -> integer("integer unsigned", BIGINT, 10, false);
      default -> integer("bigint unsigned", NUMERIC, 20, false);
    };
  }

  private static SqlType integer(String name, int code, int digits, boolean signed) {
    return new SqlType(name, code, digits, 0, 10, 0, signed ? digits + 1 : digits, signed);
  }

  private static SqlType ofDecimal(ArrowType.Decimal type) {
    int signAndPoint = type.scale() > 0 ? 2 : 1;
    return new SqlType(
        "decimal",
        DECIMAL,
        type.precision(),
        type.scale(),
        10,
        0,
        type.precision() + signAndPoint,
        true);
  }

  private static SqlType ofDateTime(String name, int code, int length, ArrowType.TimeUnit unit) {
    int digits =
        switch (unit) {
          case SECOND -> 0;
          case MILLISECOND -> 3;
          case MICROSECOND -> 6;
          case NANOSECOND -> 9;
        };
    int withFraction = digits == 0 ? length : length + 1 + digits;
    return new SqlType(name, code, withFraction, digits, 0, 0, withFraction, false);
  }

  private static SqlType unbounded(String name, int code) {
    return new SqlType(name, code, 0, 0, 0, 0, UNLIMITED, false);
  }

  private static String structName(ArrowType.Struct struct) {
    return struct.fields().stream()
        .map(field -> identifier(field) + " " + nestedName(field.type()))
        .collect(Collectors.joining(", ", "struct(", ")"));
  }

  private static String identifier(ArrowField field) {
    String name = field.name();
    return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String nestedName(ArrowType type) {
    if (type instanceof ArrowType.Decimal decimal) {
      return "decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    String name = of(type).typeName();
    return type instanceof ArrowType.Int ? name.replaceFirst("^integer", "int") : name;
  }
}
