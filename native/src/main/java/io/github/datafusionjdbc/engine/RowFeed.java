package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * Rows that are pushed by one thread while another executes a plan that reads them. They can be
 * read once.
 */
public final class RowFeed implements TableSource, AutoCloseable {
  private final NativeHandle handle;
  private final List<ArrowField> columns;

  public RowFeed(List<ArrowField> columns) {
    NativeLibrary.load();
    byte[] schema = SchemaCodec.encode(columns);
    this.handle = new NativeHandle("row feed", Native.rowFeedOpen(schema), Native::rowFeedClose);
    this.columns = List.copyOf(columns);
  }

  /** The rows' columns. */
  public List<ArrowField> columns() {
    return columns;
  }

  /**
   * Hands rows over, which are copied; waits while the plan that reads them is behind.
   *
   * @throws EngineException CLOSED if nobody reads them any more; INVALID_CAST for values that are
   *     none of their column's type
   */
  public void push(ArrowRows rows) {
    handle.run(feed -> Native.rowFeedPush(feed, rows.types(), rows.rowCount(), rows.buffers()));
  }

  /** Says that these were all rows. The plan of a feed that is closed without this fails. */
  public void finish() {
    handle.run(Native::rowFeedFinish);
  }

  /** Says that no plan will read the rows, so that no push waits any more. */
  public void abandon() {
    handle.run(Native::rowFeedAbandon);
  }

  /** The native feed's number; the caller keeps this object reachable meanwhile. */
  long handle() {
    return handle.get();
  }

  @Override
  public void close() {
    handle.close();
  }
}
