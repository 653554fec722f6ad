package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of information_schema: a source of rows and the columns that are read from them.
 *
 * @param <R> what one row is made from
 */
final class RowTable<R> implements SystemTableSource {
  /** Where the rows come from. */
  interface Source<R> {
    /** At least the rows that the filters admit. */
    Stream<R> rows(NameFilters filters, CatalogModel model);
  }

  private final String name;
  private final List<Column<R>> columns;
  private final Source<R> source;

  RowTable(String name, Source<R> source, List<Column<R>> columns) {
    this.name = name;
    this.source = source;
    this.columns = columns;
  }

  /** A table for things that do not exist yet. */
  static RowTable<Void> empty(String name, List<Column<Void>> columns) {
    return new RowTable<>(name, (filters, model) -> Stream.empty(), columns);
  }

  @Override
  public String schema() {
    return InformationSchema.NAME;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ArrowField> columns() {
    return columns.stream().map(Column::field).toList();
  }

  @Override
  public ArrowRows rows(List<SystemFilter> filters, CatalogModel model) {
    StringBuilder codes = new StringBuilder();
    columns.forEach(column -> codes.append(column.code()));
    ArrowRows rows = new ArrowRows(codes.toString());
    source.rows(new NameFilters(filters), model).forEach(row -> append(rows, row));
    return rows;
  }

  private void append(ArrowRows rows, R row) {
    for (int i = 0; i < columns.size(); i++) {
      Object value = columns.get(i).value().apply(row);
      if (value instanceof String text) {
        rows.setString(i, text);
      } else if (value instanceof Integer number) {
        rows.setInt(i, number);
      } else if (value instanceof Long number) {
        rows.setLong(i, number);
      }
    }
    rows.endRow();
  }
}
