package io.github.datafusionjdbc.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

/** What {@code getObject(column, Class)} gives: JDBC 4.3 table B-3 and B-6, and java.time. */
final class ObjectClasses {
  /** Makes an object of one class from a value as a {@link ValueReader} gives it. */
  @FunctionalInterface
  private interface Conversion {
    Object apply(Object value, ZoneId zone) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> CONVERSIONS = conversions();

  private ObjectClasses() {}

  private static Map<Class<?>, Conversion> conversions() {
    Map<Class<?>, Conversion> all = new HashMap<>();
    all.put(Object.class, (value, zone) -> JdbcObjects.ofValue(value));
    all.put(String.class, (value, zone) -> Texts.of(value));
    all.put(Boolean.class, (value, zone) -> Numbers.toBoolean(value));
    all.put(Byte.class, (value, zone) -> Numbers.toByte(value));
    all.put(Short.class, (value, zone) -> Numbers.toShort(value));
    all.put(Integer.class, (value, zone) -> Numbers.toInt(value));
    all.put(Long.class, (value, zone) -> Numbers.toLong(value));
    all.put(Float.class, (value, zone) -> Numbers.toFloat(value));
    all.put(Double.class, (value, zone) -> Numbers.toDouble(value));
    all.put(Number.class, (value, zone) -> Numbers.toBigDecimal(value));
    all.put(BigDecimal.class, (value, zone) -> Numbers.toBigDecimal(value));
    all.put(BigInteger.class, (value, zone) -> Numbers.toBigInteger(value));
    all.put(byte[].class, (value, zone) -> bytes(value));
    all.put(Date.class, (value, zone) -> SqlTemporals.date(value, null));
    all.put(Time.class, (value, zone) -> SqlTemporals.time(value, null));
    all.put(Timestamp.class, (value, zone) -> SqlTemporals.timestamp(value, null));
    all.put(java.util.Date.class, (value, zone) -> SqlTemporals.timestamp(value, null));
    all.put(LocalDate.class, (value, zone) -> Temporals.toLocalDate(value));
    all.put(LocalTime.class, (value, zone) -> Temporals.toLocalTime(value));
    all.put(LocalDateTime.class, (value, zone) -> Temporals.toLocalDateTime(value));
    all.put(ZonedDateTime.class, Temporals::toZoned);
    all.put(
        OffsetDateTime.class, (value, zone) -> Temporals.toZoned(value, zone).toOffsetDateTime());
    all.put(
        OffsetTime.class,
        (value, zone) -> Temporals.toZoned(value, zone).toOffsetDateTime().toOffsetTime());
    all.put(Instant.class, (value, zone) -> Temporals.toZoned(value, zone).toInstant());
    all.put(Duration.class, (value, zone) -> duration(value));
    all.put(Period.class, (value, zone) -> period(value));
    all.put(UUID.class, (value, zone) -> uuid(value));
    all.put(Array.class, (value, zone) -> expect(value, SqlArray.class, "Array"));
    all.put(Struct.class, (value, zone) -> expect(value, SqlStruct.class, "Struct"));
    all.put(Map.class, (value, zone) -> map(value));
    all.put(List.class, (value, zone) -> list(value));
    all.put(InputStream.class, (value, zone) -> new ByteArrayInputStream(bytes(value)));
    all.put(Reader.class, (value, zone) -> new StringReader(Texts.of(value)));
    all.put(Blob.class, (value, zone) -> new SerialBlob(bytes(value)));
    all.put(Clob.class, (value, zone) -> new SerialClob(Texts.of(value).toCharArray()));
    all.put(URL.class, (value, zone) -> url(Texts.of(value)));
    all.put(
        Calendar.class, (value, zone) -> GregorianCalendar.from(Temporals.toZoned(value, zone)));
    return Map.copyOf(all);
  }

  /**
   * @param value not null
   * @param zone the session's
   * @throws SQLException 22018 if the type does not convert to that class, 22003 out of range
   */
  static <T> T convert(Object value, Class<T> type, ZoneId zone) throws SQLException {
    Conversion conversion = CONVERSIONS.get(type);
    if (conversion != null) {
      return type.cast(conversion.apply(value, zone));
    } else if (type.isArray() && value instanceof SqlArray array) {
      return type.cast(javaArray(array, type.getComponentType(), zone));
    }
    throw Errors.noConversion(value, type.getName());
  }

  private static Object javaArray(SqlArray array, Class<?> component, ZoneId zone)
      throws SQLException {
    List<Object> values = array.values();
    if (component.isPrimitive()) {
      throw Errors.noConversion(array, component + "[], whose elements cannot be null");
    }
    Object[] result = (Object[]) java.lang.reflect.Array.newInstance(component, values.size());
    for (int i = 0; i < result.length; i++) {
      Object value = values.get(i);
      result[i] = value == null ? null : convert(value, component, zone);
    }
    return result;
  }

  /** Of a text its UTF-8, as getBytes gives it. */
  private static byte[] bytes(Object value) throws SQLException {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return expect(value, byte[].class, "bytes");
  }

  static URL url(String text) throws SQLException {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw Errors.notParsable(text, "URL");
    }
  }

  private static <T> T expect(Object value, Class<T> type, String target) throws SQLException {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw Errors.noConversion(value, target);
  }

  private static Map<Object, Object> map(Object value) throws SQLException {
    if (value instanceof SqlStruct struct) {
      return struct.toMap();
    }
    return expect(value, MapValue.class, "Map").toMap();
  }

  private static List<Object> list(Object value) throws SQLException {
    return Arrays.asList((Object[]) expect(value, SqlArray.class, "List").getArray());
  }

  /** Of an interval without months; its days count 24 hours. */
  private static Duration duration(Object value) throws SQLException {
    if (value instanceof Duration duration) {
      return duration;
    } else if (value instanceof Interval interval && interval.months() == 0) {
      return Duration.ofDays(interval.days()).plusNanos(interval.nanos());
    } else if (value instanceof String text) {
      try {
        return Duration.parse(text.strip());
      } catch (DateTimeParseException e) {
        throw Errors.notParsable(text, "Duration");
      }
    }
    throw Errors.noConversion(value, "Duration (which has no months)");
  }

  /** Of an interval without a time part. */
  private static Period period(Object value) throws SQLException {
    if (value instanceof Interval interval && interval.nanos() == 0) {
      return interval.toPeriod();
    } else if (value instanceof String text) {
      try {
        return Period.parse(text.strip());
      } catch (DateTimeParseException e) {
        throw Errors.notParsable(text, "Period");
      }
    }
    throw Errors.noConversion(value, "Period (which has no time of day)");
  }

  private static UUID uuid(Object value) throws SQLException {
    if (value instanceof byte[] bytes && bytes.length == 16) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    } else if (value instanceof String text) {
      try {
        return UUID.fromString(text.strip());
      } catch (IllegalArgumentException e) {
        throw Errors.notParsable(text, "UUID");
      }
    }
    throw Errors.noConversion(value, "UUID");
  }
}
