package io.github.datafusionjdbc.engine;

/**
 * Listed files as a table. Immutable, usable by many plans at once; closing it does not disturb
 * plans made on it.
 */
public final class ExternalTable implements TableSource, AutoCloseable {
  /** Keeps the lease from being taken for forgotten. */
  private final Engine engine;

  private final NativeHandle handle;

  ExternalTable(Engine engine, NativeHandle handle) {
    this.engine = engine;
    this.handle = handle;
  }

  /** The native table's number; the caller keeps this object reachable meanwhile. */
  long handle() {
    return handle.get();
  }

  /** The engine that holds this table; only its sessions can plan on it. */
  public Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    handle.close();
  }
}
