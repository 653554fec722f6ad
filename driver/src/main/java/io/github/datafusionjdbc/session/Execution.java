package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.CopiedFiles;
import io.github.datafusionjdbc.engine.CopySpec;
import io.github.datafusionjdbc.engine.ObjectStore;
import io.github.datafusionjdbc.engine.ParameterRows;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.engine.TableWriteSpec;
import io.github.datafusionjdbc.engine.WrittenFiles;
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

  ObjectStore objectStore() {
    return session.warehouse().engine().objectStore();
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

  /** Starts the statement's query. */
  ResultStream query() throws SessionException {
    return run(() -> admission.plan().execute(parameters, systemRows(), cancellation.token()));
  }

  /** Writes the rows of the statement's query into files that belong to the caller. */
  WrittenFiles write(TableWriteSpec spec) throws SessionException {
    return write(spec, parameters);
  }

  /** The same for one row of a batch. */
  WrittenFiles write(TableWriteSpec spec, Parameters row) throws SessionException {
    return run(() -> admission.plan().write(spec, row, systemRows(), cancellation.token()));
  }

  /** The same for many rows of a batch at once. */
  WrittenFiles write(TableWriteSpec spec, ParameterRows rows) throws SessionException {
    TableBinding binding = ParameterRelation.binding(catalog.catalogName(), rows);
    try (Plan plan = session.pipeline().planBatch(admission, binding, cancellation)) {
      return run(
          () ->
              plan.write(
                  spec, Parameters.NONE, Map.of(binding, rows.rows()), cancellation.token()));
    }
  }

  /** Writes the rows of the statement's query into files outside of tables. */
  CopiedFiles copy(CopySpec spec) throws SessionException {
    return run(() -> admission.plan().copy(spec, parameters, systemRows(), cancellation.token()));
  }

  private Map<TableBinding, ArrowRows> systemRows() {
    return statement().relations().isEmpty()
        ? Map.of()
        : catalog.systemRows(admission.plan().systemFilters(parameters));
  }
}
