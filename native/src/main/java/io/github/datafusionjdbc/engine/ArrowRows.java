package io.github.datafusionjdbc.engine;

/** Rows made in Java for the engine, column by column, growing. Not thread-safe. */
public final class ArrowRows {
  /**
   * @param types one character a column: S string, J long, I int, Z boolean, D double, B binary
   */
  public ArrowRows(String types) {}

  public ArrowRows setString(int column, String value) {
    return this;
  }

  public ArrowRows setLong(int column, long value) {
    return this;
  }

  public ArrowRows setInt(int column, int value) {
    return this;
  }

  public ArrowRows setBoolean(int column, boolean value) {
    return this;
  }

  public ArrowRows setDouble(int column, double value) {
    return this;
  }

  public ArrowRows setBytes(int column, byte[] value) {
    return this;
  }

  /** Ends the row; columns not set are null. */
  public void endRow() {}

  public int rowCount() {
    return 0;
  }
}
