package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;

/**
 * {@code diagnostics.writes}: what the statements of {@code diagnostics.statements} wrote, a row
 * for each file; for a write without files one row without file.
 */
final class WritesTable implements SystemTableSource {
  private static final List<ArrowField> COLUMNS =
      List.of(
          text("statement_id"),
          text("target"),
          text("operation"),
          text("options"),
          number("version"),
          text("metrics"),
          text("file"),
          number("rows"),
          number("bytes"));

  private final ArtifactLog log;

  WritesTable(ArtifactLog log) {
    this.log = log;
  }

  private static ArrowField text(String name) {
    return new ArrowField(name, new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true);
  }

  private static ArrowField number(String name) {
    return new ArrowField(name, new ArrowType.Int(64, true), true);
  }

  @Override
  public String schema() {
    return "diagnostics";
  }

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public List<ArrowField> columns() {
    return COLUMNS;
  }

  @Override
  public ArrowRows rows(List<SystemFilter> filters, CatalogModel model) {
    ArrowRows rows = new ArrowRows("SSSSJSSJJ");
    for (Artifact artifact : log.artifacts()) {
      WriteRecord write = artifact.write();
      if (write != null) {
        write.files().forEach(file -> row(rows, artifact, write, file));
        if (write.files().isEmpty()) {
          row(rows, artifact, write, null);
        }
      }
    }
    return rows;
  }

  /**
   * @param file null for none
   */
  private static void row(
      ArrowRows rows, Artifact artifact, WriteRecord write, WriteRecord.File file) {
    rows.setString(0, artifact.id());
    rows.setString(1, write.target());
    rows.setString(2, write.operation());
    rows.setString(3, JsonText.of(write.options()));
    write.version().ifPresent(version -> rows.setLong(4, version));
    rows.setString(5, JsonText.of(write.metrics()));
    if (file != null) {
      rows.setString(6, file.path());
      file.rows().ifPresent(count -> rows.setLong(7, count));
      rows.setLong(8, file.bytes());
    }
    rows.endRow();
  }
}
