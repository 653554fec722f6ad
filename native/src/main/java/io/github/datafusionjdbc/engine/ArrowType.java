package io.github.datafusionjdbc.engine;

import java.util.List;

/** Arrow's logical types, as far as results carry them (dictionaries come unpacked). */
public sealed interface ArrowType {
  /** Resolution of times, timestamps and durations. */
  enum TimeUnit {
    SECOND,
    MILLISECOND,
    MICROSECOND,
    NANOSECOND
  }

  /** The layouts of variable-length values. */
  enum Layout {
    /** 32-bit offsets. */
    OFFSETS,
    /** 64-bit offsets. */
    LARGE_OFFSETS,
    /** 16-byte views. */
    VIEW
  }

  record Null() implements ArrowType {}

  record Bool() implements ArrowType {}

  /** Bits 8, 16, 32 or 64. */
  record Int(int bits, boolean signed) implements ArrowType {}

  /** Bits 16, 32 or 64. */
  record Floating(int bits) implements ArrowType {}

  /** Bits 32, 64, 128 or 256. */
  record Decimal(int bits, int precision, int scale) implements ArrowType {}

  record Utf8(Layout layout) implements ArrowType {}

  record Binary(Layout layout) implements ArrowType {}

  record FixedSizeBinary(int width) implements ArrowType {}

  /** Days since the epoch in 32 bits, or milliseconds in 64. */
  record Date(boolean milliseconds) implements ArrowType {}

  /** Since midnight: 32 bits for seconds and milliseconds, 64 for the finer units. */
  record Time(TimeUnit unit) implements ArrowType {}

  /** Since the epoch; zone is null for a timestamp without zone. */
  record Timestamp(TimeUnit unit, String zone) implements ArrowType {}

  record Duration(TimeUnit unit) implements ArrowType {}

  /** Months; days and milliseconds; or months, days and nanoseconds. */
  record Interval(Unit unit) implements ArrowType {
    /** What an interval counts. */
    public enum Unit {
      YEAR_MONTH,
      DAY_TIME,
      MONTH_DAY_NANO
    }
  }

  /** fixedSize is -1 for lists with offsets. */
  record ListOf(ArrowField element, boolean large, int fixedSize) implements ArrowType {}

  record Struct(List<ArrowField> fields) implements ArrowType {}

  record MapOf(ArrowField key, ArrowField value) implements ArrowType {}

  /** Parquet variant: bytes of JSON text after the scan's conversion are Utf8; this marks them. */
  record Variant() implements ArrowType {}
}
