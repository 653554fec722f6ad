package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.RowFeed;
import io.github.datafusionjdbc.engine.TableBinding;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Rows of one set of types on their way into a sink: one thread pushes them while another executes
 * the INSERT that reads them.
 */
final class FedRows implements AutoCloseable {
  private final RowFeed feed;
  private final FutureTask<Void> insert;

  /**
   * Starts the INSERT.
   *
   * @param feed taken over, closed with this
   */
  FedRows(Execution execution, RowSink sink, RowFeed feed) throws SessionException {
    this.feed = feed;
    boolean started = false;
    try {
      TableBinding binding = ParameterRelation.binding(execution.catalog().catalogName(), feed);
      Plan plan =
          execution
              .session()
              .pipeline()
              .planBatch(execution.admission(), binding, execution.cancellation());
      this.insert =
          new FutureTask<>(
              () -> {
                try (plan) {
                  sink.take(plan, Parameters.NONE, Map.of());
                } finally {
                  feed.abandon();
                }
                return null;
              });
      Thread thread = new Thread(insert, "datafusion-jdbc-appender");
      thread.setDaemon(true);
      thread.start();
      started = true;
    } finally {
      if (!started) {
        feed.close();
      }
    }
  }

  /** Hands rows over; waits while the INSERT is behind. */
  void push(ArrowRows rows) throws SessionException {
    try {
      feed.push(rows);
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.CLOSED) {
        await();
      }
      throw Errors.of(e);
    }
  }

  /** Says that these were all, and waits until the sink has them. */
  void finish() throws SessionException {
    feed.finish();
    await();
  }

  private void await() throws SessionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          insert.get();
          return;
        } catch (InterruptedException e) {
          // the sink has all rows or none of them only once the INSERT has ended
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof SessionException known
              ? known
              : Errors.of((Exception) e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the end of the INSERT, which fails if the rows were not all; idempotent. */
  @Override
  public void close() {
    feed.close();
    try {
      await();
    } catch (SessionException e) {
      // told by finish or push, or nobody's to know because the rows are given up
    }
  }
}
