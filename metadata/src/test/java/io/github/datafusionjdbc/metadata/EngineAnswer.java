package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowColumn;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the engine answers to a text: columns and rows, or why there are none.
 *
 * @param labels of the columns, in order
 * @param types of the columns, as Arrow knows them
 * @param rows each as text that tells any two different rows apart
 * @param error null if there was none
 */
record EngineAnswer(List<String> labels, List<String> types, List<String> rows, String error) {
  static EngineAnswer failed(String error) {
    return new EngineAnswer(List.of(), List.of(), List.of(), error);
  }

  boolean isError() {
    return error != null;
  }

  List<String> sortedRows() {
    return rows.stream().sorted().toList();
  }

  /** One value as text. */
  static String text(ArrowColumn column, int row) {
    ArrowType type = column.field().type();
    if (type instanceof ArrowType.Null || column.isNull(row)) {
      return "NULL";
    } else if (type instanceof ArrowType.Bool) {
      return Boolean.toString(column.getBoolean(row));
    } else if (type instanceof ArrowType.Floating floating) {
      return floating.bits() == 64
          ? Double.toString(column.getDouble(row))
          : Float.toString(column.getFloat(row));
    } else if (type instanceof ArrowType.Decimal) {
      return column.getDecimal(row).toPlainString();
    } else if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.Variant) {
      return '\'' + column.getString(row) + '\'';
    } else if (type instanceof ArrowType.Binary || type instanceof ArrowType.FixedSizeBinary) {
      return HexFormat.of().formatHex(column.getBytes(row));
    } else if (type instanceof ArrowType.Interval) {
      return column.intervalMonths(row)
          + "m"
          + column.intervalDays(row)
          + "d"
          + column.intervalNanos(row)
          + "n";
    } else if (type instanceof ArrowType.ListOf) {
      List<String> items = new ArrayList<>();
      for (int i = column.listStart(row); i < column.listEnd(row); i++) {
        items.add(text(column.child(0), i));
      }
      return items.toString();
    } else if (type instanceof ArrowType.MapOf) {
      List<String> entries = new ArrayList<>();
      for (int i = column.listStart(row); i < column.listEnd(row); i++) {
        entries.add(text(column.child(0), i) + ": " + text(column.child(1), i));
      }
      return entries.toString();
    } else if (type instanceof ArrowType.Struct struct) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < struct.fields().size(); i++) {
        ArrowField field = struct.fields().get(i);
        fields.add(field.name() + ": " + text(column.child(i), row));
      }
      return fields.toString();
    }
    return Long.toString(column.getLong(row));
  }
}
