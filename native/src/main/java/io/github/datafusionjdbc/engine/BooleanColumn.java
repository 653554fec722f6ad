package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/** Booleans, a bit each. */
final class BooleanColumn extends ArrowColumn {
  private ByteBuffer values = EMPTY;
  private int firstBit;

  BooleanColumn(ArrowField field) {
    super(field);
  }

  @Override
  void bindValues(BatchMemory memory) {
    firstBit = memory.extra();
    values = memory.nextBuffer();
  }

  @Override
  void unbindValues() {
    values = EMPTY;
  }

  @Override
  public boolean getBoolean(int row) {
    boolean value = bit(values, firstBit + row);
    keepBatch();
    return value;
  }
}
