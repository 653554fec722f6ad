package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one model of what the database holds, as one statement sees it. The lane's schema map and
 * information_schema are both projections of it.
 */
public interface CatalogModel {
  /** Name of the only catalog. */
  String catalogName();

  /** Names of all schemas, sorted; system schemas among them. */
  List<String> schemaNames();

  /** The tables of a schema, sorted by name, found by listing: no table is loaded. */
  List<TableEntry> tableEntries(String schema);

  /** Loads one table, pinned like every look-up of the statement; empty if there is none. */
  Optional<TableDetails> tableDetails(String schema, String table);

  /** What a table is. */
  enum TableType {
    BASE_TABLE,
    VIEW,
    EXTERNAL_TABLE,
    /** Rows in memory, for the session. */
    LOCAL_TEMPORARY,
    SYSTEM_TABLE
  }

  /** A table's name and type. */
  record TableEntry(String schema, String name, TableType type) {}

  /**
   * A loaded table.
   *
   * @param comment or null
   * @param partitionColumns names in the table's order
   * @param primaryKey names of its columns, empty if there is none; it is not enforced
   * @param properties the table's configuration, Delta's among them
   * @param version the pinned version, empty for a table without versions
   * @param location URI of its folder, or null
   * @param viewDefinition SQL text of a view's query, or null
   */
  record TableDetails(
      String schema,
      String name,
      TableType type,
      String comment,
      List<ColumnDetails> columns,
      List<String> partitionColumns,
      List<String> primaryKey,
      Map<String, String> properties,
      OptionalLong version,
      String location,
      String viewDefinition) {}

  /**
   * A column of a loaded table.
   *
   * @param comment or null
   * @param defaultExpression SQL text, or null
   * @param generationExpression SQL text of a generated column, or null
   * @param identity whether the log makes its values
   */
  record ColumnDetails(
      String name,
      ArrowType type,
      boolean nullable,
      String comment,
      String defaultExpression,
      String generationExpression,
      boolean identity) {}
}
