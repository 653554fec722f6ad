package io.github.datafusionjdbc.engine;

import java.util.List;

/** Makes the column that reads a field's layout. */
final class ColumnFactory {
  private ColumnFactory() {}

  static ArrowColumn[] columns(List<ArrowField> schema) {
    return schema.stream().map(ColumnFactory::column).toArray(ArrowColumn[]::new);
  }

  /** How many fields there are, nested ones counted. */
  static int nodes(List<ArrowField> fields) {
    int nodes = fields.size();
    for (ArrowField field : fields) {
      nodes += nodes(children(field.type()));
    }
    return nodes;
  }

  private static List<ArrowField> children(ArrowType type) {
    if (type instanceof ArrowType.ListOf list) {
      return List.of(list.element());
    } else if (type instanceof ArrowType.MapOf map) {
      return List.of(map.key(), map.value());
    } else if (type instanceof ArrowType.Struct struct) {
      return struct.fields();
    }
    return List.of();
  }

  private static ArrowColumn column(ArrowField field) {
    ArrowType type = field.type();
    List<ArrowColumn> children = List.of(columns(children(type)));
    if (type instanceof ArrowType.Null) {
      return new NullColumn(field);
    } else if (type instanceof ArrowType.Bool) {
      return new BooleanColumn(field);
    } else if (type instanceof ArrowType.Int integer) {
      return new IntegerColumn(field, integer.bits(), integer.signed());
    } else if (type instanceof ArrowType.Floating floating) {
      return new FloatingColumn(field, floating.bits());
    } else if (type instanceof ArrowType.Decimal decimal) {
      return new DecimalColumn(field, decimal);
    } else if (type instanceof ArrowType.Utf8 utf8) {
      return bytes(field, true, utf8.layout());
    } else if (type instanceof ArrowType.Binary binary) {
      return bytes(field, false, binary.layout());
    } else if (type instanceof ArrowType.Variant) {
      return bytes(field, true, ArrowType.Layout.OFFSETS);
    } else if (type instanceof ArrowType.FixedSizeBinary binary) {
      return new FixedSizeBinaryColumn(field, binary.width());
    } else if (type instanceof ArrowType.Date date) {
      return new IntegerColumn(field, date.milliseconds() ? 64 : 32, true);
    } else if (type instanceof ArrowType.Time time) {
      boolean coarse = time.unit().compareTo(ArrowType.TimeUnit.MILLISECOND) <= 0;
      return new IntegerColumn(field, coarse ? 32 : 64, true);
    } else if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
      return new IntegerColumn(field, 64, true);
    } else if (type instanceof ArrowType.Interval interval) {
      return new IntervalColumn(field, interval.unit());
    } else if (type instanceof ArrowType.ListOf list) {
      return new ListColumn(field, list.large(), list.fixedSize(), children);
    } else if (type instanceof ArrowType.MapOf) {
      return new ListColumn(field, false, -1, children);
    }
    return new StructColumn(field, children);
  }

  private static ArrowColumn bytes(ArrowField field, boolean text, ArrowType.Layout layout) {
    return layout == ArrowType.Layout.VIEW
        ? new ViewColumn(field, text)
        : new OffsetsColumn(field, text, layout == ArrowType.Layout.LARGE_OFFSETS);
  }
}
