package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.ObjectStore;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.engine.TableWriteSpec;
import io.github.datafusionjdbc.engine.WrittenFile;
import io.github.datafusionjdbc.engine.WrittenFiles;
import io.github.datafusionjdbc.metadata.kernel.WriteOperation;
import io.github.datafusionjdbc.policy.SqlState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One write to a Delta table: its data files, then its commit. Files of a commit that certainly did
 * not happen are removed; those of one that may have happened stay.
 */
final class TableWrite {
  private static final Logger LOG = System.getLogger("io.github.datafusionjdbc");

  /** Commits files; gives the version. */
  @FunctionalInterface
  interface Commit {
    long run(WriteOperation operation, WrittenFiles written);
  }

  private final Execution execution;
  private final String target;
  private final String operation;
  private final Map<String, String> parameters;
  private final List<WrittenFile> files = new ArrayList<>();
  private String root;
  private long rows;

  /**
   * @param target schema.table
   * @param operation as Spark names it
   * @param parameters of the operation, as the log keeps them
   */
  TableWrite(Execution execution, String target, String operation, Map<String, String> parameters) {
    this.execution = execution;
    this.target = target;
    this.operation = operation;
    this.parameters = parameters;
  }

  /** Writes the rows of a plan into files; if that fails, none of them are left. */
  void write(
      TableWriteSpec spec, Plan plan, Parameters parameters, Map<TableBinding, ArrowRows> given)
      throws SessionException {
    root = spec.root();
    WrittenFiles written =
        execution.run(() -> plan.write(spec, parameters, given, execution.cancellation().token()));
    files.addAll(written.files());
    rows += written.rows();
  }

  /** Rows that were written. */
  long rows() {
    return rows;
  }

  /** Commits what was written, be it nothing; gives the number of rows. */
  long commit(Commit commit) throws SessionException {
    WrittenFiles written = new WrittenFiles(List.copyOf(files), rows);
    Map<String, String> metrics = metrics(written);
    boolean filesStay = false;
    try {
      long version =
          execution.run(
              () ->
                  commit.run(
                      new WriteOperation(
                          operation,
                          parameters,
                          metrics,
                          Map.of("statementFingerprint", execution.statement().fingerprint()),
                          DriverVersion.ENGINE_INFO),
                      written));
      filesStay = true;
      record(written, OptionalLong.of(version), metrics);
      return rows;
    } catch (SessionException e) {
      filesStay = e.state() == SqlState.TRANSACTION_RESOLUTION_UNKNOWN;
      throw e;
    } finally {
      if (filesStay) {
        files.clear();
      }
      discard();
    }
  }

  private void record(WrittenFiles written, OptionalLong version, Map<String, String> metrics) {
    execution
        .artifact()
        .written(
            new WriteRecord(
                target,
                operation,
                parameters,
                written.files().stream().map(TableWrite::file).toList(),
                written.rows(),
                version,
                metrics));
  }

  private static WriteRecord.File file(WrittenFile file) {
    return new WriteRecord.File(file.path(), OptionalLong.of(file.rows()), file.size());
  }

  private static Map<String, String> metrics(WrittenFiles written) {
    Map<String, String> metrics = new TreeMap<>();
    metrics.put("numFiles", Integer.toString(written.files().size()));
    metrics.put("numOutputRows", Long.toString(written.rows()));
    metrics.put(
        "numOutputBytes",
        Long.toString(written.files().stream().mapToLong(WrittenFile::size).sum()));
    return metrics;
  }

  /** Removes what was written and not committed; the statement's own failure is what is told. */
  void discard() {
    ObjectStore store = execution.objectStore();
    for (WrittenFile file : files) {
      try {
        store.delete(root + file.path());
      } catch (EngineException e) {
        LOG.log(Level.WARNING, "the file " + root + file.path() + " is left behind", e);
      }
    }
    files.clear();
  }
}
