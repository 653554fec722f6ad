package io.github.datafusionjdbc.engine;

import java.math.BigDecimal;
import java.util.List;

/**
 * Values for a plan's placeholders, typed by the setter. Indexes count from 0. A value not set is
 * an error at execution.
 */
public final class Parameters {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(0);

  public Parameters(int count) {}

  /** Untyped NULL, or of the placeholder's type where the engine knows it. */
  public void setNull(int index) {}

  public void setBoolean(int index, boolean value) {}

  public void setByte(int index, byte value) {}

  public void setShort(int index, short value) {}

  public void setInt(int index, int value) {}

  public void setLong(int index, long value) {}

  public void setFloat(int index, float value) {}

  public void setDouble(int index, double value) {}

  public void setDecimal(int index, BigDecimal value) {}

  public void setString(int index, String value) {}

  public void setBytes(int index, byte[] value) {}

  /** Days since the epoch. */
  public void setDate(int index, int epochDay) {}

  /** Nanoseconds since midnight. */
  public void setTime(int index, long nanoOfDay) {}

  /**
   * A timestamp: seconds since the epoch plus nanoseconds; with a zone it is an instant, without
   * the wall clock's reading. Microseconds where nothing is lost by it, else nanoseconds.
   */
  public void setTimestamp(int index, long epochSecond, int nano, String zone) {}

  /** An interval of months, days and nanoseconds. */
  public void setInterval(int index, int months, int days, long nanos) {}

  /** A list: the elements set as the parameters of {@code elements}. */
  public void setList(int index, Parameters elements) {}

  /** Values as text, for the record, null for NULL. */
  public List<String> toStrings() {
    throw new UnsupportedOperationException();
  }

  byte[] encode() {
    throw new UnsupportedOperationException();
  }
}
