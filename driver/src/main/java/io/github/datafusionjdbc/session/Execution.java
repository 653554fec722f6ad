package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.CopiedFiles;
import io.github.datafusionjdbc.engine.CopySpec;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.ObjectStore;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.metadata.Definitions;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.metadata.TemporaryObjects;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One execution of an admitted statement, and all that it takes. */
record Execution(
    DatabaseSession session,
    Admission admission,
    PinnedCatalog catalog,
    Parameters parameters,
    Optional<InsertBatch> batch,
    Artifact artifact,
    Cancellation cancellation) {

  AdmittedStatement statement() {
    return admission.statement();
  }

  Definitions definitions() {
    return session.warehouse().definitions();
  }

  TemporaryObjects temporary() {
    return session.temporary();
  }

  Engine engine() {
    return session.warehouse().engine();
  }

  ObjectStore objectStore() {
    return engine().objectStore();
  }

  /** Where the policy lets the statement read and write files. */
  Places places() {
    return new Places(admission.policy(), session.warehouse().engine().options().warehouse());
  }

  /** Columns of the statement's query. */
  List<ArrowField> queryColumns() {
    return admission.plan().schema();
  }

  /** Runs a call of the catalog or the engine, unless the execution is stopped. */
  <T> T run(Callable<T> call) throws SessionException {
    return cancellation.run(call);
  }

  /** Runs a call that gives nothing. */
  void perform(Action call) throws SessionException {
    run(
        () -> {
          call.run();
          return null;
        });
  }

  /** A call of the catalog or the engine that gives nothing. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Starts the statement's query. */
  ResultStream query() throws SessionException {
    return run(() -> admission.plan().execute(parameters, systemRows(), cancellation.token()));
  }

  /** Inserts the rows of the statement's query, or of its batch; gives their number. */
  long insert(RowSink sink) throws SessionException {
    boolean taken = false;
    try {
      if (batch.isEmpty()) {
        sink.take(admission.plan(), parameters, systemRows());
      } else {
        take(batch.get(), sink);
      }
      taken = true;
    } finally {
      if (!taken) {
        sink.discard();
      }
    }
    return sink.commit();
  }

  private void take(InsertBatch rows, RowSink sink) throws SessionException {
    try {
      for (InsertBatch.Run run : rows.runs()) {
        if (run.rows() == null) {
          sink.take(admission.plan(), run.single(), systemRows());
          continue;
        }
        TableBinding binding = ParameterRelation.binding(catalog.catalogName(), run.rows());
        try (Plan plan = session.pipeline().planBatch(admission, binding, cancellation)) {
          sink.take(plan, Parameters.NONE, Map.of(binding, run.rows().rows()));
        }
      }
    } catch (SessionException e) {
      throw sink.rows() == 0 ? e : AppendErrors.afterRows(sink.rows(), e);
    }
  }

  /** Writes the rows of the statement's query into files outside of tables. */
  CopiedFiles copy(CopySpec spec) throws SessionException {
    return run(() -> admission.plan().copy(spec, parameters, systemRows(), cancellation.token()));
  }

  /** Rows of the system tables that the statement's query reads. */
  Map<TableBinding, ArrowRows> systemRows() {
    return statement().relations().isEmpty()
        ? Map.of()
        : catalog.systemRows(admission.plan().systemFilters(parameters));
  }
}
