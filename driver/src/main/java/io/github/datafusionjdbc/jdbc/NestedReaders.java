package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowColumn;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.metadata.informationschema.SqlType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Readers of lists, structs and maps: their values are copied out of the batch. */
final class NestedReaders {
  private NestedReaders() {}

  private static Object valueOrNull(ValueReader reader, int row) throws SQLException {
    return reader.isNull(row) ? null : reader.value(row);
  }

  /** Rows of a child column, nulls among them. */
  private static List<Object> values(ValueReader reader, int start, int end) throws SQLException {
    Object[] values = new Object[end - start];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOrNull(reader, start + i);
    }
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  static final class OfList extends ValueReader {
    private final ArrowType elementType;
    private final ValueReader element;

    OfList(ZoneId zone, ArrowType.ListOf type) {
      super(zone);
      elementType = type.element().type();
      element = ValueReaders.of(elementType, zone);
    }

    @Override
    void bind(ArrowColumn next) {
      super.bind(next);
      element.bind(next.child(0));
    }

    @Override
    Object value(int row) throws SQLException {
      return new SqlArray(
          elementType, values(element, column().listStart(row), column().listEnd(row)), zone);
    }
  }

  static final class OfStruct extends ValueReader {
    private final String typeName;
    private final List<String> names;
    private final ValueReader[] fields;

    OfStruct(ZoneId zone, ArrowType.Struct type) {
      super(zone);
      typeName = SqlType.of(type).typeName();
      names = type.fields().stream().map(ArrowField::name).toList();
      fields = ValueReaders.of(type.fields(), zone);
    }

    @Override
    void bind(ArrowColumn next) {
      super.bind(next);
      for (int i = 0; i < fields.length; i++) {
        fields[i].bind(next.child(i));
      }
    }

    @Override
    Object value(int row) throws SQLException {
      Object[] values = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        values[i] = valueOrNull(fields[i], row);
      }
      return new SqlStruct(typeName, names, Collections.unmodifiableList(Arrays.asList(values)));
    }
  }

  static final class OfMap extends ValueReader {
    private final String typeName;
    private final ValueReader keys;
    private final ValueReader values;

    OfMap(ZoneId zone, ArrowType.MapOf type) {
      super(zone);
      typeName = SqlType.of(type).typeName();
      keys = ValueReaders.of(type.key().type(), zone);
      values = ValueReaders.of(type.value().type(), zone);
    }

    @Override
    void bind(ArrowColumn next) {
      super.bind(next);
      keys.bind(next.child(0));
      values.bind(next.child(1));
    }

    @Override
    Object value(int row) throws SQLException {
      int start = column().listStart(row);
      int end = column().listEnd(row);
      return new MapValue(
          typeName,
          NestedReaders.values(keys, start, end),
          NestedReaders.values(values, start, end));
    }
  }
}
