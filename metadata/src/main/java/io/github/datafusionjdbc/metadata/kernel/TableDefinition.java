package io.github.datafusionjdbc.metadata.kernel;

import io.github.datafusionjdbc.engine.ArrowType;
import java.util.List;
import java.util.Map;

/**
 * What CREATE TABLE says of a Delta table.
 *
 * @param partitionColumns names of columns, in order
 * @param properties the table's configuration as given, Delta's among it
 * @param constraints conditions by name, as SQL text in Spark's dialect
 * @param primaryKey names of columns; empty for none. Declared, not enforced
 * @param comment or null
 */
public record TableDefinition(
    List<Column> columns,
    List<String> partitionColumns,
    Map<String, String> properties,
    Map<String, String> constraints,
    List<String> primaryKey,
    String comment) {
  public TableDefinition {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
    constraints = Map.copyOf(constraints);
    primaryKey = List.copyOf(primaryKey);
  }

  /**
   * A column.
   *
   * @param type as the engine has it; its nearest Delta type must be the same
   * @param sparkType a type of Spark's that Delta keeps as string, such as {@code varchar(10)}, or
   *     null
   * @param defaultExpression SQL text in Spark's dialect, or null
   * @param comment or null
   */
  public record Column(
      String name,
      ArrowType type,
      String sparkType,
      boolean nullable,
      String defaultExpression,
      String comment) {}
}
