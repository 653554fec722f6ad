package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import java.util.stream.Collectors;

/** {@code diagnostics.statements}: the artifacts of the connection that are in memory. */
final class StatementsTable extends DiagnosticsTable {
  private final ArtifactLog log;

  StatementsTable(ArtifactLog log) {
    super("statements");
    this.log = log;
    texts("id", "origin", "outcome", "started_at", "sql", "kind", "normalized_sql", "fingerprint");
    texts("shape_fingerprint", "tables", "parameters", "functions", "plan");
    numbers("admission_nanos", "planning_nanos", "first_rows_nanos", "total_nanos", "rows");
    texts("sql_state", "error");
    numbers("error_line", "error_column");
    texts("policy", "policy_hash", "driver_version", "engine_version", "external_files");
  }

  @Override
  void write(Row row) {
    for (Artifact artifact : log.artifacts()) {
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
      row.text(
          artifact.externalFiles().isEmpty()
              ? null
              : ArtifactFile.externalFiles(artifact).toString());
      row.end();
    }
  }

  private static String pinned(Pin pin) {
    return pin.name() + "@v" + pin.version();
  }
}
