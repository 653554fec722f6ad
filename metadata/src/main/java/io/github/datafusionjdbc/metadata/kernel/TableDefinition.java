package io.github.datafusionjdbc.metadata.kernel;

import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What CREATE TABLE says of a Delta table.
 *
 * @param columns each with its type
 * @param partitionColumns names of columns, in order
 * @param properties the table's configuration as given, Delta's among it
 * @param primaryKey names of columns; empty for none. Declared, not enforced
 */
public record TableDefinition(
    List<ColumnDefinition> columns,
    List<String> partitionColumns,
    Map<String, String> properties,
    List<CheckConstraint> checks,
    List<String> primaryKey,
    Optional<String> comment) {
  public TableDefinition {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
    checks = List.copyOf(checks);
    primaryKey = List.copyOf(primaryKey);
  }
}
