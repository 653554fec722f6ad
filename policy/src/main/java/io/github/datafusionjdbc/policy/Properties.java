package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ddl.PropertyNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Reads TBLPROPERTIES. */
final class Properties {
  private Properties() {}

  /** The properties in order, none given twice. */
  static Map<String, String> of(SqlNodeList nodes) throws StatementRefused {
    Map<String, String> properties = new LinkedHashMap<>();
    for (SqlNode node : nodes) {
      PropertyNode property = (PropertyNode) node;
      String key = property.key().getSimple();
      String value = property.value().getValueAs(String.class);
      if (properties.put(key, value) != null) {
        throw Refusals.syntax(
            "'" + key + "' is given twice", property.key().getParserPosition(), key);
      }
    }
    return Collections.unmodifiableMap(properties);
  }
}
