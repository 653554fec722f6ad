package io.github.datafusionjdbc.engine;

/**
 * Rows of a result, column by column, in native memory. Valid until the stream moves on, which
 * gives the same object and columns for the next rows: hold columns for the life of the stream.
 */
public final class RecordBatch {
  private final ArrowColumn[] columns;
  private int rowCount;

  RecordBatch(ArrowColumn[] columns) {
    this.columns = columns;
  }

  void bind(BatchMemory memory) {
    rowCount = memory.rowCount();
    for (ArrowColumn column : columns) {
      column.bind(memory);
    }
  }

  void unbind() {
    rowCount = 0;
    for (ArrowColumn column : columns) {
      column.unbind();
    }
  }

  public int rowCount() {
    return rowCount;
  }

  /** A column by 0-based index. */
  public ArrowColumn column(int index) {
    return columns[index];
  }
}
