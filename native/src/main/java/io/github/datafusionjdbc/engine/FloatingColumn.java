package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/** IEEE 754 numbers of 16, 32 and 64 bits. */
final class FloatingColumn extends ArrowColumn {
  private final int bits;
  private ByteBuffer values = EMPTY;

  FloatingColumn(ArrowField field, int bits) {
    super(field);
    this.bits = bits;
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
  public double getDouble(int row) {
    if (bits != 64) {
      return getFloat(row);
    }
    double value = values.getDouble(row << 3);
    keepBatch();
    return value;
  }

  @Override
  public float getFloat(int row) {
    float value =
        switch (bits) {
          case 32 -> values.getFloat(row << 2);
          case 16 -> halfToFloat(values.getShort(row << 1));
          default -> throw wrongType("float");
        };
    keepBatch();
    return value;
  }

  /** A sign bit, 5 bits of exponent, 10 of significand. */
  static float halfToFloat(short half) {
    int exponent = (half >> 10) & 0x1F;
    int significand = half & 0x3FF;
    float magnitude =
        switch (exponent) {
          case 0 -> significand * 0x1p-24f;
          case 0x1F -> significand == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (significand << 13));
        };
    return half < 0 ? -magnitude : magnitude;
  }
}
