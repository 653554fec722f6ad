package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/** Binary values of one width. */
final class FixedSizeBinaryColumn extends BytesColumn {
  private final int width;
  private ByteBuffer values = EMPTY;

  FixedSizeBinaryColumn(ArrowField field, int width) {
    super(field, false);
    this.width = width;
  }

  @Override
  void bindValues(BatchMemory memory) {
    values = memory.nextBuffer();
  }

  @Override
  void unbindValues() {
    values = EMPTY;
  }

  @Override
  public byte[] getBytes(int row) {
    return bytes(values, row * width, width);
  }
}
