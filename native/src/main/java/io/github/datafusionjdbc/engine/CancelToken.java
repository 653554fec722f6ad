package io.github.datafusionjdbc.engine;

/**
 * Stops what runs under it. {@link #cancel} may be called from any thread, at any time; the blocked
 * call throws {@link EngineException} of kind CANCELLED. Once cancelled, a token stays so.
 */
public final class CancelToken implements AutoCloseable {
  /** A token not yet cancelled. The caller closes it. */
  public CancelToken() {}

  public void cancel() {}

  public boolean isCancelled() {
    return false;
  }

  @Override
  public void close() {}
}
