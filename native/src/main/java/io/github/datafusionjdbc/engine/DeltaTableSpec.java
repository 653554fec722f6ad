package io.github.datafusionjdbc.engine;

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
    Map<String, String> scanOptions) {}
