package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Values of parameters, a row for each execution, column by column. A column has one type, that of
 * its first value that is not an untyped NULL. Not thread-safe.
 */
public final class ParameterRows {
  private static final int MAX_ROWS = 1 << 20;
  private static final long MAX_BYTES = 512L << 20;

  /** The engine's widest usual decimal. */
  private static final ArrowType.Decimal WIDE = new ArrowType.Decimal(128, 38, 10);

  private static final ArrowType.Decimal WIDEST = new ArrowType.Decimal(256, 76, 38);

  /**
   * A value.
   *
   * @param type null for an untyped NULL
   * @param bytes of a string, of bytes, or of a decimal as text; null for other types and for NULL
   */
  @SuppressWarnings("ArrayRecordComponent") // cells are not compared
  private record Cell(ArrowType type, boolean isNull, long number, byte[] bytes) {
    static final Cell UNTYPED_NULL = new Cell(null, true, 0, null);

    static Cell of(ArrowType type, long number) {
      return new Cell(type, false, number, null);
    }

    static Cell of(ArrowType type, byte[] bytes) {
      return new Cell(type, false, 0, bytes);
    }

    Cell asNull() {
      return new Cell(type, true, 0, null);
    }
  }

  private final ArrowType[] types;
  private final RowsColumn[] columns;
  private int rowCount;
  private long bytes;

  /**
   * @param count how many parameters there are
   */
  public ParameterRows(int count) {
    types = new ArrowType[count];
    columns = new RowsColumn[count];
  }

  /**
   * Adds a row with a copy of the values.
   *
   * @return false if the row does not fit, because a value has another type than its column or this
   *     has grown enough; it is unchanged then
   */
  public boolean add(Parameters values) {
    if (rowCount == MAX_ROWS || bytes > MAX_BYTES) {
      return false;
    }
    Optional<Cell[]> cells = read(values);
    if (cells.isEmpty()) {
      return false;
    }
    Cell[] row = cells.get();
    for (int i = 0; i < row.length; i++) {
      row[i] = fitted(row[i], types[i]);
      if (row[i] == null) {
        return false;
      }
    }
    for (int i = 0; i < row.length; i++) {
      put(i, row[i]);
    }
    rowCount++;
    return true;
  }

  /** The value as one of a column; null if it is none. */
  private static Cell fitted(Cell cell, ArrowType column) {
    ArrowType type = cell.type();
    if (type == null || column == null || type.equals(column)) {
      return cell;
    } else if (type instanceof ArrowType.Int narrow && column instanceof ArrowType.Int wide) {
      return narrow.bits() <= wide.bits() ? cell : null;
    }
    boolean toNanos =
        type instanceof ArrowType.Timestamp time
            && new ArrowType.Timestamp(ArrowType.TimeUnit.NANOSECOND, time.zone()).equals(column)
            && Math.abs(cell.number()) <= Long.MAX_VALUE / 1000;
    return toNanos ? new Cell(column, cell.isNull(), cell.number() * 1000, null) : null;
  }

  private void put(int index, Cell cell) {
    if (types[index] == null && cell.type() != null) {
      types[index] = cell.type();
      columns[index] = RowsColumn.of(letter(cell.type()));
    }
    if (cell.isNull()) {
      return;
    } else if (cell.bytes() == null) {
      columns[index].setLong(rowCount, cell.number());
    } else {
      columns[index].setBytes(rowCount, cell.bytes());
      bytes += cell.bytes().length;
    }
  }

