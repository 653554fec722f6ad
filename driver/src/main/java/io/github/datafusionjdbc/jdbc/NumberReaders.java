package io.github.datafusionjdbc.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.ZoneId;

/** Readers of booleans and numbers, which answer without making objects. */
final class NumberReaders {
  private NumberReaders() {}

  static final class OfBoolean extends ValueReader {
    OfBoolean(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getBoolean(row);
    }

    @Override
    boolean getBoolean(int row) {
      return column().getBoolean(row);
    }
  }

  /** Integers that a long holds; narrower ones are an Integer as object. */
  static final class OfLong extends ValueReader {
    private final boolean asLong;

    OfLong(ZoneId zone, boolean asLong) {
      super(zone);
      this.asLong = asLong;
    }

    @Override
    Object value(int row) {
      long value = column().getLong(row);
      if (asLong) {
        return value;
      }
      return (int) value;
    }

    @Override
    boolean getBoolean(int row) {
      return column().getLong(row) != 0;
    }

    @Override
    byte getByte(int row) throws SQLException {
      return (byte) Numbers.inRange(column().getLong(row), Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @Override
    short getShort(int row) throws SQLException {
      return (short)
          Numbers.inRange(column().getLong(row), Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    @Override
    int getInt(int row) throws SQLException {
      return (int)
          Numbers.inRange(column().getLong(row), Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @Override
    long getLong(int row) {
      return column().getLong(row);
    }

    @Override
    float getFloat(int row) {
      return column().getLong(row);
    }

    @Override
    double getDouble(int row) {
      return column().getLong(row);
    }

    @Override
    BigDecimal getBigDecimal(int row) {
      return BigDecimal.valueOf(column().getLong(row));
    }

    @Override
    String getString(int row) {
      return Long.toString(column().getLong(row));
    }
  }

  /** Unsigned 64-bit integers, whose bits a long carries. */
  static final class OfUnsignedLong extends ValueReader {
    OfUnsignedLong(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return getBigDecimal(row);
    }

    @Override
    long getLong(int row) throws SQLException {
      long bits = column().getLong(row);
      if (bits < 0) {
        throw Errors.outOfRange(Long.toUnsignedString(bits), "long");
      }
      return bits;
    }

    @Override
    int getInt(int row) throws SQLException {
      return (int) Numbers.inRange(getLong(row), 0, Integer.MAX_VALUE, "int");
    }

    @Override
    double getDouble(int row) {
      long bits = column().getLong(row);
      return bits >= 0 ? bits : unsigned(bits).doubleValue();
    }

    @Override
    BigDecimal getBigDecimal(int row) {
      long bits = column().getLong(row);
      return bits >= 0 ? BigDecimal.valueOf(bits) : new BigDecimal(unsigned(bits));
    }

    @Override
    String getString(int row) {
      return Long.toUnsignedString(column().getLong(row));
    }

    private static BigInteger unsigned(long bits) {
      return BigInteger.valueOf(bits & Long.MAX_VALUE).setBit(Long.SIZE - 1);
    }
  }

  static final class OfFloat extends ValueReader {
    OfFloat(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getFloat(row);
    }

    @Override
    boolean getBoolean(int row) {
      return column().getFloat(row) != 0;
    }

    @Override
    int getInt(int row) throws SQLException {
      long value = Numbers.truncated(column().getFloat(row), "int");
      return (int) Numbers.inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @Override
    long getLong(int row) throws SQLException {
      return Numbers.truncated(column().getFloat(row), "long");
    }

    @Override
    float getFloat(int row) {
      return column().getFloat(row);
    }

    @Override
    double getDouble(int row) {
      return column().getFloat(row);
    }
  }

  static final class OfDouble extends ValueReader {
    OfDouble(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getDouble(row);
    }

    @Override
    boolean getBoolean(int row) {
      return column().getDouble(row) != 0;
    }

    @Override
    int getInt(int row) throws SQLException {
      long value = Numbers.truncated(column().getDouble(row), "int");
      return (int) Numbers.inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @Override
    long getLong(int row) throws SQLException {
      return Numbers.truncated(column().getDouble(row), "long");
    }

    @Override
    float getFloat(int row) throws SQLException {
      return Numbers.narrowed(column().getDouble(row));
    }

    @Override
    double getDouble(int row) {
      return column().getDouble(row);
    }
  }

  static final class OfDecimal extends ValueReader {
    OfDecimal(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getDecimal(row);
    }

    @Override
    BigDecimal getBigDecimal(int row) {
      return column().getDecimal(row);
    }
  }
}
