package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.integer;
import static io.github.datafusionjdbc.metadata.informationschema.Column.name;
import static io.github.datafusionjdbc.metadata.informationschema.Column.number;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;
import static io.github.datafusionjdbc.metadata.informationschema.Column.yesNo;

import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.CatalogModel.TableDetails;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of all tables, those of information_schema among them. */
final class ColumnsTable {
  /**
   * A column in its table.
   *
   * @param position counts from 1
   */
  private record Row(
      String catalog, TableDetails table, ColumnDetails column, int position, SqlType type) {}

  private ColumnsTable() {}

  static List<SystemTableSource> all() {
    return List.of(
        new RowTable<Row>(
            "columns",
            ColumnsTable::rows,
            List.of(
                name("table_catalog", Row::catalog),
                name("table_schema", row -> row.table.schema()),
                name("table_name", row -> row.table.name()),
                name("column_name", row -> row.column.name()),
                integer("ordinal_position", Row::position),
                text("column_default", row -> row.column.defaultExpression()),
                yesNo("is_nullable", row -> row.column.nullable()),
                name("data_type", row -> row.type.typeName()),
                number("character_maximum_length", row -> row.type.characterLength()),
                number("character_octet_length", row -> row.type.octetLengthOrNull()),
                number("numeric_precision", row -> row.type.numericPrecision()),
                number("numeric_precision_radix", row -> row.type.radixOrNull()),
                number("numeric_scale", row -> row.type.numericScale()),
                number("datetime_precision", row -> row.type.datetimePrecision()),
                yesNo("is_identity", row -> row.column.identity()),
                name("is_generated", row -> isGenerated(row) ? "ALWAYS" : "NEVER"),
                text("generation_expression", row -> row.column.generationExpression()),
                yesNo("is_updatable", row -> false),
                integer("type_code", row -> row.type.typeCode()),
                number("column_size", row -> row.type.columnSize()),
                number("decimal_digits", row -> row.type.decimalDigits()),
                text("remarks", row -> row.column.comment()),
                number("partition_position", ColumnsTable::partitionPosition))));
  }

  private static Stream<Row> rows(NameFilters filters, CatalogModel model) {
    return TableLookup.load(filters, model)
        .flatMap(table -> table.details().stream())
        .flatMap(
            table ->
                IntStream.range(0, table.columns().size())
                    .mapToObj(i -> row(model.catalogName(), table, i))
                    .filter(row -> filters.admit("column_name", row.column.name())));
  }

  private static Row row(String catalog, TableDetails table, int index) {
    ColumnDetails column = table.columns().get(index);
    return new Row(catalog, table, column, index + 1, SqlType.of(column.type()));
  }

  private static boolean isGenerated(Row row) {
    return row.column.generationExpression() != null;
  }

  private static Integer partitionPosition(Row row) {
    int index = row.table.partitionColumns().indexOf(row.column.name());
    return index < 0 ? null : index + 1;
  }
}
