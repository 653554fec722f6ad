package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Values for a plan's placeholders, typed by the setter. Indexes count from 0. A value not set is
 * an error at execution. Not thread-safe while values are set.
 */
public final class Parameters {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(0);

  /** Null where not set. */
  private final Value[] values;

  public Parameters(int count) {
    values = new Value[count];
  }

  /** How many there are. */
  public int count() {
    return values.length;
  }

  /** Whether a value, or NULL, was set. */
  public boolean isSet(int index) {
    return values[index] != null;
  }

  /** Makes all values not set. */
  public void clear() {
    Arrays.fill(values, null);
  }

  /** The same values, independent of what is set here later. */
  public Parameters copy() {
    Parameters copy = new Parameters(values.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  /** Untyped NULL, or of the placeholder's type where the engine knows it. */
  public void setNull(int index) {
    values[index] = new Value(out -> out.writeByte(0), () -> null);
  }

  /**
   * NULL of the placeholder's type, or, where the engine does not know that, of the type of a
   * value.
   *
   * @param like holds that value as its first
   */
  public void setNullLike(int index, Parameters like) {
    Value value = like.values[0];
    values[index] =
        new Value(
            out -> {
              out.writeByte(16);
              value.writer.write(out);
            },
            () -> null);
  }

  public void setBoolean(int index, boolean value) {
    set(index, 1, out -> out.writeBoolean(value), () -> Boolean.toString(value));
  }

  public void setByte(int index, byte value) {
    set(index, 2, out -> out.writeByte(value), () -> Byte.toString(value));
  }

  public void setShort(int index, short value) {
    set(index, 3, out -> out.writeShort(value), () -> Short.toString(value));
  }

  public void setInt(int index, int value) {
    set(index, 4, out -> out.writeInt(value), () -> Integer.toString(value));
  }

  public void setLong(int index, long value) {
    set(index, 5, out -> out.writeLong(value), () -> Long.toString(value));
  }

  public void setFloat(int index, float value) {
    set(index, 6, out -> out.writeFloat(value), () -> Float.toString(value));
  }

  public void setDouble(int index, double value) {
    set(index, 7, out -> out.writeDouble(value), () -> Double.toString(value));
  }

  /** NULL if the value is null. */
  public void setDecimal(int index, BigDecimal value) {
    setObject(
        index,
        value,
        8,
        out -> {
          out.writeInt(value.scale());
          writeBytes(out, value.unscaledValue().toByteArray());
        },
        () -> value.toPlainString());
  }

  /** NULL if the value is null. */
  public void setString(int index, String value) {
    setObject(index, value, 9, out -> writeBytes(out, value.getBytes(UTF_8)), () -> value);
  }

  /** NULL if the value is null; else a copy of it. */
  public void setBytes(int index, byte[] value) {
    byte[] bytes = value == null ? null : value.clone();
    setObject(
        index,
        bytes,
        10,
        out -> writeBytes(out, bytes),
        () -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'");
  }

  /** Days since the epoch. */
  public void setDate(int index, int epochDay) {
    set(index, 11, out -> out.writeInt(epochDay), () -> LocalDate.ofEpochDay(epochDay).toString());
  }

  /** Nanoseconds since midnight. */
  public void setTime(int index, long nanoOfDay) {
    LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay);
    set(index, 12, out -> out.writeLong(nanoOfDay), time::toString);
  }

  /**
   * A timestamp: seconds since the epoch plus nanoseconds; with a zone it is an instant, without
   * the wall clock's reading. Microseconds where nothing is lost by it, else nanoseconds.
   */
  public void setTimestamp(int index, long epochSecond, int nano, String zone) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC);
    set(
        index,
        13,
        out -> {
          out.writeLong(epochSecond);
          out.writeInt(nano);
          if (zone == null) {
            out.writeInt(-1);
          } else {
            writeBytes(out, zone.getBytes(UTF_8));
          }
        },
        () -> zone == null ? utc.toString() : utc + "Z");
  }

  /** An interval of months, days and nanoseconds. */
  public void setInterval(int index, int months, int days, long nanos) {
    set(
        index,
        14,
        out -> {
          out.writeInt(months);
          out.writeInt(days);
          out.writeLong(nanos);
        },
        () -> months + " months " + days + " days " + nanos + " nanoseconds");
  }

  /** A list: a copy of the elements set as the parameters of {@code elements}. */
  public void setList(int index, Parameters elements) {
    Parameters list = elements.copy();
    set(
        index,
        15,
        list::write,
        () -> list.toStrings().stream().collect(Collectors.joining(", ", "[", "]")));
  }

  /** Values as text, for the record, null for NULL and for what is not set. */
  public List<String> toStrings() {
    return Arrays.stream(values).map(value -> value == null ? null : value.text.get()).toList();
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (Value value : values) {
      if (value == null) {
        out.writeByte(255);
      } else {
        value.writer.write(out);
      }
    }
  }

  private void setObject(int index, Object value, int tag, Writer writer, Supplier<String> text) {
    if (value == null) {
      setNull(index);
    } else {
      set(index, tag, writer, text);
    }
  }

  private void set(int index, int tag, Writer payload, Supplier<String> text) {
    values[index] =
        new Value(
            out -> {
              out.writeByte(tag);
              payload.write(out);
            },
            text);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private record Value(Writer writer, Supplier<String> text) {}
}
