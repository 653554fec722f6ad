package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code diagnostics.statements}: the artifacts of the connection that are in memory. */
final class StatementsTable implements SystemTableSource {
  private final ArtifactLog log;
  private final List<ArrowField> columns = new ArrayList<>();
  private final StringBuilder types = new StringBuilder();

  StatementsTable(ArtifactLog log) {
    this.log = log;
    for (String text :
        List.of("id", "origin", "outcome", "started_at", "sql", "kind", "normalized_sql")) {
      addText(text);
    }
    for (String text :
        List.of("fingerprint", "shape_fingerprint", "tables", "parameters", "functions", "plan")) {
      addText(text);
    }
    for (String nanos :
        List.of("admission_nanos", "planning_nanos", "first_rows_nanos", "total_nanos", "rows")) {
      addLong(nanos);
    }
    addText("sql_state");
    addText("error");
    addLong("error_line");
    addLong("error_column");
    addText("policy");
    addText("policy_hash");
    addText("driver_version");
    addText("engine_version");
  }

  private void addText(String name) {
    columns.add(new ArrowField(name, new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true));
    types.append('S');
  }

  private void addLong(String name) {
    columns.add(new ArrowField(name, new ArrowType.Int(64, true), true));
    types.append('J');
  }

  @Override
  public String schema() {
    return "diagnostics";
  }

  @Override
  public String name() {
    return "statements";
  }

  @Override
  public List<ArrowField> columns() {
    return columns;
  }

  @Override
  public ArrowRows rows(List<SystemFilter> filters, CatalogModel model) {
    ArrowRows rows = new ArrowRows(types.toString());
    for (Artifact artifact : log.artifacts()) {
      Row row = new Row(rows);
      row.text(artifact.id());
      row.text(artifact.origin().name());
      row.text(artifact.outcome().name());
      row.text(artifact.startedAt().toString());
      row.text(artifact.sql());
      row.text(artifact.kind());
      row.text(artifact.normalizedSql());
      row.text(artifact.fingerprint());
      row.text(artifact.shapeFingerprint());
      row.text(
          artifact.tables().stream()
              .map(StatementsTable::pinned)
              .collect(Collectors.joining(", ")));
      row.text(artifact.parameters().toString());
      row.text(String.join(", ", artifact.functions()));
      row.text(artifact.plan());
      row.number(artifact.admissionTime().toNanos());
      row.number(artifact.planningTime().toNanos());
      row.number(artifact.firstRowsTime().toNanos());
      row.number(artifact.totalTime().toNanos());
      row.number(artifact.rows());
      SessionException error = artifact.error();
      row.text(error == null ? null : error.state().code());
      row.text(error == null ? null : error.getMessage());
      row.place(error == null ? 0 : error.line());
      row.place(error == null ? 0 : error.column());
      row.text(artifact.policy().toString());
      row.text(artifact.policy().hash());
      row.text(artifact.driverVersion());
      row.text(artifact.engineVersion());
      rows.endRow();
    }
    return rows;
  }

  private static String pinned(Pin pin) {
    return pin.name() + "@v" + pin.version();
  }

  /** Sets the columns of one row from left to right. */
  private static final class Row {
    private final ArrowRows rows;
    private int column;

    Row(ArrowRows rows) {
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

    /** A line or column of the text, null where it is not known. */
    void place(int value) {
      if (value > 0) {
        rows.setLong(column, value);
      }
      column++;
    }
  }
}
