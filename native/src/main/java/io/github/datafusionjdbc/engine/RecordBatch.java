package io.github.datafusionjdbc.engine;

/** Rows of a result, column by column, in native memory. Valid until the stream moves on. */
public final class RecordBatch {
  RecordBatch() {}

  public int rowCount() {
    throw new UnsupportedOperationException();
  }

  /** A column by 0-based index. */
  public ArrowColumn column(int index) {
    throw new UnsupportedOperationException();
  }
}
