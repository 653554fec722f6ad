package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types that {@code createArrayOf} takes by name, and the values that they hold. */
final class ElementTypes {
  /** By the names that getTypeInfo lists, and the common short ones. */
  private static final Map<String, ArrowType> BY_NAME =
      Map.ofEntries(
          Map.entry("boolean", new ArrowType.Bool()),
          Map.entry("tinyint", new ArrowType.Int(8, true)),
          Map.entry("smallint", new ArrowType.Int(16, true)),
          Map.entry("int", new ArrowType.Int(32, true)),
          Map.entry("integer", new ArrowType.Int(32, true)),
          Map.entry("bigint", new ArrowType.Int(64, true)),
          Map.entry("real", new ArrowType.Floating(32)),
          Map.entry("double", new ArrowType.Floating(64)),
          Map.entry("decimal", new ArrowType.Decimal(128, 38, 10)),
          Map.entry("numeric", new ArrowType.Decimal(128, 38, 10)),
          Map.entry("varchar", new ArrowType.Utf8(Layout.OFFSETS)),
          Map.entry("varbinary", new ArrowType.Binary(Layout.OFFSETS)),
          Map.entry("date", new ArrowType.Date(false)),
          Map.entry("time", new ArrowType.Time(TimeUnit.NANOSECOND)),
          Map.entry("timestamp", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
          Map.entry(
              "timestamp with time zone", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")));

  private ElementTypes() {}

  /**
   * An array of values converted to a type.
   *
   * @throws SQLException 22023 if there is no such type, 22003 or 22018 if an element does not fit
   */
  static SqlArray arrayOf(String typeName, Object[] elements, ZoneId zone) throws SQLException {
    ArrowType type = typeName == null ? null : BY_NAME.get(typeName.toLowerCase(Locale.ROOT));
    if (type == null) {
      throw Errors.invalidArgument(
          "no element type \""
              + typeName
              + "\"; allowed: "
              + String.join(", ", BY_NAME.keySet().stream().sorted().toList()));
    }
    List<Object> values = new ArrayList<>();
    for (Object element : elements == null ? new Object[0] : elements) {
      values.add(element == null ? null : converted(element, type, zone));
    }
    return new SqlArray(type, values, zone);
  }

  private static Object converted(Object element, ArrowType type, ZoneId zone) throws SQLException {
    Object value = JavaValues.valueOf(element);
    if (type instanceof ArrowType.Bool) {
      return Numbers.toBoolean(value);
    } else if (type instanceof ArrowType.Int integer) {
      return switch (integer.bits()) {
        case 8 -> Numbers.toByte(value);
        case 16 -> Numbers.toShort(value);
        case 32 -> Numbers.toInt(value);
        default -> Numbers.toLong(value);
      };
    } else if (type instanceof ArrowType.Floating floating) {
      return floating.bits() == 32 ? Numbers.toFloat(value) : (Object) Numbers.toDouble(value);
    } else if (type instanceof ArrowType.Decimal) {
      return Numbers.toBigDecimal(value);
    } else if (type instanceof ArrowType.Date) {
      return Temporals.toLocalDate(value);
    } else if (type instanceof ArrowType.Time) {
      return Temporals.toLocalTime(value);
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp.zone() == null
          ? Temporals.toLocalDateTime(value)
          : instantOf(element, value, zone);
    } else if (type instanceof ArrowType.Binary) {
      return ObjectClasses.convert(value, byte[].class, zone);
    }
    return Texts.of(value);
  }

  private static Object instantOf(Object element, Object value, ZoneId zone) throws SQLException {
    return element instanceof java.sql.Timestamp timestamp
        ? timestamp.toInstant().atZone(zone)
        : Temporals.toZoned(value, zone);
  }
}
