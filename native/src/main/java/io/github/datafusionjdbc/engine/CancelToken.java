package io.github.datafusionjdbc.engine;

import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Stops what runs under it. {@link #cancel} may be called from any thread, at any time; the blocked
 * call throws {@link EngineException} of kind CANCELLED. Once cancelled, a token stays so.
 *
 * <p>Plans take their token as an argument. Reads of object stores are asked for from deep inside
 * Delta Kernel, which passes nothing on; they obey the token that is {@link #during bound} to their
 * thread.
 */
public final class CancelToken implements AutoCloseable {
  private static final ThreadLocal<CancelToken> BOUND = new ThreadLocal<>();

  private final NativeHandle handle;
  private volatile boolean cancelled;

  /** A token not yet cancelled. The caller closes it. */
  public CancelToken() {
    NativeLibrary.load();
    handle = new NativeHandle("cancellation token", Native.tokenNew(), Native::tokenClose);
  }

  /** The token's handle, or for no token what stands for one that is never cancelled. */
  static long handle(CancelToken token) {
    return token == null ? 0 : token.handle.get();
  }

  /** Runs a call whose reads of object stores on this thread end when this token is cancelled. */
  public <T> T during(Callable<T> call) throws Exception {
    CancelToken outer = bind(this);
    try {
      return call.call();
    } finally {
      bind(outer);
    }
  }

  /** Runs a call that no token stops any more, such as finding out whether a write has landed. */
  public static <T> T shielded(Supplier<T> call) {
    CancelToken outer = bind(null);
    try {
      return call.get();
    } finally {
      bind(outer);
    }
  }

  /** Binds a token, or none, to this thread; gives the one that was. */
  private static CancelToken bind(CancelToken token) {
    CancelToken outer = BOUND.get();
    if (token == null) {
      BOUND.remove();
    } else {
      BOUND.set(token);
    }
    return outer;
  }

  /** Calls native with the handle of the token that is bound to this thread. */
  static <T> T withBound(LongFunction<T> call) {
    CancelToken bound = BOUND.get();
    try {
      return call.apply(handle(bound));
    } finally {
      Reference.reachabilityFence(bound);
    }
  }

  /** Cancels. Without effect on a token that is closed. */
  public void cancel() {
    cancelled = true;
    try {
      handle.run(Native::tokenCancel);
    } catch (EngineException e) {
      if (e.kind() != EngineException.Kind.CLOSED) {
        throw e;
      }
    }
  }

  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void close() {
    handle.close();
  }
}
