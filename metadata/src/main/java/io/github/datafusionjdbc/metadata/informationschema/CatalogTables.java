package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.bigint;
import static io.github.datafusionjdbc.metadata.informationschema.Column.name;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;
import static io.github.datafusionjdbc.metadata.informationschema.Column.yesNo;

import io.github.datafusionjdbc.metadata.CatalogModel.TableDetails;
import io.github.datafusionjdbc.metadata.CatalogModel.TableEntry;
import io.github.datafusionjdbc.metadata.CatalogModel.TableType;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The catalog, its schemas and its tables. */
final class CatalogTables {
  private record Schema(String catalog, String name) {}

  private record Table(String catalog, TableEntry entry) {}

  private record View(String catalog, TableDetails details) {}

  private static final Set<TableType> TAKE_ROWS =
      Set.of(TableType.BASE_TABLE, TableType.LOCAL_TEMPORARY);

  private CatalogTables() {}

  static List<SystemTableSource> all() {
    return List.of(catalogName(), schemata(), tables(), tableDetails(), views());
  }

  private static SystemTableSource catalogName() {
    return new RowTable<String>(
        "information_schema_catalog_name",
        (filters, model) -> Stream.of(model.catalogName()),
        List.of(name("catalog_name", catalog -> catalog)));
  }

  private static SystemTableSource schemata() {
    return new RowTable<Schema>(
        "schemata",
        (filters, model) ->
            model.schemaNames().stream()
                .filter(schema -> filters.admit("schema_name", schema))
                .map(schema -> new Schema(model.catalogName(), schema)),
        List.of(
            name("catalog_name", Schema::catalog),
            name("schema_name", Schema::name),
            text("schema_owner"),
            text("default_character_set_catalog"),
            text("default_character_set_schema"),
            text("default_character_set_name"),
            text("sql_path")));
  }

  /** Loads no table. */
  private static SystemTableSource tables() {
    return new RowTable<Table>(
        "tables",
        (filters, model) ->
            TableLookup.entries(filters, model).map(entry -> new Table(model.catalogName(), entry)),
        List.of(
            name("table_catalog", Table::catalog),
            name("table_schema", table -> table.entry.schema()),
            name("table_name", table -> table.entry.name()),
            name("table_type", table -> TableLookup.typeName(table.entry.type())),
            yesNo("is_insertable_into", table -> TAKE_ROWS.contains(table.entry.type())),
            yesNo("is_typed", table -> false),
            text("commit_action")));
  }

  /** What is known of a table only once it is loaded; a table of our own. */
  private static SystemTableSource tableDetails() {
    return new RowTable<TableLookup.Loaded>(
        "table_details",
        TableLookup::load,
        List.of(
            name("table_catalog", TableLookup.Loaded::catalog),
            name("table_schema", TableLookup.Loaded::schema),
            name("table_name", TableLookup.Loaded::name),
            name("table_type", table -> TableLookup.typeName(table.type())),
            text("remarks", table -> detail(table, TableDetails::comment)),
            bigint("version", CatalogTables::version),
            text("location", table -> detail(table, TableDetails::location)),
            text("partition_columns", CatalogTables::partitionColumns),
            text("unreadable_because", TableLookup.Loaded::failure)));
  }

  private static String detail(TableLookup.Loaded table, Function<TableDetails, String> value) {
    return table.details().map(value).orElse(null);
  }

  private static Long version(TableLookup.Loaded table) {
    return table
        .details()
        .filter(details -> details.version().isPresent())
        .map(details -> details.version().getAsLong())
        .orElse(null);
  }

  private static String partitionColumns(TableLookup.Loaded table) {
    return table
        .details()
        .filter(details -> !details.partitionColumns().isEmpty())
        .map(details -> String.join(", ", details.partitionColumns()))
        .orElse(null);
  }

  private static SystemTableSource views() {
    return new RowTable<View>(
        "views",
        (filters, model) ->
            TableLookup.entries(filters, model)
                .filter(entry -> entry.type() == TableType.VIEW)
                .flatMap(entry -> model.tableDetails(entry.schema(), entry.name()).stream())
                .map(details -> new View(model.catalogName(), details)),
        List.of(
            name("table_catalog", View::catalog),
            name("table_schema", view -> view.details.schema()),
            name("table_name", view -> view.details.name()),
            text("view_definition", view -> view.details.viewDefinition()),
            text("check_option", view -> "NONE"),
            yesNo("is_updatable", view -> false),
            yesNo("insertable_into", view -> false)));
  }
}
