package io.github.datafusionjdbc.engine;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One native object: given back exactly once, and never under a running call.
 *
 * <p>Every call is bracketed by {@link #enter} and {@link #exit}. Closing while calls run only bars
 * new ones; the last call to leave gives the object back. Nobody waits, so nothing deadlocks.
 *
 * <p>An object that was forgotten is given back by a cleaner when this handle is unreachable. With
 * the system property {@value #LEAK_PROPERTY} set to true, that is logged together with the stack
 * that opened it.
 */
final class NativeHandle implements AutoCloseable {
  /** Whether forgotten objects are logged; costs a stack trace for each object opened. */
  static final String LEAK_PROPERTY = "datafusionjdbc.leaks";

  /** Its thread ends by itself once this class and every handle are unreachable. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final Owned owned;
  private final Cleaner.Cleanable cleanable;

  /** Takes over a native object that needs no runtime thread to be given back. */
  NativeHandle(String what, long handle, LongConsumer close) {
    this(new Owned(what, handle, close));
  }

  private NativeHandle(Owned owned) {
    this.owned = owned;
    this.cleanable = CLEANER.register(this, owned);
  }

  /** Opens a native object; the runtimes' threads live at least as long as it. */
  static NativeHandle open(String what, LongSupplier open, LongConsumer close) {
    NativeRuntime.retain();
    try {
      return new NativeHandle(
          new Owned(
              what,
              open.getAsLong(),
              handle -> {
                try {
                  close.accept(handle);
                } finally {
                  NativeRuntime.release();
                }
              }));
    } catch (Throwable e) {
      NativeRuntime.release();
      throw e;
    }
  }

  /**
   * Begins a call; {@link #exit} must follow.
   *
   * @throws EngineException CLOSED
   */
  long enter() {
    if (!owned.enter()) {
      throw closed();
    }
    return owned.handle;
  }

  void exit() {
    owned.exit();
  }

  /** One call. */
  <T> T call(LongFunction<T> function) {
    long handle = enter();
    try {
      return function.apply(handle);
    } finally {
      exit();
    }
  }

  boolean isClosed() {
    return owned.get() < 0;
  }

  /** Whether a call runs now. */
  boolean isBusy() {
    return (owned.get() & ~Owned.CLOSED) != 0;
  }

  EngineException closed() {
    return new EngineException(EngineException.Kind.CLOSED, "The " + owned.what + " is closed.");
  }

  @Override
  public void close() {
    owned.closedByOwner = true;
    cleanable.clean();
  }

  /** What the cleaner may hold: the number of running calls, and the sign bit once closed. */
  private static final class Owned extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1L;
    private static final int CLOSED = Integer.MIN_VALUE;

    private final String what;
    private final long handle;
    private final transient LongConsumer close;
    private final Throwable openedAt;
    private volatile boolean closedByOwner;

    Owned(String what, long handle, LongConsumer close) {
      this.what = what;
      this.handle = handle;
      this.close = close;
      this.openedAt = Boolean.getBoolean(LEAK_PROPERTY) ? new Throwable("opened here") : null;
    }

    boolean enter() {
      int calls;
      do {
        calls = get();
        if (calls < 0) {
          return false;
        }
      } while (!compareAndSet(calls, calls + 1));
      return true;
    }

    void exit() {
      if (decrementAndGet() == CLOSED) {
        close.accept(handle);
      }
    }

    @Override
    public void run() {
      if (openedAt != null && !closedByOwner) {
        LeakLog.LOGGER.warn("A {} was never closed.", what, openedAt);
      }
      if (getAndUpdate(calls -> calls | CLOSED) == 0) {
        close.accept(handle);
      }
    }
  }

  /** Loaded only when there is something to log. */
  private static final class LeakLog {
    static final Logger LOGGER = LoggerFactory.getLogger(NativeHandle.class);
  }
}
