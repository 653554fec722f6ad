package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.ObjectStore;
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

  /** Writes the rows of the statement's query and commits them; gives their number. */
  long run(TableWriteSpec spec, Commit commit) throws SessionException {
    WrittenFiles written =
        execution.batch().isPresent()
            ? write(spec, execution.batch().get())
            : execution.write(spec);
    return commit(spec.root(), written, commit);
  }

  private WrittenFiles write(TableWriteSpec spec, InsertBatch batch) throws SessionException {
    List<WrittenFile> files = new ArrayList<>();
    long rows = 0;
    boolean complete = false;
    try {
      for (InsertBatch.Run run : batch.runs()) {
        WrittenFiles written =
            run.rows() == null
                ? execution.write(spec, run.single())
                : execution.write(spec, run.rows());
        files.addAll(written.files());
        rows += written.rows();
      }
      complete = true;
      return new WrittenFiles(files, rows);
    } catch (SessionException e) {
      throw rows == 0 ? e : Errors.afterRows(rows, e);
    } finally {
      if (!complete) {
        remove(spec.root(), files);
      }
    }
  }

  /** Commits without rows. */
  long run(Commit commit) throws SessionException {
    return commit(null, new WrittenFiles(List.of(), 0), commit);
  }

  private long commit(String root, WrittenFiles written, Commit commit) throws SessionException {
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
      return written.rows();
    } catch (SessionException e) {
      filesStay = e.state() == SqlState.TRANSACTION_RESOLUTION_UNKNOWN;
      throw e;
    } finally {
      if (!filesStay) {
        remove(root, written.files());
      }
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

  /** The statement's own failure is what is told. */
  private void remove(String root, List<WrittenFile> files) {
    ObjectStore store = execution.objectStore();
    for (WrittenFile file : files) {
      try {
        store.delete(root + file.path());
      } catch (EngineException e) {
        LOG.log(Level.WARNING, "the file " + root + file.path() + " is left behind", e);
      }
    }
  }
}
