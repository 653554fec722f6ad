package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.CatalogModel.TableDetails;
import io.github.datafusionjdbc.metadata.CatalogModel.TableEntry;
import io.github.datafusionjdbc.metadata.CatalogModel.TableType;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.policy.SqlState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the tables that a statement asks for, from its predicates on table_catalog, table_schema,
 * table_name and table_type, before any of them is loaded.
 */
final class TableLookup {
  /**
   * A table that was loaded, or one that is there but cannot be.
   *
   * @param details empty if it cannot be loaded
   * @param failure why not, or null
   */
  record Loaded(
      String catalog,
      String schema,
      String name,
      TableType type,
      Optional<TableDetails> details,
      String failure) {}

  /** Failures that are not the table's own. */
  private static final Set<SqlState> ENDS_THE_LISTING =
      EnumSet.of(
          SqlState.QUERY_CANCELED, SqlState.CONNECTION_DOES_NOT_EXIST, SqlState.OUT_OF_MEMORY);

  private TableLookup() {}

  /** The tables, found by listing. */
  static Stream<TableEntry> entries(NameFilters filters, CatalogModel model) {
    return schemas(filters, model)
        .flatMap(schema -> model.tableEntries(schema).stream())
        .filter(entry -> filters.admit("table_name", entry.name()))
        .filter(entry -> filters.admit("table_type", typeName(entry.type())));
  }

  /** The tables, loaded; tables named one by one are loaded without listing the others. */
  static Stream<Loaded> load(NameFilters filters, CatalogModel model) {
    Optional<List<String>> names = filters.values("table_name");
    if (names.isEmpty()) {
      return entries(filters, model)
          .flatMap(entry -> load(model, entry.schema(), entry.name(), entry.type()).stream());
    }
    return schemas(filters, model)
        .flatMap(
            schema ->
                names.get().stream()
                    .filter(name -> filters.admit("table_name", name))
                    .flatMap(name -> load(model, schema, name, TableType.BASE_TABLE).stream()));
  }

  /** TABLE_TYPE as information_schema writes it. */
  static String typeName(TableType type) {
    return switch (type) {
      case BASE_TABLE -> "BASE TABLE";
      case VIEW -> "VIEW";
      case EXTERNAL_TABLE -> "EXTERNAL TABLE";
      case LOCAL_TEMPORARY -> "LOCAL TEMPORARY";
      case SYSTEM_TABLE -> "SYSTEM TABLE";
    };
  }

  private static Stream<String> schemas(NameFilters filters, CatalogModel model) {
    if (!filters.admit("table_catalog", model.catalogName())) {
      return Stream.empty();
    }
    return model.schemaNames().stream().filter(schema -> filters.admit("table_schema", schema));
  }

  /** One table that cannot be read must not hide the others, so its failure becomes a value. */
  private static Optional<Loaded> load(
      CatalogModel model, String schema, String name, TableType typeIfUnreadable) {
    String catalog = model.catalogName();
    try {
      return model
          .tableDetails(schema, name)
          .map(
              details ->
                  new Loaded(catalog, schema, name, details.type(), Optional.of(details), null));
    } catch (MetadataException e) {
      if (ENDS_THE_LISTING.contains(e.state())) {
        throw e;
      }
      return Optional.of(
          new Loaded(catalog, schema, name, typeIfUnreadable, Optional.empty(), e.getMessage()));
    }
  }
}
