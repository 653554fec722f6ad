package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.MemoryTable;
import io.github.datafusionjdbc.engine.MemoryTableSpec;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.metadata.CatalogEntry.TemporaryTable;
import io.github.datafusionjdbc.policy.command.Insert;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** INSERT into a temporary table. */
final class TemporaryTableInsert implements RowSink {
  private final Execution execution;
  private final Insert insert;
  private final TemporaryTable.Definition table;
  private final MemoryTableSpec spec;
  private MemoryTable rows;

  TemporaryTableInsert(Execution execution, Insert insert) throws SessionException {
    this.execution = execution;
    this.insert = insert;
    this.table =
        execution.run(() -> execution.catalog().temporaryTable(insert.target())).definition();
    this.spec = TemporaryTableCreation.spec(table);
    this.rows = execution.run(() -> execution.engine().openMemoryTable(spec.columns()));
  }

  @Override
  public void take(Plan plan, Parameters parameters, Map<TableBinding, ArrowRows> given)
      throws SessionException {
    try (MemoryTable more =
        execution.run(
            () -> plan.collect(spec, parameters, given, execution.cancellation().token()))) {
      MemoryTable before = rows;
      rows = execution.run(() -> before.append(more));
      before.close();
    }
  }

  @Override
  public long rows() {
    return rows.rowCount();
  }

  @Override
  public long commit() throws SessionException {
    String schema = insert.target().schema();
    String name = insert.target().table();
    try (MemoryTable inserted = rows) {
      long count = inserted.rowCount();
      execution.perform(
          () -> execution.temporary().insert(schema, name, table, inserted, insert.overwrite()));
      execution
          .artifact()
          .written(
              new WriteRecord(
                  schema + "." + name,
                  "INSERT",
                  Map.of("mode", insert.overwrite() ? "Overwrite" : "Append"),
                  List.of(),
                  count,
                  OptionalLong.empty(),
                  Map.of()));
      return count;
    }
  }

  @Override
  public void discard() {
    rows.close();
  }
}
