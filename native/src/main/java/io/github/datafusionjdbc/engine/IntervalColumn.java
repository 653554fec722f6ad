package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/**
 * Intervals: months in 4 bytes; days and milliseconds in 4 each; or months and days in 4 each and
 * nanoseconds in 8.
 */
final class IntervalColumn extends ArrowColumn {
  private final ArrowType.Interval.Unit unit;
  private ByteBuffer values = EMPTY;

  IntervalColumn(ArrowField field, ArrowType.Interval.Unit unit) {
    super(field);
    this.unit = unit;
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
  public int intervalMonths(int row) {
    int months =
        switch (unit) {
          case YEAR_MONTH -> values.getInt(row << 2);
          case DAY_TIME -> 0;
          case MONTH_DAY_NANO -> values.getInt(row << 4);
        };
    keepBatch();
    return months;
  }

  @Override
  public int intervalDays(int row) {
    int days =
        switch (unit) {
          case YEAR_MONTH -> 0;
          case DAY_TIME -> values.getInt(row << 3);
          case MONTH_DAY_NANO -> values.getInt((row << 4) + 4);
        };
    keepBatch();
    return days;
  }

  @Override
  public long intervalNanos(int row) {
    long nanos =
        switch (unit) {
          case YEAR_MONTH -> 0;
          case DAY_TIME -> values.getInt((row << 3) + 4) * 1_000_000L;
          case MONTH_DAY_NANO -> values.getLong((row << 4) + 8);
        };
    keepBatch();
    return nanos;
  }
}
