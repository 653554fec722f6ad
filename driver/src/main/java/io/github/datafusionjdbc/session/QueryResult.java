package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.rules.PolicyLimits;
import java.util.List;

/**
 * The rows of one execution, batch by batch, forward only. One thread reads; {@link #close} may
 * come from any.
 */
public final class QueryResult implements StatementResult, AutoCloseable {
  private final DatabaseSession session;
  private final ResultStream stream;
  private final List<ArrowField> columns;
  private final Artifact artifact;
  private final Cancellation cancellation;
  private RecordBatch first;
  private SessionException failure;
  private long bytes;
  private volatile boolean ended;
  private volatile boolean closed;

  QueryResult(
      DatabaseSession session, ResultStream stream, Artifact artifact, Cancellation cancellation) {
    this.session = session;
    this.stream = stream;
    this.columns = OutputLabels.of(stream.schema(), artifact.outputLabels());
    this.artifact = artifact;
    this.cancellation = cancellation;
  }

  /** Waits for the first rows, so that a statement that fails does so when it is executed. */
  void fetchFirst() throws SessionException {
    first = fetch();
    artifact.firstRows();
  }

  /** The columns, as the batches hold them, under the labels that the statement asks for. */
  public List<ArrowField> columns() {
    return columns;
  }

  @Override
  public Artifact artifact() {
    return artifact;
  }

  /**
   * The next batch, of at least one row, or null at the end. The batch before it becomes invalid.
   *
   * @throws SessionException what went wrong; the result has then ended, and says so each time: an
   *     end without rows would read as the whole answer
   */
  public RecordBatch next() throws SessionException {
    if (failure != null) {
      throw failure;
    }
    RecordBatch batch = first;
    if (batch != null) {
      first = null;
      return batch;
    }
    return ended ? null : fetch();
  }

  /**
   * Tells that the calling thread reads the current batch from now on: closing from any other
   * leaves the batch's memory in place.
   *
   * @return false if there is no batch any more, because the result was closed
   */
  public boolean readHere() {
    return stream.readHere();
  }

  private RecordBatch fetch() throws SessionException {
    try {
      RecordBatch batch = cancellation.run(stream::next);
      if (batch == null) {
        ended = true;
      } else {
        artifact.rows(batch.rowCount());
        bytes += stream.batchBytes();
        checkRows();
        checkBytes();
      }
      return batch;
    } catch (SessionException e) {
      ended = true;
      failure = e;
      // here and not in close, which may come from a thread that must leave the batch in place
      stream.close();
      session.log().ended(artifact, e);
      throw e;
    }
  }

  private void checkRows() throws SessionException {
    Policy policy = artifact.policy();
    long limit = policy.limits().rows();
    if (!PolicyLimits.allows(limit, artifact.rows())) {
      String refusing =
          policy
              .refusing(limits -> PolicyLimits.allows(limits.rows(), artifact.rows()))
              .orElseThrow();
      throw Errors.tooManyRows(limit, refusing);
    }
  }

  private void checkBytes() throws SessionException {
    Policy policy = artifact.policy();
    long limit = policy.limits().resultBytes();
    if (!PolicyLimits.allows(limit, bytes)) {
      String refusing =
          policy.refusing(limits -> PolicyLimits.allows(limits.resultBytes(), bytes)).orElseThrow();
      throw Errors.resultTooLarge(limit, refusing);
    }
  }

  /**
   * Moves the rest of the rows into the ArrowArrayStream structure at that address; this result
   * then is at its end. Refused where the policy limits results, which nobody would count.
   *
   * @param rowsRead how many rows of the current batch are not part of the rest
   * @param maxRows how many rows the rest has at most
   */
  public void exportArrowStream(long address, int rowsRead, long maxRows) throws SessionException {
    PolicyLimits limits = artifact.policy().limits();
    if (limits.rows() > 0 || limits.resultBytes() > 0) {
      throw Errors.exportUnderLimit(artifact.policy().toString());
    }
    cancellation.run(
        () -> {
          stream.exportArrowStream(address, rowsRead, maxRows);
          return null;
        });
    ended = true;
    first = null;
  }

  /** Whether it was closed, by its user or with its connection. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Gives back what the engine holds for this result; idempotent. A batch that is being read by
   * another thread is given back when that thread calls this too.
   */
  @Override
  public void close() {
    stream.close();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    cancellation.close();
    session.forget(this);
    session.forget(cancellation);
    session.log().ended(artifact, ended ? null : cancellation.reasonIfStopped());
  }
}
