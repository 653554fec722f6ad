package io.github.datafusionjdbc.engine;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One native object, given back exactly once.
 *
 * <p>Native keeps an object to the end of a call that runs on it, so closing needs no lock and may
 * come from any thread at any time.
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

  /**
   * Takes over a native object.
   *
   * @param what its name in messages
   * @param close gives it back; must not refer to the object that holds this handle
   */
  NativeHandle(String what, long handle, LongConsumer close) {
    this.owned = new Owned(what, handle, close);
    this.cleanable = CLEANER.register(this, owned);
  }

  /**
   * The native object's number; whoever passes it on keeps this handle reachable meanwhile.
   *
   * @throws EngineException CLOSED
   */
  long get() {
    if (owned.closed.get()) {
      throw closed();
    }
    return owned.handle;
  }

  /** Calls native on this object. */
  <T> T call(LongFunction<T> function) {
    try {
      return function.apply(get());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Calls native on this object. */
  void run(LongConsumer action) {
    try {
      action.accept(get());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  boolean isClosed() {
    return owned.closed.get();
  }

  EngineException closed() {
    return new EngineException(EngineException.Kind.CLOSED, "the " + owned.what + " is closed");
  }

  @Override
  public void close() {
    if (owned.closed.compareAndSet(false, true)) {
      cleanable.clean();
    }
  }

  /** What the cleaner may hold: nothing here refers to the handle. */
  private static final class Owned implements Runnable {
    private final String what;
    private final long handle;
    private final LongConsumer close;
    private final Throwable openedAt;
    private final AtomicBoolean closed = new AtomicBoolean();

    Owned(String what, long handle, LongConsumer close) {
      this.what = what;
      this.handle = handle;
      this.close = close;
      this.openedAt = Boolean.getBoolean(LEAK_PROPERTY) ? new Throwable("opened here") : null;
    }

    /** A cleaner runs this once, whether asked to by the owner or by itself. */
    @Override
    public void run() {
      if (openedAt != null && !closed.get()) {
        LeakLog.LOGGER.warn("A {} was never closed.", what, openedAt);
      }
      close.accept(handle);
    }
  }

  /** Loaded only when there is something to log. */
  private static final class LeakLog {
    static final Logger LOGGER = LoggerFactory.getLogger(NativeHandle.class);
  }
}
