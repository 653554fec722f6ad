package io.github.datafusionjdbc.jdbc;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * Values as text, what getString gives; the text of a type does not change between versions.
 *
 * <ul>
 *   <li>decimal without exponent: {@code 1.50}; real and double as Java writes them
 *   <li>varbinary in lower-case hexadecimal: {@code 00ff10}
 *   <li>date {@code 2024-01-31}, time {@code 10:11:12.123456}, timestamp {@code 2024-01-31
 *       10:11:12.123456}; a fraction has 3, 6 or 9 digits, or is left out if it is zero
 *   <li>timestamp with time zone on the session's clock with its offset: {@code 2024-01-31
 *       10:11:12+01:00}
 *   <li>interval in ISO 8601: {@code P1Y2M3DT4H}
 *   <li>array, struct and map in JSON: {@code [1, null]}, <code>{"a": 1}</code>; inside them
 *       everything but numbers, booleans and null is quoted
 * </ul>
 */
final class Texts {
  private Texts() {}

  static String of(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof LocalTime time) {
      StringBuilder text = new StringBuilder(18);
      appendTime(text, time);
      return text.toString();
    } else if (value instanceof LocalDateTime dateTime) {
      return dateTime(dateTime).toString();
    } else if (value instanceof ZonedDateTime zoned) {
      String offset = zoned.getOffset().getId();
      return dateTime(zoned.toLocalDateTime())
          .append(offset.equals("Z") ? "+00:00" : offset)
          .toString();
    } else if (value instanceof SqlArray
        || value instanceof SqlStruct
        || value instanceof MapValue) {
      StringBuilder json = new StringBuilder();
      appendJson(json, value);
      return json.toString();
    }
    // String, Boolean, Integer, Long, Float, Double, LocalDate, Interval, Duration
    return value.toString();
  }

  private static StringBuilder dateTime(LocalDateTime dateTime) {
    StringBuilder text = new StringBuilder(35).append(dateTime.toLocalDate()).append(' ');
    appendTime(text, dateTime.toLocalTime());
    return text;
  }

  private static void appendTime(StringBuilder text, LocalTime time) {
    String shortest = time.toString();
    text.append(shortest);
    if (shortest.length() == 5) {
      text.append(":00");
    }
  }

  private static void appendJson(StringBuilder json, Object value) {
    if (value == null) {
      json.append("null");
    } else if (value instanceof SqlArray array) {
      appendList(json, array);
    } else if (value instanceof SqlStruct struct) {
      appendObject(json, struct.names(), struct.values());
    } else if (value instanceof MapValue map) {
      appendObject(json, map.keys(), map.values());
    } else if (isBare(value)) {
      json.append(of(value));
    } else {
      appendQuoted(json, of(value));
    }
  }

  /** Whether JSON has a literal of its own for the value. */
  private static boolean isBare(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Number || value instanceof Boolean;
  }

  private static void appendList(StringBuilder json, SqlArray array) {
    json.append('[');
    String separator = "";
    for (Object element : array.presentValues()) {
      json.append(separator);
      appendJson(json, element);
      separator = ", ";
    }
    json.append(']');
  }

  private static void appendObject(StringBuilder json, List<?> names, List<Object> values) {
    json.append('{');
    String separator = "";
    Iterator<Object> each = values.iterator();
    for (Object name : names) {
      json.append(separator);
      appendQuoted(json, of(name));
      json.append(": ");
      appendJson(json, each.next());
      separator = ", ";
    }
    json.append('}');
  }

  private static void appendQuoted(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
