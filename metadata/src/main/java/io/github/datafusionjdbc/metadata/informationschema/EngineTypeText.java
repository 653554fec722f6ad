package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL types of the types that the engine writes in its signatures, such as {@code Int64}, {@code
 * Decimal(38, 10)} or {@code List(String)}.
 */
final class EngineTypeText {
  private static final Map<String, ArrowType> SIMPLE =
      Map.ofEntries(
          Map.entry("Null", new ArrowType.Null()),
          Map.entry("Boolean", new ArrowType.Bool()),
          Map.entry("Int8", new ArrowType.Int(8, true)),
          Map.entry("Int16", new ArrowType.Int(16, true)),
          Map.entry("Int32", new ArrowType.Int(32, true)),
          Map.entry("Int64", new ArrowType.Int(64, true)),
          Map.entry("UInt8", new ArrowType.Int(8, false)),
          Map.entry("UInt16", new ArrowType.Int(16, false)),
          Map.entry("UInt32", new ArrowType.Int(32, false)),
          Map.entry("UInt64", new ArrowType.Int(64, false)),
          Map.entry("Float16", new ArrowType.Floating(16)),
          Map.entry("Float32", new ArrowType.Floating(32)),
          Map.entry("Float64", new ArrowType.Floating(64)),
          Map.entry("String", new ArrowType.Utf8(Layout.OFFSETS)),
          Map.entry("Utf8", new ArrowType.Utf8(Layout.OFFSETS)),
          Map.entry("LargeUtf8", new ArrowType.Utf8(Layout.LARGE_OFFSETS)),
          Map.entry("Utf8View", new ArrowType.Utf8(Layout.VIEW)),
          Map.entry("Binary", new ArrowType.Binary(Layout.OFFSETS)),
          Map.entry("LargeBinary", new ArrowType.Binary(Layout.LARGE_OFFSETS)),
          Map.entry("BinaryView", new ArrowType.Binary(Layout.VIEW)),
          Map.entry("Date", new ArrowType.Date(false)),
          Map.entry("Date32", new ArrowType.Date(false)),
          Map.entry("Date64", new ArrowType.Date(true)));

  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "s", TimeUnit.SECOND,
          "ms", TimeUnit.MILLISECOND,
          "µs", TimeUnit.MICROSECOND,
          "ns", TimeUnit.NANOSECOND);

  private static final Pattern DECIMAL =
      Pattern.compile("Decimal(?:32|64|128|256)?\\((\\d+), (-?\\d+)\\)");
  private static final Pattern TEMPORAL =
      Pattern.compile("(Timestamp|Time|Time32|Time64|Duration)\\((s|ms|µs|ns)(?:, \"(.*)\")?\\)");
  private static final Pattern LIST =
      Pattern.compile("(?:Large|FixedSize)?List\\((?:\\d+ x )?(?:non-null )?(.*)\\)");

  private EngineTypeText() {}

  /** The SQL type; a type that SQL does not write keeps the engine's text as its name. */
  static SqlType sqlType(String text) {
    ArrowType type = parse(text);
    return type == null ? SqlType.other(text) : SqlType.of(type);
  }

  private static ArrowType parse(String text) {
    ArrowType simple = SIMPLE.get(text);
    if (simple != null) {
      return simple;
    }
    if (text.startsWith("Interval(")) {
      return new ArrowType.Interval(ArrowType.Interval.Unit.MONTH_DAY_NANO);
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return new ArrowType.Decimal(
          128, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    Matcher temporal = TEMPORAL.matcher(text);
    if (temporal.matches()) {
      return temporal(temporal.group(1), UNITS.get(temporal.group(2)), temporal.group(3));
    }
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      ArrowType element = parse(list.group(1));
      return element == null
          ? null
          : new ArrowType.ListOf(new ArrowField("item", element, true), false, -1);
    }
    return null;
  }

  private static ArrowType temporal(String name, TimeUnit unit, String zone) {
    return switch (name) {
      case "Timestamp" -> new ArrowType.Timestamp(unit, zone);
      case "Duration" -> new ArrowType.Duration(unit);
      default -> new ArrowType.Time(unit);
    };
  }
}
