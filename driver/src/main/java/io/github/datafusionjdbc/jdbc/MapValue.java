package io.github.datafusionjdbc.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a map type.
 *
 * @param typeName such as {@code map(varchar, int)}
 * @param keys as read, in order
 * @param values as read, one for each key
 */
record MapValue(String typeName, List<Object> keys, List<Object> values) {

  /** Keys and values as JDBC objects, in the map's order; of equal keys the last one counts. */
  Map<Object, Object> toMap() {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(JdbcObjects.ofValue(keys.get(i)), JdbcObjects.ofValue(values.get(i)));
    }
    return map;
  }
}
