package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.policy.StatementText;
import io.github.datafusionjdbc.policy.command.Insert;
import java.util.List;
import java.util.Optional;

/**
 * A statement that is executed many times. Every execution reads the newest versions of its tables
 * (or those of the transaction): admission and plan are used again as long as nothing that they
 * rest on has changed. One thread at a time executes; {@link #close} may come from any.
 */
public final class PreparedQuery implements AutoCloseable {
  private final DatabaseSession session;
  private final String sql;
  private final String schema;
  private final Origin origin;
  private Admission admission;
  private boolean closed;

  PreparedQuery(
      DatabaseSession session, String sql, String schema, Origin origin, Admission admission) {
    this.session = session;
    this.sql = sql;
    this.schema = schema;
    this.origin = origin;
    this.admission = admission;
  }

  /** Columns of the result, as planned when it was prepared or last executed. */
  public synchronized List<ArrowField> columns() throws SessionException {
    checkOpen();
    return admission.givesRows()
        ? OutputLabels.of(admission.plan().schema(), admission.statement().labels())
        : List.of();
  }

  /** One field for each placeholder; of type Null where the engine could not tell. */
  public synchronized List<ArrowField> parameters() throws SessionException {
    checkOpen();
    return admission.plan() == null ? List.of() : admission.plan().parameters();
  }

  /** How many placeholders there are. */
  public synchronized int parameterCount() {
    return admission.statement().parameterCount();
  }

  /** Whether rows of parameters are inserted together, see {@link InsertBatch}. */
  public synchronized boolean takesBatch() {
    return admission
        .statement()
        .command()
        .filter(Insert.class::isInstance)
        .map(Insert.class::cast)
        .filter(insert -> insert.batch().isPresent() && !insert.overwrite())
        .isPresent();
  }

  /**
   * Executes the statement and waits for its first rows, or for its end.
   *
   * @param cancellation its control, which the result closes; on failure it is closed here
   */
  public StatementResult execute(
      Parameters parameters, Expected expected, Cancellation cancellation) throws SessionException {
    return execute(parameters, Optional.empty(), expected, cancellation);
  }

  /**
   * Inserts rows of parameters in one commit, if {@link #takesBatch}.
   *
   * @param cancellation its control, which the result closes; on failure it is closed here
   */
  public StatementResult execute(InsertBatch batch, Expected expected, Cancellation cancellation)
      throws SessionException {
    return execute(Parameters.NONE, Optional.of(batch), expected, cancellation);
  }

  private StatementResult execute(
      Parameters parameters,
      Optional<InsertBatch> batch,
      Expected expected,
      Cancellation cancellation)
      throws SessionException {
    Artifact artifact = session.artifact(origin, sql);
    return session.recorded(
        artifact,
        cancellation,
        () -> {
          try (PinnedCatalog catalog = session.openCatalog(schema, cancellation)) {
            Admission current = renewed(catalog, cancellation);
            return session.start(
                new Execution(session, current, catalog, parameters, batch, artifact, cancellation),
                expected);
          }
        });
  }

  private synchronized Admission renewed(PinnedCatalog catalog, Cancellation cancellation)
      throws SessionException {
    checkOpen();
    Admission before = admission;
    admission =
        session
            .pipeline()
            .admit(StatementText.of(sql), catalog, session.policy(origin), cancellation);
    before.close();
    return admission;
  }

  private void checkOpen() throws SessionException {
    if (closed) {
      throw Errors.resultClosed();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      admission.close();
    }
    session.forget(this);
  }
}
