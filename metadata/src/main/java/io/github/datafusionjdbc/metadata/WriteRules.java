package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.TableRules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table asks of its rows: a Delta table by its metadata (PROTOCOL.md, Writer Requirements),
 * a temporary one as it was created.
 */
final class WriteRules {
  /** Prefix of the properties that hold CHECK constraints. */
  private static final String CONSTRAINTS = "delta.constraints.";

  private WriteRules() {}

  static TableRules of(CatalogEntry.TemporaryTable.Definition table) {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (ColumnDetails column : table.columns()) {
      if (column.defaultExpression() != null) {
        defaults.put(column.name(), column.defaultExpression());
      }
    }
    return new TableRules(
        TableRules.Dialect.ENGINE, defaults, Map.of(), Set.of(), table.checks(), List.of());
  }

  static TableRules of(DeltaSnapshot snapshot) {
    Map<String, String> defaults = new LinkedHashMap<>();
    Map<String, String> generated = new LinkedHashMap<>();
    Set<String> identity = new HashSet<>();
    for (ColumnDetails column : snapshot.columns()) {
      if (column.defaultExpression() != null) {
        defaults.put(column.name(), column.defaultExpression());
      }
      if (column.generationExpression() != null) {
        generated.put(column.name(), column.generationExpression());
      }
      if (column.identity()) {
        identity.add(column.name());
      }
    }
    Map<String, String> checks = new LinkedHashMap<>();
    snapshot
        .properties()
        .forEach(
            (key, value) -> {
              if (key.startsWith(CONSTRAINTS)) {
                checks.put(key.substring(CONSTRAINTS.length()), value);
              }
            });
    snapshot
        .invariants()
        .forEach((column, condition) -> checks.put("invariant of " + column, condition));
    return new TableRules(
        TableRules.Dialect.SPARK,
        defaults,
        generated,
        identity,
        checks,
        snapshot.partitionColumns());
  }
}
