package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/**
 * Strings and binary values behind views of 16 bytes: a length, then either up to 12 bytes of value
 * or a prefix of 4 bytes, the index of a data buffer and the offset in it.
 */
final class ViewColumn extends BytesColumn {
  private static final int INLINE = 12;
  private static final ByteBuffer[] NO_DATA = {};

  private ByteBuffer views = EMPTY;
  private ByteBuffer[] data = NO_DATA;

  ViewColumn(ArrowField field, boolean text) {
    super(field, text);
  }

  @Override
  void bindValues(BatchMemory memory) {
    views = memory.nextBuffer();
    int count = memory.extra();
    data = count == 0 ? NO_DATA : new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      data[i] = memory.nextBuffer();
    }
  }

  @Override
  void unbindValues() {
    views = EMPTY;
    data = NO_DATA;
  }

  @Override
  public String getString(int row) {
    int view = row << 4;
    int length = views.getInt(view);
    return length <= INLINE
        ? string(views, view + 4, length)
        : string(data[views.getInt(view + 8)], views.getInt(view + 12), length);
  }

  @Override
  public byte[] getBytes(int row) {
    int view = row << 4;
    int length = views.getInt(view);
    return length <= INLINE
        ? bytes(views, view + 4, length)
        : bytes(data[views.getInt(view + 8)], views.getInt(view + 12), length);
  }
}
