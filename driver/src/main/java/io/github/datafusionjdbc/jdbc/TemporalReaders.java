package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Readers of dates, times, timestamps, durations and intervals. */
final class TemporalReaders {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private TemporalReaders() {}

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1;
      case MILLISECOND -> 1_000;
      case MICROSECOND -> 1_000_000;
      case NANOSECOND -> 1_000_000_000;
    };
  }

  static final class OfDate extends ValueReader {
    private final boolean milliseconds;

    OfDate(ZoneId zone, boolean milliseconds) {
      super(zone);
      this.milliseconds = milliseconds;
    }

    @Override
    Object value(int row) {
      long value = column().getLong(row);
      return LocalDate.ofEpochDay(milliseconds ? Math.floorDiv(value, MILLIS_PER_DAY) : value);
    }
  }

  static final class OfTime extends ValueReader {
    private final long nanosPerUnit;

    OfTime(ZoneId zone, TimeUnit unit) {
      super(zone);
      this.nanosPerUnit = 1_000_000_000 / perSecond(unit);
    }

    @Override
    Object value(int row) {
      return LocalTime.ofNanoOfDay(column().getLong(row) * nanosPerUnit);
    }
  }

  /** Counts of a unit since the epoch. */
  private abstract static class OfEpoch extends ValueReader {
    private final long perSecond;

    OfEpoch(ZoneId zone, TimeUnit unit) {
      super(zone);
      this.perSecond = perSecond(unit);
    }

    final long second(long value) {
      return Math.floorDiv(value, perSecond);
    }

    final int nano(long value) {
      return (int) (Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
    }
  }

  static final class OfTimestamp extends OfEpoch {
    OfTimestamp(ZoneId zone, TimeUnit unit) {
      super(zone, unit);
    }

    @Override
    Object value(int row) {
      long value = column().getLong(row);
      return LocalDateTime.ofEpochSecond(second(value), nano(value), ZoneOffset.UTC);
    }
  }

  static final class OfInstant extends OfEpoch {
    OfInstant(ZoneId zone, TimeUnit unit) {
      super(zone, unit);
    }

    @Override
    Object value(int row) {
      long value = column().getLong(row);
      return Instant.ofEpochSecond(second(value), nano(value)).atZone(zone);
    }
  }

  static final class OfDuration extends OfEpoch {
    OfDuration(ZoneId zone, TimeUnit unit) {
      super(zone, unit);
    }

    @Override
    Object value(int row) {
      long value = column().getLong(row);
      return Duration.ofSeconds(second(value), nano(value));
    }
  }

  static final class OfInterval extends ValueReader {
    OfInterval(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return new Interval(
          column().intervalMonths(row), column().intervalDays(row), column().intervalNanos(row));
    }
  }
}
