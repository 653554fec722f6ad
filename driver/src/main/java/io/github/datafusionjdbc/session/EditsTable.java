package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;

/** {@code diagnostics.edits}: what the lane changed in the statements that are in memory. */
final class EditsTable extends DiagnosticsTable {
  private final ArtifactLog log;

  EditsTable(ArtifactLog log) {
    super("edits");
    this.log = log;
    texts("statement_id");
    numbers("number");
    texts("reason", "before", "after");
    numbers("line", "column");
  }

  @Override
  void write(Row row) {
    for (Artifact artifact : log.artifacts()) {
      int number = 0;
      for (Edit edit : artifact.edits()) {
        row.text(artifact.id());
        row.number(++number);
        row.text(edit.reason());
        row.text(edit.before());
        row.text(edit.after());
        row.place(edit.line());
        row.place(edit.column());
        row.end();
      }
    }
  }
}
