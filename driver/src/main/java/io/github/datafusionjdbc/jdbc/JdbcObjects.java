package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;

/** The default mapping of SQL types to classes (JDBC 4.3 table B-3): what getObject gives. */
final class JdbcObjects {
  private JdbcObjects() {}

  /** The object for a value as a {@link ValueReader} gives it; null for null. */
  static Object ofValue(Object value) {
    if (value instanceof LocalDate date) {
      return SqlTemporals.toDate(date);
    } else if (value instanceof LocalTime time) {
      return SqlTemporals.toTime(time);
    } else if (value instanceof LocalDateTime dateTime) {
      return SqlTemporals.toTimestamp(dateTime);
    } else if (value instanceof ZonedDateTime zoned) {
      return SqlTemporals.toTimestamp(zoned.toInstant());
    } else if (value instanceof Interval || value instanceof Duration) {
      return value.toString();
    } else if (value instanceof MapValue map) {
      return map.toMap();
    }
    return value;
  }

  /** The class of {@link #ofValue} for values of a type. */
  static Class<?> classOf(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return Boolean.class;
    } else if (type instanceof ArrowType.Int integer) {
      return classOfInteger(integer);
    } else if (type instanceof ArrowType.Floating floating) {
      return floating.bits() == 64 ? Double.class : Float.class;
    } else if (type instanceof ArrowType.Decimal) {
      return BigDecimal.class;
    } else if (type instanceof ArrowType.Binary || type instanceof ArrowType.FixedSizeBinary) {
      return byte[].class;
    } else if (type instanceof ArrowType.Date) {
      return Date.class;
    } else if (type instanceof ArrowType.Time) {
      return Time.class;
    } else if (type instanceof ArrowType.Timestamp) {
      return Timestamp.class;
    } else if (type instanceof ArrowType.ListOf) {
      return Array.class;
    } else if (type instanceof ArrowType.Struct) {
      return Struct.class;
    } else if (type instanceof ArrowType.MapOf) {
      return Map.class;
    } else if (type instanceof ArrowType.Null) {
      return Object.class;
    }
    return String.class;
  }

  private static Class<?> classOfInteger(ArrowType.Int type) {
    if (type.bits() < 32 || (type.bits() == 32 && type.signed())) {
      return Integer.class;
    }
    return type.bits() == 64 && !type.signed() ? BigDecimal.class : Long.class;
  }
}
