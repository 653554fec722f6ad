package io.github.datafusionjdbc.engine;

/**
 * Rows in memory. Immutable, usable by many plans at once; closing it does not disturb plans made
 * on it. Its bytes count in the engine's memory pool until the last table that has them is closed.
 */
public final class MemoryTable implements TableSource, AutoCloseable {
  private final NativeHandle handle;

  private MemoryTable(NativeHandle handle) {
    this.handle = handle;
  }

  static MemoryTable of(long table) {
    return new MemoryTable(new NativeHandle("memory table", table, Native::memoryTableClose));
  }

  /**
   * The rows of this table and after them those of another with the same columns, as a third, which
   * the caller closes.
   *
   * @throws EngineException MEMORY_LIMIT
   */
  public MemoryTable append(MemoryTable added) {
    return of(
        handle.call(table -> added.handle.call(more -> Native.memoryTableAppend(table, more))));
  }

  /** The same rows, which the caller closes by itself. */
  public MemoryTable share() {
    return of(handle.call(Native::memoryTableShare));
  }

  /** How many rows there are. */
  public long rowCount() {
    return handle.call(Native::memoryTableRows);
  }

  /** The native table's number; the caller keeps this object reachable meanwhile. */
  long handle() {
    return handle.get();
  }

  @Override
  public void close() {
    handle.close();
  }
}
