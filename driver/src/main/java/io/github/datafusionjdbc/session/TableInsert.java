package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.engine.TableWriteSpec;
import io.github.datafusionjdbc.metadata.kernel.DeltaCommitter;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.command.Insert;
import java.util.Map;

/** INSERT into a Delta table: data files, then one commit. */
final class TableInsert implements RowSink {
  private final Insert insert;
  private final DeltaSnapshot snapshot;
  private final DeltaCommitter committer;
  private final TableWriteSpec spec;
  private final TableWrite write;
  private final boolean readsTable;

  /**
   * @throws SessionException 0A000 naming a feature of the table that a write cannot keep
   */
  TableInsert(Execution execution, Insert insert) throws SessionException {
    this.insert = insert;
    String schema = insert.target().schema();
    String name = insert.target().table();
    this.snapshot = execution.run(() -> execution.catalog().snapshot(insert.target()));
    execution.perform(snapshot::checkWritable);
    this.committer = execution.definitions().committer(schema, name, snapshot.root());
    this.spec = snapshot.writeSpec(CommandExecutor.checks(insert.checks()));
    this.readsTable = execution.statement().relations().contains(insert.target());
    Map<String, String> parameters =
        Map.of(
            "mode",
            insert.overwrite() ? "Overwrite" : "Append",
            "partitionBy",
            JsonText.of(snapshot.partitionColumns()));
    this.write = new TableWrite(execution, schema + "." + name, "WRITE", parameters);
  }

  @Override
  public void take(Plan plan, Parameters parameters, Map<TableBinding, ArrowRows> given)
      throws SessionException {
    write.write(spec, plan, parameters, given);
  }

  @Override
  public long rows() {
    return write.rows();
  }

  @Override
  public long commit() throws SessionException {
    return write.commit(
        (operation, written) ->
            insert.overwrite()
                ? committer.overwrite(snapshot, operation, written.files(), readsTable)
                : committer.append(snapshot, operation, written.files(), readsTable));
  }

  @Override
  public void discard() {
    write.discard();
  }
}
