package io.github.datafusionjdbc.engine;

import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * A column of a batch. Rows count from 0. A getter that the column's type does not have throws
 * IllegalStateException; a getter on a null row gives an unspecified value, so ask {@link #isNull}
 * first. Nothing is boxed; strings, bytes and decimals are made new at each call.
 *
 * <p>A column belongs to its stream: each batch binds it to other memory, and once the stream has
 * ended or was closed by its reading thread, it has no rows and getters throw
 * IndexOutOfBoundsException.
 *
 * <p>There is one subclass for each memory layout rather than for each type, so that a call site
 * that reads many types still meets one or two implementations of a getter.
 */
public abstract class ArrowColumn {
  /** No memory; direct, so that call sites on buffers meet one class only. */
  static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private final ArrowField field;

  /** The memory being read is not freed while this is reachable. */
  private NativeHandle batch;

  /** One bit a row, 1 being valid; null if no row is null. */
  private ByteBuffer validity;

  private int firstBit;
  private int length;

  ArrowColumn(ArrowField field) {
    this.field = field;
  }

  public final ArrowField field() {
    return field;
  }

  public final int length() {
    return length;
  }

  public boolean isNull(int row) {
    ByteBuffer bits = validity;
    if (bits == null) {
      return false;
    }
    boolean valid = bit(bits, firstBit + row);
    keepBatch();
    return !valid;
  }

  static boolean bit(ByteBuffer bits, int index) {
    return (bits.get(index >> 3) & (1 << (index & 7))) != 0;
  }

  /** Points this column and its children to the next nodes and buffers of a batch. */
  final void bind(BatchMemory memory) {
    memory.nextNode();
    batch = memory.batch();
    length = memory.length();
    firstBit = memory.validityBit();
    validity = hasValidity() ? memory.nextBuffer() : null;
    bindValues(memory);
  }

  /** Called after each read: the memory is not freed before, even if the stream was closed. */
  @SuppressWarnings("ReachabilityFenceUsage") // a read that threw has ended, so needs no finally
  final void keepBatch() {
    Reference.reachabilityFence(batch);
  }

  boolean hasValidity() {
    return true;
  }

  abstract void bindValues(BatchMemory memory);

  /** Lets go of the batch: afterwards nothing points to its memory. */
  final void unbind() {
    batch = null;
    length = 0;
    firstBit = 0;
    validity = null;
    unbindValues();
  }

  abstract void unbindValues();

  public boolean getBoolean(int row) {
    throw wrongType("boolean");
  }

  /**
   * Signed and unsigned integers of up to 64 bits, sign- or zero-extended (an unsigned integer of
   * 64 bits as its bits); dates, times, timestamps and durations in their own unit.
   */
  public long getLong(int row) {
    throw wrongType("long");
  }

  /** As {@link #getLong} for types whose values fit. */
  public int getInt(int row) {
    throw wrongType("int");
  }

  /** Floating-point numbers of 16 and 32 bits. */
  public float getFloat(int row) {
    throw wrongType("float");
  }

  /** Floating-point numbers of any width, exactly. */
  public double getDouble(int row) {
    throw wrongType("double");
  }

  /** Decimals, of the type's scale. */
  public BigDecimal getDecimal(int row) {
    throw wrongType("decimal");
  }

  public String getString(int row) {
    throw wrongType("string");
  }

  /** Binary values; of strings their UTF-8. */
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

  final IllegalStateException wrongType(String wanted) {
    return new IllegalStateException(
        "column " + field.name() + " of type " + field.type() + " has no " + wanted);
  }
}
