package io.github.datafusionjdbc.jdbc;

import java.sql.SQLException;
import java.sql.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a struct type, copied out of its result. */
final class SqlStruct implements Struct {
  private final String typeName;
  private final List<String> names;
  private final List<Object> values;

  /**
   * @param names of the fields
   * @param values as read, one for each field
   */
  SqlStruct(String typeName, List<String> names, List<Object> values) {
    this.typeName = typeName;
    this.names = names;
    this.values = values;
  }

  List<String> names() {
    return names;
  }

  List<Object> values() {
    return values;
  }

  /** Names and values as JDBC objects, in the struct's order. */
  Map<Object, Object> toMap() {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), JdbcObjects.ofValue(values.get(i)));
    }
    return map;
  }

  @Override
  public String getSQLTypeName() {
    return typeName;
  }

  @Override
  public Object[] getAttributes() {
    return values.stream().map(JdbcObjects::ofValue).toArray();
  }

  @Override
  public Object[] getAttributes(Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw Errors.notSupported("getAttributes with a type map is not supported");
    }
    return getAttributes();
  }

  /** JSON, as getString gives it. */
  @Override
  public String toString() {
    return Texts.of(this);
  }
}
