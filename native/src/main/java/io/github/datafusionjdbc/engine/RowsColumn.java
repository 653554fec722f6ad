package io.github.datafusionjdbc.engine;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/** A growing column of {@link ArrowRows}: values set at rows in ascending order, others null. */
abstract class RowsColumn {
  private final char type;
  private final BitSet valid = new BitSet();

  private RowsColumn(char type) {
    this.type = type;
  }

  static RowsColumn of(char type) {
    return switch (type) {
      case 'S', 'B' -> new Variable(type);
      case 'J', 'D' -> new Fixed(type, 8);
      case 'I' -> new Fixed(type, 4);
      case 'Z' -> new Bits(type);
      default -> throw new IllegalArgumentException("no column type is called " + type);
    };
  }

  final RowsColumn as(char wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException("a column of type " + type + ", not " + wanted);
    }
    return this;
  }

  final void setNull(int row) {
    valid.clear(row);
  }

  void setLong(int row, long value) {
    valid.set(row);
  }

  void setBytes(int row, byte[] value) {
    valid.set(row);
  }

  void clear() {
    valid.clear();
  }

  /** Makes the value at a row the first one of another column of this type. */
  final void copy(int row, RowsColumn to) {
    if (valid.get(row)) {
      copyValue(row, to);
    }
  }

  abstract void copyValue(int row, RowsColumn to);

  final ByteBuffer[] buffers(int rows) {
    return buffers(rows, bits(valid, rows));
  }

  abstract ByteBuffer[] buffers(int rows, ByteBuffer validity);

  static ByteBuffer direct(long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalStateException("more than 2 GiB in one column");
    }
    return ByteBuffer.allocateDirect((int) size).order(LITTLE_ENDIAN);
  }

  static ByteBuffer bits(BitSet bits, int rows) {
    ByteBuffer buffer = direct((rows + 7L) / 8);
    buffer.put(bits.get(0, rows).toByteArray());
    return buffer.rewind();
  }

  /** Little-endian integers of 4 or 8 bytes. */
  private static final class Fixed extends RowsColumn {
    private final int width;
    private long[] values = new long[16];

    Fixed(char type, int width) {
      super(type);
      this.width = width;
    }

    @Override
    void setLong(int row, long value) {
      super.setLong(row, value);
      if (row >= values.length) {
        values = Arrays.copyOf(values, Math.max(row + 1, 2 * values.length));
      }
      values[row] = value;
    }

    @Override
    ByteBuffer[] buffers(int rows, ByteBuffer validity) {
      ByteBuffer buffer = direct((long) width * rows);
      int given = Math.min(rows, values.length);
      if (width == 8) {
        buffer.asLongBuffer().put(values, 0, given);
      } else {
        for (int row = 0; row < given; row++) {
          buffer.putInt(4 * row, (int) values[row]);
        }
      }
      return new ByteBuffer[] {validity, buffer};
    }

    @Override
    void copyValue(int row, RowsColumn to) {
      to.setLong(0, values[row]);
    }
  }

  /** Booleans, a bit each. */
  private static final class Bits extends RowsColumn {
    private final BitSet values = new BitSet();

    Bits(char type) {
      super(type);
    }

    @Override
    void setLong(int row, long value) {
      super.setLong(row, value);
      values.set(row, value != 0);
    }

    @Override
    ByteBuffer[] buffers(int rows, ByteBuffer validity) {
      return new ByteBuffer[] {validity, bits(values, rows)};
    }

    @Override
    void copyValue(int row, RowsColumn to) {
      to.setLong(0, values.get(row) ? 1 : 0);
    }
  }

  /** Strings as UTF-8, and bytes: offsets into one run of data. */
  private static final class Variable extends RowsColumn {
    private int[] ends = new int[16];
    private int filled;
    private byte[] data = new byte[256];
    private int size;

    Variable(char type) {
      super(type);
    }

    @Override
    void setBytes(int row, byte[] value) {
      super.setBytes(row, value);
      fillTo(row);
      if (filled > row) {
        size = row == 0 ? 0 : ends[row - 1];
      }
      if (value.length > data.length - size) {
        data = Arrays.copyOf(data, Math.max(Math.addExact(size, value.length), doubled()));
      }
      System.arraycopy(value, 0, data, size, value.length);
      size += value.length;
      ends[row] = size;
      filled = row + 1;
    }

    private int doubled() {
      return (int) Math.min(2L * data.length, Integer.MAX_VALUE - 8);
    }

    /** Rows that were left null end where the one before them ends. */
    private void fillTo(int row) {
      if (row >= ends.length) {
        ends = Arrays.copyOf(ends, Math.max(row + 1, 2 * ends.length));
      }
      if (row > filled) {
        Arrays.fill(ends, filled, row, size);
        filled = row;
      }
    }

    @Override
    ByteBuffer[] buffers(int rows, ByteBuffer validity) {
      if (rows > 0) {
        fillTo(rows);
      }
      ByteBuffer offsets = direct(4L * (rows + 1));
      for (int row = 0; row < rows; row++) {
        offsets.putInt(4 * (row + 1), ends[row]);
      }
      int end = rows == 0 ? 0 : ends[rows - 1];
      ByteBuffer bytes = direct(end).put(data, 0, end).rewind();
      return new ByteBuffer[] {validity, offsets, bytes};
    }

    @Override
    void clear() {
      super.clear();
      size = 0;
      filled = 0;
    }

    @Override
    void copyValue(int row, RowsColumn to) {
      to.setBytes(0, Arrays.copyOfRange(data, row == 0 ? 0 : ends[row - 1], ends[row]));
    }
  }
}
