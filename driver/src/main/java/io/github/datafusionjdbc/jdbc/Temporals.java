package io.github.datafusionjdbc.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Conversions between the date and time types. The calendar is the proleptic Gregorian one, as in
 * SQL and java.time. A timestamp with time zone is seen on the session's wall clock; one without is
 * read on that clock where an instant is asked for.
 */
final class Temporals {
  private static final DateTimeFormatter PARSER =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("[' ']['T']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter()
          .withResolverStyle(java.time.format.ResolverStyle.STRICT);

  private Temporals() {}

  static LocalDate toLocalDate(Object value) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    } else if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalDate();
    } else if (value instanceof ZonedDateTime zoned) {
      return zoned.toLocalDate();
    } else if (value instanceof String text) {
      return parse(text, "date").query(TemporalQueries.localDate());
    }
    throw Errors.noConversion(value, "date");
  }

  static LocalTime toLocalTime(Object value) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    } else if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalTime();
    } else if (value instanceof ZonedDateTime zoned) {
      return zoned.toLocalTime();
    } else if (value instanceof String text) {
      return parseTime(text);
    }
    throw Errors.noConversion(value, "time");
  }

  static LocalDateTime toLocalDateTime(Object value) throws SQLException {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    } else if (value instanceof ZonedDateTime zoned) {
      return zoned.toLocalDateTime();
    } else if (value instanceof String text) {
      return local(parse(text, "timestamp"));
    }
    throw Errors.noConversion(value, "timestamp");
  }

  /**
   * @param session zone of values that have none
   */
  static ZonedDateTime toZoned(Object value, ZoneId session) throws SQLException {
    if (value instanceof ZonedDateTime zoned) {
      return zoned;
    } else if (value instanceof String text) {
      TemporalAccessor parsed = parse(text, "timestamp with time zone");
      return parsed.isSupported(ChronoField.OFFSET_SECONDS)
          ? local(parsed).atOffset(ZoneOffset.from(parsed)).atZoneSameInstant(session)
          : local(parsed).atZone(session);
    }
    return toLocalDateTime(value).atZone(session);
  }

  private static LocalDateTime local(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return parsed
        .query(TemporalQueries.localDate())
        .atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  private static TemporalAccessor parse(String text, String target) throws SQLException {
    try {
      return PARSER.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw Errors.notParsable(text, target);
    }
  }

  private static LocalTime parseTime(String text) throws SQLException {
    String stripped = text.strip();
    try {
      return LocalTime.parse(stripped);
    } catch (DateTimeParseException e) {
      LocalTime time = parse(stripped, "time").query(TemporalQueries.localTime());
      if (time == null) {
        throw Errors.notParsable(text, "time");
      }
      return time;
    }
  }

  static Instant toInstant(Object value, ZoneId session) throws SQLException {
    return toZoned(value, session).toInstant();
  }
}