  private static char letter(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return 'Z';
    } else if (type instanceof ArrowType.Floating) {
      return 'D';
    } else if (type instanceof ArrowType.Binary) {
      return 'B';
    } else if (type instanceof ArrowType.Date) {
      return 'I';
    } else if (type instanceof ArrowType.Int integer) {
      return integer.bits() == 64 ? 'J' : 'I';
    } else if (type instanceof ArrowType.Time || type instanceof ArrowType.Timestamp) {
      return 'J';
    }
    return 'S';
  }

  /** How many parameters there are. */
  public int count() {
    return types.length;
  }

  /** How many rows there are. */
  public int rowCount() {
    return rowCount;
  }

  /** The type of a parameter's column; empty if all its values are untyped NULLs. */
  public Optional<ArrowType> type(int index) {
    return Optional.ofNullable(types[index]);
  }

  /** The rows for a {@link SystemTable} with these types, a column without one being a string's. */
  public ArrowRows rows() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      letters.append(types[i] == null ? 'S' : letter(types[i]));
      if (columns[i] == null) {
        columns[i] = RowsColumn.of('S');
      }
    }
    return new ArrowRows(letters.toString(), Arrays.copyOf(columns, columns.length), rowCount);
  }

  /** Empty if there is a value that has no place in a column: an interval or a list. */
  private static Optional<Cell[]> read(Parameters values) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(values.encode()))) {
      Cell[] cells = new Cell[in.readInt()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = read(in, in.readUnsignedByte());
        if (cells[i] == null) {
          return Optional.empty();
        }
      }
      return Optional.of(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as {@link Parameters} encodes it; null for a type without a column. */
  private static Cell read(DataInputStream in, int tag) throws IOException {
    return switch (tag) {
      case 0 -> Cell.UNTYPED_NULL;
      case 1 -> Cell.of(new ArrowType.Bool(), in.readBoolean() ? 1 : 0);
      case 2 -> Cell.of(new ArrowType.Int(8, true), in.readByte());
      case 3 -> Cell.of(new ArrowType.Int(16, true), in.readShort());
      case 4 -> Cell.of(new ArrowType.Int(32, true), in.readInt());
      case 5 -> Cell.of(new ArrowType.Int(64, true), in.readLong());
      case 6 ->
          Cell.of(new ArrowType.Floating(32), Double.doubleToRawLongBits((double) in.readFloat()));
      case 7 -> Cell.of(new ArrowType.Floating(64), Double.doubleToRawLongBits(in.readDouble()));
      case 8 -> decimal(in);
      case 9 -> Cell.of(new ArrowType.Utf8(ArrowType.Layout.OFFSETS), readBytes(in));
      case 10 -> Cell.of(new ArrowType.Binary(ArrowType.Layout.OFFSETS), readBytes(in));
      case 11 -> Cell.of(new ArrowType.Date(false), in.readInt());
      case 12 -> Cell.of(new ArrowType.Time(ArrowType.TimeUnit.NANOSECOND), in.readLong());
      case 13 -> timestamp(in);
      case 16 -> typedNull(in);
      default -> null;
    };
  }

  private static Cell typedNull(DataInputStream in) throws IOException {
    Cell like = read(in, in.readUnsignedByte());
    return like == null ? null : like.asNull();
  }

  private static Cell decimal(DataInputStream in) throws IOException {
    int scale = in.readInt();
    BigDecimal value = new BigDecimal(new BigInteger(readBytes(in)), scale);
    int whole = value.precision() - value.scale();
    ArrowType.Decimal type =
        scale <= WIDE.scale() && whole <= WIDE.precision() - WIDE.scale() ? WIDE : WIDEST;
    boolean fits = scale <= type.scale() && whole <= type.precision() - type.scale();
    return fits ? Cell.of(type, value.toPlainString().getBytes(UTF_8)) : null;
  }

  /** Microseconds where nothing is lost by it, as a parameter of a single execution. */
  private static Cell timestamp(DataInputStream in) throws IOException {
    long seconds = in.readLong();
    int nanos = in.readInt();
    int length = in.readInt();
    String zone = length < 0 ? null : new String(in.readNBytes(length), UTF_8);
    boolean micros = nanos % 1000 == 0;
    long units = micros ? 1_000_000L : 1_000_000_000L;
    try {
      long value = Math.addExact(Math.multiplyExact(seconds, units), micros ? nanos / 1000 : nanos);
      return Cell.of(
          new ArrowType.Timestamp(
              micros ? ArrowType.TimeUnit.MICROSECOND : ArrowType.TimeUnit.NANOSECOND, zone),
          value);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
