package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.ArrayList;
import java.util.List;

/** A table of what a connection knows of itself, as rows: in the schema {@code diagnostics}. */
abstract class DiagnosticsTable implements SystemTableSource {
  private final String name;
  private final List<ArrowField> columns = new ArrayList<>();
  private final StringBuilder types = new StringBuilder();

  DiagnosticsTable(String name) {
    this.name = name;
  }

  /** Adds columns of text that may be null. */
  final void texts(String... names) {
    for (String column : names) {
      columns.add(new ArrowField(column, new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true));
      types.append('S');
    }
  }

  /** Adds columns of 64-bit numbers that may be null. */
  final void numbers(String... names) {
    for (String column : names) {
      columns.add(new ArrowField(column, new ArrowType.Int(64, true), true));
      types.append('J');
    }
  }

  /** Writes all rows. */
  abstract void write(Row row);

  @Override
  public String schema() {
    return "diagnostics";
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<ArrowField> columns() {
    return columns;
  }

  @Override
  public final ArrowRows rows(List<SystemFilter> filters, CatalogModel model) {
    ArrowRows rows = new ArrowRows(types.toString());
    write(new Row(rows));
    return rows;
  }

  /** Sets the columns of a row from left to right, and then of the next row. */
  static final class Row {
    private final ArrowRows rows;
    private int column;

    private Row(ArrowRows rows) {
      this.rows = rows;
    }

    void text(String value) {
      if (value != null) {
        rows.setString(column, value);
      }
      column++;
    }

    void number(long value) {
      rows.setLong(column++, value);
    }

    /** A line or column of a statement's text, null where it is not known. */
    void place(int value) {
      if (value > 0) {
        rows.setLong(column, value);
      }
      column++;
    }

    void end() {
      rows.endRow();
      column = 0;
    }
  }
}
