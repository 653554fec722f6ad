package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.number;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;

import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.CatalogModel.TableDetails;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Primary keys, which are declared and not enforced; of other keys there are none. */
final class ConstraintTables {
  private record PrimaryKey(String catalog, TableDetails table) {
    String name() {
      return table.name() + "_pkey";
    }
  }

  /**
   * A column in its key.
   *
   * @param position counts from 1
   */
  private record KeyColumn(PrimaryKey key, String name, int position) {}

  private ConstraintTables() {}

  private static Stream<PrimaryKey> primaryKeys(NameFilters filters, CatalogModel model) {
    return TableLookup.load(filters, model)
        .flatMap(table -> table.details().stream())
        .filter(table -> !table.primaryKey().isEmpty())
        .map(table -> new PrimaryKey(model.catalogName(), table));
  }

  private static Stream<KeyColumn> keyColumns(NameFilters filters, CatalogModel model) {
    return primaryKeys(filters, model)
        .flatMap(
            key ->
                IntStream.range(0, key.table().primaryKey().size())
                    .mapToObj(i -> new KeyColumn(key, key.table().primaryKey().get(i), i + 1)));
  }

  static List<SystemTableSource> all() {
    return List.of(tableConstraints(), keyColumnUsage(), referentialConstraints());
  }

  private static SystemTableSource tableConstraints() {
    return new RowTable<PrimaryKey>(
        "table_constraints",
        ConstraintTables::primaryKeys,
        List.of(
            text("constraint_catalog", PrimaryKey::catalog),
            text("constraint_schema", key -> key.table.schema()),
            text("constraint_name", PrimaryKey::name),
            text("table_catalog", PrimaryKey::catalog),
            text("table_schema", key -> key.table.schema()),
            text("table_name", key -> key.table.name()),
            text("constraint_type", key -> "PRIMARY KEY"),
            text("is_deferrable", key -> "NO"),
            text("initially_deferred", key -> "NO"),
            text("enforced", key -> "NO")));
  }

  private static SystemTableSource keyColumnUsage() {
    return new RowTable<KeyColumn>(
        "key_column_usage",
        ConstraintTables::keyColumns,
        List.of(
            text("constraint_catalog", column -> column.key.catalog()),
            text("constraint_schema", column -> column.key.table.schema()),
            text("constraint_name", column -> column.key.name()),
            text("table_catalog", column -> column.key.catalog()),
            text("table_schema", column -> column.key.table.schema()),
            text("table_name", column -> column.key.table.name()),
            text("column_name", KeyColumn::name),
            number("ordinal_position", KeyColumn::position),
            number("position_in_unique_constraint", column -> null)));
  }

  private static SystemTableSource referentialConstraints() {
    return RowTable.empty(
        "referential_constraints",
        List.of(
            text("constraint_catalog"),
            text("constraint_schema"),
            text("constraint_name"),
            text("unique_constraint_catalog"),
            text("unique_constraint_schema"),
            text("unique_constraint_name"),
            text("match_option"),
            text("update_rule"),
            text("delete_rule")));
  }
}
