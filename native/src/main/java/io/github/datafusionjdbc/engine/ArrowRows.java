package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/** Rows made in Java for the engine, column by column, growing. Not thread-safe. */
public final class ArrowRows {
  private final String types;
  private final RowsColumn[] columns;
  private int rowCount;

  /**
   * @param types one character a column: S string, J long, I int, Z boolean, D double, B binary
   */
  public ArrowRows(String types) {
    this.types = types;
    this.columns =
        types.chars().mapToObj(type -> RowsColumn.of((char) type)).toArray(RowsColumn[]::new);
  }

  ArrowRows(String types, RowsColumn[] columns, int rowCount) {
    this.types = types;
    this.columns = columns;
    this.rowCount = rowCount;
  }

  /** Null sets null. */
  public ArrowRows setString(int column, String value) {
    return setBytes(column, 'S', value == null ? null : value.getBytes(UTF_8));
  }

  public ArrowRows setLong(int column, long value) {
    columns[column].as('J').setLong(rowCount, value);
    return this;
  }

  public ArrowRows setInt(int column, int value) {
    columns[column].as('I').setLong(rowCount, value);
    return this;
  }

  public ArrowRows setBoolean(int column, boolean value) {
    columns[column].as('Z').setLong(rowCount, value ? 1 : 0);
    return this;
  }

  public ArrowRows setDouble(int column, double value) {
    columns[column].as('D').setLong(rowCount, Double.doubleToRawLongBits(value));
    return this;
  }

  /** Null sets null. */
  public ArrowRows setBytes(int column, byte[] value) {
    return setBytes(column, 'B', value);
  }

  private ArrowRows setBytes(int column, char type, byte[] value) {
    RowsColumn target = columns[column].as(type);
    if (value == null) {
      target.setNull(rowCount);
    } else {
      target.setBytes(rowCount, value);
    }
    return this;
  }

  /** Ends the row; columns not set are null. */
  public void endRow() {
    rowCount++;
  }

  /** Forgets all rows, also one that was begun; what they took is used for the next. */
  public void clear() {
    for (RowsColumn column : columns) {
      column.clear();
    }
    rowCount = 0;
  }

  /**
   * No rows but the begun one of this, without values where a column has another type.
   *
   * @param types as many as this has
   */
  public ArrowRows begunRow(String types) {
    ArrowRows next = new ArrowRows(types);
    for (int i = 0; i < columns.length; i++) {
      if (types.charAt(i) == this.types.charAt(i)) {
        columns[i].copy(rowCount, next.columns[i]);
      }
    }
    return next;
  }

  /** Rows ended so far. */
  public int rowCount() {
    return rowCount;
  }

  String types() {
    return types;
  }

  /** The columns' buffers as {@link Native} takes them: direct, little-endian, newly made. */
  ByteBuffer[] buffers() {
    return Arrays.stream(columns)
        .flatMap(column -> Stream.of(column.buffers(rowCount)))
        .toArray(ByteBuffer[]::new);
  }
}
