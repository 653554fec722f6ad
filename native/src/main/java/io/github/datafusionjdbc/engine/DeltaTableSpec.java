package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scan must know of a Delta table beside its files.
 *
 * @param root URI of the table's folder, ending with a slash
 * @param schemaJson the table's schema as in the Delta log's metaData.schemaString (PROTOCOL.md,
 *     "Schema Serialization Format"), with column mapping's and type widening's field metadata
 * @param partitionColumns logical names in the table's order
 * @param columnMapping none, name or id
 * @param scanOptions options of the scan, by name; empty for the defaults
 */
public record DeltaTableSpec(
    String root,
    String schemaJson,
    List<String> partitionColumns,
    String columnMapping,
    Map<String, String> scanOptions) {

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("root", root);
    json.put("schemaJson", schemaJson);
    json.put("partitionColumns", partitionColumns);
    json.put("columnMapping", columnMapping);
    json.put("scanOptions", scanOptions);
    return Json.write(json);
  }
}
