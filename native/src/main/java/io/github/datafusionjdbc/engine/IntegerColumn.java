package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/** Integers of 8 to 64 bits, and the dates, times, timestamps and durations stored as such. */
final class IntegerColumn extends ArrowColumn {
  /** Bits, negative for unsigned integers that need extending by zeros. */
  private final int width;

  private ByteBuffer values = EMPTY;

  IntegerColumn(ArrowField field, int bits, boolean signed) {
    super(field);
    width = signed || bits == 64 ? bits : -bits;
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
  public long getLong(int row) {
    long value =
        switch (width) {
          case 64 -> values.getLong(row << 3);
          case 32 -> values.getInt(row << 2);
          case -32 -> values.getInt(row << 2) & 0xFFFF_FFFFL;
          case 16 -> values.getShort(row << 1);
          case -16 -> values.getShort(row << 1) & 0xFFFF;
          case 8 -> values.get(row);
          default -> values.get(row) & 0xFF;
        };
    keepBatch();
    return value;
  }

  @Override
  public int getInt(int row) {
    if (width == 64 || width == -32) {
      throw wrongType("int");
    }
    return (int) getLong(row);
  }
}
