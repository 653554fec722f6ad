package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.util.stream.Collectors;

/** Arrow types as the engine displays them. */
public final class ArrowTypeText {
  private ArrowTypeText() {}

  public static String of(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return "Boolean";
    } else if (type instanceof ArrowType.Int integer) {
      return (integer.signed() ? "Int" : "UInt") + integer.bits();
    } else if (type instanceof ArrowType.Floating floating) {
      return "Float" + floating.bits();
    } else if (type instanceof ArrowType.Decimal decimal) {
      return "Decimal" + decimal.bits() + "(" + decimal.precision() + ", " + decimal.scale() + ")";
    } else if (type instanceof ArrowType.Utf8 utf8) {
      return layout("Utf8", utf8.layout());
    } else if (type instanceof ArrowType.Binary binary) {
      return layout("Binary", binary.layout());
    } else if (type instanceof ArrowType.FixedSizeBinary binary) {
      return "FixedSizeBinary(" + binary.width() + ")";
    } else if (type instanceof ArrowType.Date date) {
      return date.milliseconds() ? "Date64" : "Date32";
    } else if (type instanceof ArrowType.Time time) {
      boolean coarse = time.unit() == TimeUnit.SECOND || time.unit() == TimeUnit.MILLISECOND;
      return (coarse ? "Time32(" : "Time64(") + unit(time.unit()) + ")";
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      String zone = timestamp.zone() == null ? "" : ", " + quoted(timestamp.zone());
      return "Timestamp(" + unit(timestamp.unit()) + zone + ")";
    } else if (type instanceof ArrowType.Duration duration) {
      return "Duration(" + unit(duration.unit()) + ")";
    } else if (type instanceof ArrowType.Interval interval) {
      return switch (interval.unit()) {
        case YEAR_MONTH -> "Interval(YearMonth)";
        case DAY_TIME -> "Interval(DayTime)";
        case MONTH_DAY_NANO -> "Interval(MonthDayNano)";
      };
    } else if (type instanceof ArrowType.Null) {
      return "Null";
    } else if (type instanceof ArrowType.Variant) {
      // The scan gives variants as JSON text.
      return "Utf8View";
    }
    return nested(type);
  }

  private static String nested(ArrowType type) {
    if (type instanceof ArrowType.ListOf list) {
      String name = list.fixedSize() >= 0 ? "FixedSizeList(" + list.fixedSize() + " x " : "List(";
      return (list.large() ? "Large" : "") + name + element(list.element()) + ")";
    } else if (type instanceof ArrowType.Struct struct) {
      return struct.fields().stream()
          .map(ArrowTypeText::field)
          .collect(Collectors.joining(", ", "Struct(", ")"));
    } else if (type instanceof ArrowType.MapOf map) {
      return "Map(\"entries\": non-null Struct("
          + field(map.key())
          + ", "
          + field(map.value())
          + "), unsorted)";
    }
    throw new IllegalArgumentException("no text for the engine's type " + type);
  }

  private static String element(ArrowField element) {
    String name = element.name().equals("item") ? "" : ", field: '" + element.name() + "'";
    return typeAndNullability(element) + name;
  }

  private static String field(ArrowField field) {
    return quoted(field.name()) + ": " + typeAndNullability(field);
  }

  private static String typeAndNullability(ArrowField field) {
    return (field.nullable() ? "" : "non-null ") + of(field.type());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String layout(String name, Layout layout) {
    return switch (layout) {
      case OFFSETS -> name;
      case LARGE_OFFSETS -> "Large" + name;
      case VIEW -> name + "View";
    };
  }

  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "s";
      case MILLISECOND -> "ms";
      case MICROSECOND -> "µs";
      case NANOSECOND -> "ns";
    };
  }
}
