package io.github.datafusionjdbc.jdbc;

import java.time.Duration;
import java.time.Period;

/** An interval of SQL: three counts that do not convert into one another. */
record Interval(int months, int days, long nanos) {

  /** ISO 8601, such as {@code P1Y2M3DT4H5M6.7S}; {@code PT0S} for nothing. */
  @Override
  public String toString() {
    Period period = Period.of(months / 12, months % 12, days);
    Duration time = Duration.ofNanos(nanos);
    if (time.isZero() && !period.isZero()) {
      return period.toString();
    }
    String timeText = time.toString();
    return period.isZero() ? timeText : period + timeText.substring(1);
  }

  boolean hasDateParts() {
    return months != 0 || days != 0;
  }

  /** The date parts; only where there is no time part. */
  Period toPeriod() {
    return Period.of(months / 12, months % 12, days);
  }
}
