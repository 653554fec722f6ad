package io.github.datafusionjdbc.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.UUID;

/** Values as applications give them, brought to the classes that a {@link ValueReader} gives. */
final class JavaValues {
  /** The longest stream that is read into a parameter, in bytes or characters. */
  static final int MAX_STREAM = 256 << 20;

  private JavaValues() {}

  /**
   * @param object not null
   * @throws SQLException 22018 if its class is not one that a parameter can have
   */
  static Object valueOf(Object object) throws SQLException {
    if (object instanceof Boolean
        || object instanceof Integer
        || object instanceof Long
        || object instanceof Short
        || object instanceof Byte
        || object instanceof Float
        || object instanceof Double
        || object instanceof BigDecimal
        || object instanceof String
        || object instanceof byte[]
        || object instanceof LocalDate
        || object instanceof LocalTime
        || object instanceof LocalDateTime
        || object instanceof ZonedDateTime
        || object instanceof Interval
        || object instanceof SqlArray) {
      return object;
    } else if (object instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (object instanceof Character
        || object instanceof CharSequence
        || object instanceof UUID
        || object instanceof java.net.URL) {
      return object.toString();
    }
    return temporalOrLarge(object);
  }

  @SuppressWarnings("JavaPeriodGetDays") // the months are taken beside them
  private static Object temporalOrLarge(Object object) throws SQLException {
    if (object instanceof java.sql.Date date) {
      return SqlTemporals.fieldsOf(date, null).toLocalDate();
    } else if (object instanceof java.sql.Time time) {
      return SqlTemporals.fieldsOf(time, null).toLocalTime();
    } else if (object instanceof java.util.Date date) {
      return SqlTemporals.fieldsOf(date, null);
    } else if (object instanceof Calendar calendar) {
      return calendar.toInstant().atZone(calendar.getTimeZone().toZoneId());
    } else if (object instanceof Instant instant) {
      return zoned(instant);
    } else if (object instanceof OffsetDateTime dateTime) {
      return dateTime.toZonedDateTime();
    } else if (object instanceof Period period) {
      return new Interval(toInt(period.toTotalMonths()), period.getDays(), 0);
    } else if (object instanceof Duration duration) {
      return new Interval(0, 0, nanos(duration));
    } else if (object instanceof Clob clob) {
      return read(clob.getCharacterStream());
    } else if (object instanceof Blob blob) {
      return read(blob.getBinaryStream());
    } else if (object instanceof InputStream stream) {
      return read(stream);
    } else if (object instanceof Reader reader) {
      return read(reader);
    }
    throw Errors.noConversion(object, "parameter");
  }

  private static ZonedDateTime zoned(Instant instant) throws SQLException {
    try {
      return instant.atZone(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Errors.outOfRange(instant, "timestamp");
    }
  }

  private static int toInt(long months) throws SQLException {
    return (int) Numbers.inRange(months, Integer.MIN_VALUE, Integer.MAX_VALUE, "months");
  }

  private static long nanos(Duration duration) throws SQLException {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      throw Errors.outOfRange(duration, "interval");
    }
  }

  /** A stream to its end. */
  static byte[] read(InputStream stream) throws SQLException {
    try {
      byte[] bytes = stream.readNBytes(MAX_STREAM + 1);
      if (bytes.length > MAX_STREAM) {
        throw Errors.streamTooLong(MAX_STREAM);
      }
      return bytes;
    } catch (IOException e) {
      throw Errors.unreadableStream(e);
    }
  }

  /** Exactly so many bytes of a stream. */
  static byte[] read(InputStream stream, long length) throws SQLException {
    int wanted = checkedLength(length);
    try {
      byte[] bytes = stream.readNBytes(wanted);
      if (bytes.length < wanted) {
        throw Errors.streamTooShort(bytes.length, wanted);
      }
      return bytes;
    } catch (IOException e) {
      throw Errors.unreadableStream(e);
    }
  }

  /** A reader to its end. */
  static String read(Reader reader) throws SQLException {
    String text = read(reader, 0, MAX_STREAM + 1);
    if (text.length() > MAX_STREAM) {
      throw Errors.streamTooLong(MAX_STREAM);
    }
    return text;
  }

  /** Exactly so many characters of a reader. */
  static String read(Reader reader, long length) throws SQLException {
    int wanted = checkedLength(length);
    return read(reader, wanted, wanted);
  }

  private static String read(Reader reader, int atLeast, int atMost) throws SQLException {
    StringBuilder text = new StringBuilder(Math.min(atMost, 8192));
    char[] buffer = new char[8192];
    try {
      while (text.length() < atMost) {
        int count = reader.read(buffer, 0, Math.min(buffer.length, atMost - text.length()));
        if (count < 0) {
          break;
        }
        text.append(buffer, 0, count);
      }
    } catch (IOException | UncheckedIOException e) {
      throw Errors.unreadableStream(e);
    }
    if (text.length() < atLeast) {
      throw Errors.streamTooShort(text.length(), atLeast);
    }
    return text.toString();
  }

  static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static int checkedLength(long length) throws SQLException {
    if (length < 0) {
      throw Errors.invalidArgument("the length of the stream is negative: " + length);
    } else if (length > MAX_STREAM) {
      throw Errors.streamTooLong(MAX_STREAM);
    }
    return (int) length;
  }
}
