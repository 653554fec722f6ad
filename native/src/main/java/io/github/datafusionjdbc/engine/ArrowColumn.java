package io.github.datafusionjdbc.engine;

import java.math.BigDecimal;

/**
 * A column of a batch. Rows count from 0. A getter that the column's type does not have throws
 * IllegalStateException; a getter on a null row gives an unspecified value, so ask {@link #isNull}
 * first. Nothing is boxed; strings, bytes and decimals are made new at each call.
 */
public abstract class ArrowColumn {
  ArrowColumn() {}

  public abstract ArrowField field();

  public abstract int length();

  public abstract boolean isNull(int row);

  public boolean getBoolean(int row) {
    throw wrongType("boolean");
  }

  /**
   * Signed and unsigned integers of up to 64 bits, sign- or zero-extended; dates, times, timestamps
   * and durations in their own unit.
   */
  public long getLong(int row) {
    throw wrongType("long");
  }

  /** As {@link #getLong} for types of up to 32 bits. */
  public int getInt(int row) {
    throw wrongType("int");
  }

  public float getFloat(int row) {
    throw wrongType("float");
  }

  public double getDouble(int row) {
    throw wrongType("double");
  }

  public BigDecimal getDecimal(int row) {
    throw wrongType("decimal");
  }

  public String getString(int row) {
    throw wrongType("string");
  }

  public byte[] getBytes(int row) {
    throw wrongType("binary");
  }

  /** First child row of a list or map. */
  public int listStart(int row) {
    throw wrongType("list");
  }

  /** One past the last child row of a list or map. */
  public int listEnd(int row) {
    throw wrongType("list");
  }

  /** Months of an interval. */
  public int intervalMonths(int row) {
    throw wrongType("interval");
  }

  /** Days of an interval. */
  public int intervalDays(int row) {
    throw wrongType("interval");
  }

  /** Nanoseconds of an interval. */
  public long intervalNanos(int row) {
    throw wrongType("interval");
  }

  /** A struct's field, a list's element column, a map's keys (0) and values (1). */
  public ArrowColumn child(int index) {
    throw wrongType("nested");
  }

  private IllegalStateException wrongType(String wanted) {
    return new IllegalStateException(
        "column " + field().name() + " of type " + field().type() + " has no " + wanted);
  }
}
