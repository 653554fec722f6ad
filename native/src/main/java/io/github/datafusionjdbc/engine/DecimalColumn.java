package io.github.datafusionjdbc.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Decimals: unscaled two's complement integers of 32 to 256 bits. */
final class DecimalColumn extends ArrowColumn {
  private final int width;
  private final int scale;
  private ByteBuffer values = EMPTY;

  DecimalColumn(ArrowField field, ArrowType.Decimal type) {
    super(field);
    width = type.bits() / 8;
    scale = type.scale();
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
  public BigDecimal getDecimal(int row) {
    int start = row * width;
    BigDecimal value;
    if (width == 4) {
      value = BigDecimal.valueOf(values.getInt(start), scale);
    } else {
      long low = values.getLong(start);
      value =
          fitsLong(start, low)
              ? BigDecimal.valueOf(low, scale)
              : new BigDecimal(unscaled(start), scale);
    }
    keepBatch();
    return value;
  }

  /** Whether all words above the lowest only repeat its sign. */
  private boolean fitsLong(int start, long low) {
    long sign = low >> 63;
    for (int word = 8; word < width; word += 8) {
      if (values.getLong(start + word) != sign) {
        return false;
      }
    }
    return true;
  }

  private BigInteger unscaled(int start) {
    byte[] bigEndian = new byte[width];
    for (int i = 0; i < width; i++) {
      bigEndian[i] = values.get(start + width - 1 - i);
    }
    return new BigInteger(bigEndian);
  }
}
