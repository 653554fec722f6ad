package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/** Strings and binary values in one run of data, between offsets of 32 or 64 bits. */
final class OffsetsColumn extends BytesColumn {
  private final boolean large;
  private ByteBuffer offsets = EMPTY;
  private ByteBuffer data = EMPTY;

  OffsetsColumn(ArrowField field, boolean text, boolean large) {
    super(field, text);
    this.large = large;
  }

  @Override
  void bindValues(BatchMemory memory) {
    offsets = memory.nextBuffer();
    data = memory.nextBuffer();
  }

  @Override
  void unbindValues() {
    offsets = EMPTY;
    data = EMPTY;
  }

  @Override
  public String getString(int row) {
    int start = offset(row);
    return string(data, start, offset(row + 1) - start);
  }

  @Override
  public byte[] getBytes(int row) {
    int start = offset(row);
    return bytes(data, start, offset(row + 1) - start);
  }

  private int offset(int row) {
    return large ? (int) offsets.getLong(row << 3) : offsets.getInt(row << 2);
  }
}
