package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.metadata.informationschema.SqlType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A value of an array type, copied out of its result, so that it stays readable after the result
 * has moved on. {@link #getArray()} gives an array of the element's class: {@code Integer[]},
 * {@code String[]}, {@code java.sql.Array[]}.
 */
final class SqlArray implements Array {
  private final ArrowType elementType;
  private final ZoneId zone;
  private List<Object> values;

  /**
   * @param values as a {@link ValueReader} gives them, nulls among them
   * @param zone the session's
   */
  SqlArray(ArrowType elementType, List<Object> values, ZoneId zone) {
    this.elementType = elementType;
    this.values = values;
    this.zone = zone;
  }

  String typeName() {
    ArrowField element = new ArrowField("item", elementType, true);
    return SqlType.of(new ArrowType.ListOf(element, false, -1)).typeName();
  }

  ArrowType elementType() {
    return elementType;
  }

  /** The elements as a {@link ValueReader} gives them. */
  List<Object> values() throws SQLException {
    List<Object> present = values;
    if (present == null) {
      throw Errors.invalidArgument("the array was given back by free()");
    }
    return present;
  }

  /** The elements, none after {@link #free}. */
  List<Object> presentValues() {
    return values == null ? List.of() : values;
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    values();
    return SqlType.of(elementType).typeName();
  }

  @Override
  public int getBaseType() throws SQLException {
    values();
    return SqlType.of(elementType).typeCode();
  }

  @Override
  public Object getArray() throws SQLException {
    return objects(values());
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    checkNoTypeMap(map);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return objects(slice(index, count));
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    checkNoTypeMap(map);
    return getArray(index, count);
  }

  private Object objects(List<Object> elements) {
    Class<?> elementClass = JdbcObjects.classOf(elementType);
    Object[] objects =
        (Object[]) java.lang.reflect.Array.newInstance(elementClass, elements.size());
    for (int i = 0; i < objects.length; i++) {
      objects[i] = JdbcObjects.ofValue(elements.get(i));
    }
    return objects;
  }

  /** A part of the elements, its first index counted from 1. */
  private List<Object> slice(long index, int count) throws SQLException {
    List<Object> all = values();
    if (index < 1 || count < 0 || index - 1 > all.size()) {
      throw Errors.invalidArgument(
          "no elements "
              + index
              + " and on, "
              + count
              + " of them: the array has "
              + all.size()
              + " elements, counted from 1");
    }
    int start = (int) index - 1;
    return all.subList(start, (int) Math.min((long) start + count, all.size()));
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return getResultSet(1, Integer.MAX_VALUE);
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    checkNoTypeMap(map);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return JdbcResultSet.of(ListedRows.ofArray(elementType, index, slice(index, count), zone));
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    checkNoTypeMap(map);
    return getResultSet(index, count);
  }

  private static void checkNoTypeMap(Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw Errors.notSupported("arrays with a type map are not supported");
    }
  }

  @Override
  public void free() {
    values = null;
  }

  /** JSON, as getString gives it. */
  @Override
  public String toString() {
    return Texts.of(this);
  }
}
