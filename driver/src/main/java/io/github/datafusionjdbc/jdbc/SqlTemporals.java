package io.github.datafusionjdbc.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * The classes of java.sql for dates and times. They hold an instant and show it on the wall clock
 * of the JVM's zone, in a calendar that is Julian before 15 October 1582; a value without zone is
 * made so that they show the fields that SQL has. A day that their calendar lacks, or an hour that
 * the zone skips, is moved by them; java.time's classes are exact.
 *
 * <p>Where a calendar is given, its zone takes the place of the JVM's; null means the JVM's.
 */
@SuppressWarnings({"JavaUtilDate", "JavaLocalDateTimeGetNano", "JavaLocalTimeGetNano"}) // as above
final class SqlTemporals {
  private SqlTemporals() {}

  static Date toDate(LocalDate date) {
    return date.getYear() > 0 ? Date.valueOf(date) : new Date(millis(date.atStartOfDay(), null));
  }

  static Time toTime(LocalTime time) {
    LocalDateTime onFirstDay = LocalDate.EPOCH.atTime(time);
    return new Time(Timestamp.valueOf(onFirstDay).getTime());
  }

  static Timestamp toTimestamp(LocalDateTime dateTime) {
    if (dateTime.getYear() > 0) {
      return Timestamp.valueOf(dateTime);
    }
    return toTimestamp(dateTime, null);
  }

  private static Timestamp toTimestamp(LocalDateTime dateTime, Calendar calendar) {
    Timestamp timestamp = new Timestamp(millis(dateTime, calendar));
    timestamp.setNanos(dateTime.getNano());
    return timestamp;
  }

  /** The engine's instants, of 64 bits and at finest microseconds for all years, always fit. */
  static Timestamp toTimestamp(Instant instant) {
    return Timestamp.from(instant);
  }

  static Date date(Object value, Calendar calendar) throws SQLException {
    LocalDate date = Temporals.toLocalDate(onClockOf(value, calendar));
    return calendar == null ? toDate(date) : new Date(millis(date.atStartOfDay(), calendar));
  }

  static Time time(Object value, Calendar calendar) throws SQLException {
    LocalTime time = Temporals.toLocalTime(onClockOf(value, calendar));
    if (calendar == null) {
      return toTime(time);
    }
    long wholeSeconds = millis(LocalDate.EPOCH.atTime(time), calendar);
    return new Time(wholeSeconds + time.getNano() / 1_000_000);
  }

  static Timestamp timestamp(Object value, Calendar calendar) throws SQLException {
    if (value instanceof ZonedDateTime zoned) {
      return toTimestamp(zoned.toInstant());
    }
    LocalDateTime dateTime = Temporals.toLocalDateTime(value);
    return calendar == null ? toTimestamp(dateTime) : toTimestamp(dateTime, calendar);
  }

  private static Object onClockOf(Object value, Calendar calendar) {
    return calendar != null && value instanceof ZonedDateTime zoned
        ? zoned.withZoneSameInstant(zoneOf(calendar))
        : value;
  }

  private static ZoneId zoneOf(Calendar calendar) {
    return calendar.getTimeZone().toZoneId();
  }

  /** Milliseconds of the whole second whose fields the calendar shows as these. */
  private static long millis(LocalDateTime dateTime, Calendar calendar) {
    Calendar fields = copyOf(calendar);
    fields.clear();
    boolean beforeChrist = dateTime.getYear() <= 0;
    fields.set(Calendar.ERA, beforeChrist ? GregorianCalendar.BC : GregorianCalendar.AD);
    fields.set(
        beforeChrist ? 1 - dateTime.getYear() : dateTime.getYear(),
        dateTime.getMonthValue() - 1,
        dateTime.getDayOfMonth(),
        dateTime.getHour(),
        dateTime.getMinute(),
        dateTime.getSecond());
    return fields.getTimeInMillis();
  }

  /** The fields that a date, time or timestamp of java.sql shows. */
  static LocalDateTime fieldsOf(java.util.Date date, Calendar calendar) {
    Calendar fields = copyOf(calendar);
    fields.setTimeInMillis(date.getTime());
    int year = fields.get(Calendar.YEAR);
    boolean beforeChrist = fields.get(Calendar.ERA) == GregorianCalendar.BC;
    int nano =
        date instanceof Timestamp timestamp
            ? timestamp.getNanos()
            : fields.get(Calendar.MILLISECOND) * 1_000_000;
    // a leap day that only the Julian calendar has rolls over to the first of March
    return LocalDate.of(beforeChrist ? 1 - year : year, fields.get(Calendar.MONTH) + 1, 1)
        .plusDays(fields.get(Calendar.DAY_OF_MONTH) - 1)
        .atTime(
            fields.get(Calendar.HOUR_OF_DAY),
            fields.get(Calendar.MINUTE),
            fields.get(Calendar.SECOND),
            nano);
  }

  private static Calendar copyOf(Calendar calendar) {
    return calendar == null
        ? new GregorianCalendar(TimeZone.getDefault())
        : (Calendar) calendar.clone();
  }
}
