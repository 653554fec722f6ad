package io.github.datafusionjdbc.engine;

/**
 * Stops what runs under it. {@link #cancel} may be called from any thread, at any time; the blocked
 * call throws {@link EngineException} of kind CANCELLED. Once cancelled, a token stays so.
 */
public final class CancelToken implements AutoCloseable {
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
