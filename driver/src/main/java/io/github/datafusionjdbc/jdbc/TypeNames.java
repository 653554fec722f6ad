package io.github.datafusionjdbc.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** SQL names of values, for messages. */
final class TypeNames {
  private TypeNames() {}

  static String of(Object value) {
    if (value instanceof Boolean) {
      return "type boolean";
    } else if (value instanceof Number) {
      return value instanceof BigDecimal ? "type decimal" : "a numeric type";
    } else if (value instanceof String) {
      return "type varchar";
    } else if (value instanceof byte[]) {
      return "type varbinary";
    } else if (value instanceof LocalDate) {
      return "type date";
    } else if (value instanceof LocalTime) {
      return "type time";
    } else if (value instanceof LocalDateTime) {
      return "type timestamp";
    } else if (value instanceof ZonedDateTime) {
      return "type timestamp with time zone";
    } else if (value instanceof Interval || value instanceof Duration) {
      return "type interval";
    } else if (value instanceof SqlArray array) {
      return "type " + array.typeName();
    } else if (value instanceof SqlStruct struct) {
      return "type " + struct.getSQLTypeName();
    } else if (value instanceof MapValue map) {
      return "type " + map.typeName();
    }
    return "class " + value.getClass().getName();
  }
}
