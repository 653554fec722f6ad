package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a write must know of the Delta table that its files are for.
 *
 * <p>The query gives a column for each field of the schema, in the schema's order, partition
 * columns included. Values are converted by assignment: one that the column cannot hold as it is
 * fails the write, as does NULL where the schema allows none. Field metadata that Spark keeps
 * VARCHAR(n) and CHAR(n) in is enforced.
 *
 * @param root URI of the table's folder, ending with a slash
 * @param schemaJson the table's schema as in the Delta log's metaData.schemaString (PROTOCOL.md,
 *     "Schema Serialization Format"), with column mapping's field metadata
 * @param partitionColumns logical names in the table's order
 * @param columnMapping none, name or id
 * @param statisticsColumns logical paths of the columns whose statistics are collected, of which
 *     one of a struct stands for all in it; null for the first 32 leaves
 * @param targetFileSize bytes after which a file is ended and the next begun
 * @param compression uncompressed, snappy, gzip, lz4_raw or zstd
 * @param checks predicates that must be true, not NULL, for every row
 */
public record TableWriteSpec(
    String root,
    String schemaJson,
    List<String> partitionColumns,
    String columnMapping,
    List<List<String>> statisticsColumns,
    long targetFileSize,
    String compression,
    List<Check> checks) {
  /**
   * A constraint on a row.
   *
   * @param name for messages
   * @param predicate in the engine's dialect, over the table's logical column names
   */
  public record Check(String name, String predicate) {}

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("root", root);
    json.put("schemaJson", schemaJson);
    json.put("partitionColumns", partitionColumns);
    json.put("columnMapping", columnMapping);
    json.put("statisticsColumns", statisticsColumns);
    json.put("targetFileSize", targetFileSize);
    json.put("compression", compression);
    json.put("checks", checks.stream().map(TableWriteSpec::json).toList());
    return Json.write(json);
  }

  private static Map<String, Object> json(Check check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("predicate", check.predicate());
    return json;
  }
}
