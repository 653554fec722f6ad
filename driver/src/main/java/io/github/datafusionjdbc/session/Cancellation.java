package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.policy.SqlState;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Stops one execution: on demand, when its time limit has passed, or because its connection closes.
 *
 * <p>The limit is on the time that the application waits: starting the statement and each later
 * fetch draw on one budget, the pauses between them do not.
 */
public final class Cancellation implements AutoCloseable {
  /** Why an execution was stopped. */
  private enum Reason {
    USER,
    TIME_LIMIT,
    CONNECTION_CLOSED
  }

  /** One thread for the whole driver, which ends when there is nothing to wait for. */
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Duration limit;
  private final CancelToken token = new CancelToken();
  private long remainingNanos;
  private volatile Reason reason;
  private boolean closed;

  /**
   * @param limit zero for none
   */
  public Cancellation(Duration limit) {
    this.limit = limit;
    this.remainingNanos = limit.toNanos();
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            runnable -> {
              Thread thread = new Thread(runnable, "datafusion-jdbc-query-timeout");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Stops the execution; without effect if it has ended or was stopped before. Any thread. */
  public void cancel() {
    stop(Reason.USER);
  }

  void connectionClosed() {
    stop(Reason.CONNECTION_CLOSED);
  }

  private synchronized void stop(Reason why) {
    if (!closed && reason == null) {
      reason = why;
      token.cancel();
    }
  }

  CancelToken token() {
    return token;
  }

  /**
   * Runs a call of the lane or the engine under this time limit.
   *
   * @throws SessionException what the call threw, or why it was stopped
   */
  <T> T run(Callable<T> call) throws SessionException {
    if (reason != null) {
      throw stopped(null);
    }
    boolean limited = !limit.isZero();
    long start = limited ? System.nanoTime() : 0;
    ScheduledFuture<?> alarm =
        limited
            ? TIMER.schedule(
                () -> stop(Reason.TIME_LIMIT), Math.max(0, remainingNanos), TimeUnit.NANOSECONDS)
            : null;
    try {
      return token.during(call);
    } catch (SessionException e) {
      throw e;
    } catch (Exception e) {
      SessionException failure = Errors.of(e);
      throw reason != null && isInterruption(failure) ? stopped(failure) : failure;
    } finally {
      if (limited) {
        alarm.cancel(false);
        remainingNanos -= System.nanoTime() - start;
      }
    }
  }

  /** Whether a failure is what a stopped call ends with, and no finding of its own. */
  private static boolean isInterruption(SessionException failure) {
    return failure.state() == SqlState.QUERY_CANCELED
        || (failure.getCause() instanceof EngineException engine
            && engine.kind() == EngineException.Kind.CLOSED);
  }

  /** Why the execution was stopped, null if it was not. */
  SessionException reasonIfStopped() {
    return reason == null ? null : stopped(null);
  }

  private SessionException stopped(Throwable cause) {
    return switch (reason) {
      case USER -> Errors.cancelled(cause);
      case TIME_LIMIT -> Errors.timedOut(limit, cause);
      case CONNECTION_CLOSED -> Errors.closedMeanwhile(cause);
    };
  }

  /** Ends the use of the token; idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      token.close();
    }
  }
}
