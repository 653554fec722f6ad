package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.policy.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

/**
 * The values of a prepared statement's parameters, indexed from 1. Each is sent with the type of
 * the setter; the engine casts it where the statement asks for another.
 */
@SuppressWarnings({"JavaUtilDate", "JavaLocalDateTimeGetNano"}) // JDBC's classes; seconds go along
final class ParameterValues {
  /** Of the engine's widest usual type, decimal(38, 10). */
  private static final BigDecimal WIDE_DECIMAL = new BigDecimal(BigInteger.TEN.pow(37), 10);

  private final Parameters parameters;
  private final List<ArrowField> inferred;
  private final ZoneId zone;

  /**
   * @param inferred one field for each parameter, of type Null where nothing is known
   * @param zone the session's
   */
  ParameterValues(List<ArrowField> inferred, ZoneId zone) {
    this.parameters = new Parameters(inferred.size());
    this.inferred = inferred;
    this.zone = zone;
  }

  /**
   * All values, to execute with.
   *
   * @throws SQLException 07001 if one was not set
   */
  Parameters complete() throws SQLException {
    for (int i = 0; i < inferred.size(); i++) {
      if (!parameters.isSet(i)) {
        throw Errors.parameterNotSet(i + 1);
      }
    }
    return parameters;
  }

  void clear() {
    parameters.clear();
  }

  private int position(int index) throws SQLException {
    if (index < 1 || index > inferred.size()) {
      throw Errors.parameterIndex(index, inferred.size());
    }
    return index - 1;
  }

  /** NULL, with a type for where none is inferred. */
  void setNull(int index, int sqlType) throws SQLException {
    int position = position(index);
    Parameters like = new Parameters(1);
    switch (sqlType) {
      case Types.BIT, Types.BOOLEAN -> like.setBoolean(0, false);
      case Types.TINYINT -> like.setByte(0, (byte) 0);
      case Types.SMALLINT -> like.setShort(0, (short) 0);
      case Types.INTEGER -> like.setInt(0, 0);
      case Types.BIGINT -> like.setLong(0, 0);
      case Types.REAL -> like.setFloat(0, 0);
      case Types.FLOAT, Types.DOUBLE -> like.setDouble(0, 0);
      case Types.DECIMAL, Types.NUMERIC -> like.setDecimal(0, WIDE_DECIMAL);
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          like.setString(0, "");
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          like.setBytes(0, new byte[0]);
      case Types.DATE -> like.setDate(0, 0);
      case Types.TIME -> like.setTime(0, 0);
      case Types.TIMESTAMP -> like.setTimestamp(0, 0, 0, null);
      case Types.TIMESTAMP_WITH_TIMEZONE -> like.setTimestamp(0, 0, 0, "UTC");
      default -> {
        parameters.setNull(position);
        return;
      }
    }
    parameters.setNullLike(position, like);
  }

  void setBoolean(int index, boolean value) throws SQLException {
    parameters.setBoolean(position(index), value);
  }

  void setByte(int index, byte value) throws SQLException {
    parameters.setByte(position(index), value);
  }

  void setShort(int index, short value) throws SQLException {
    parameters.setShort(position(index), value);
  }

  void setInt(int index, int value) throws SQLException {
    parameters.setInt(position(index), value);
  }

  void setLong(int index, long value) throws SQLException {
    parameters.setLong(position(index), value);
  }

  void setFloat(int index, float value) throws SQLException {
    parameters.setFloat(position(index), value);
  }

  void setDouble(int index, double value) throws SQLException {
    parameters.setDouble(position(index), value);
  }

  /**
   * A timestamp of java.sql is an instant where the statement compares it with one, and else the
   * wall clock that it shows.
   *
   * @param calendar whose zone the wall clock is of, null for the JVM's
   */
  void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
    int position = position(index);
    if (value == null) {
      parameters.setNull(position);
    } else if (inferred.get(position).type() instanceof ArrowType.Timestamp type
        && type.zone() != null) {
      set(parameters, position, value.toInstant().atZone(ZoneOffset.UTC));
    } else {
      set(parameters, position, SqlTemporals.fieldsOf(value, calendar));
    }
  }

  /** A value by its own class; null is NULL. */
  void setObject(int index, Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      setTimestamp(index, timestamp, null);
    } else if (value instanceof java.util.Date date && date.getClass() == java.util.Date.class) {
      setTimestamp(index, new Timestamp(date.getTime()), null);
    } else if (value instanceof Calendar calendar) {
      setTimestamp(index, new Timestamp(calendar.getTimeInMillis()), calendar);
    } else {
      set(parameters, position(index), value);
    }
  }

  /**
   * A value converted to one of java.sql.Types.
   *
   * @param scale of a decimal, negative to keep the value's own
   */
  void setObject(int index, Object object, int sqlType, int scale) throws SQLException {
    if (object == null) {
      setNull(index, sqlType);
      return;
    }
    int position = position(index);
    switch (sqlType) {
      case Types.NULL -> parameters.setNull(position);
      case Types.BIT, Types.BOOLEAN ->
          parameters.setBoolean(position, Numbers.toBoolean(JavaValues.valueOf(object)));
      case Types.TINYINT ->
          parameters.setByte(position, Numbers.toByte(JavaValues.valueOf(object)));
      case Types.SMALLINT ->
          parameters.setShort(position, Numbers.toShort(JavaValues.valueOf(object)));
      case Types.INTEGER -> parameters.setInt(position, Numbers.toInt(JavaValues.valueOf(object)));
      case Types.BIGINT -> parameters.setLong(position, Numbers.toLong(JavaValues.valueOf(object)));
      case Types.REAL -> parameters.setFloat(position, Numbers.toFloat(JavaValues.valueOf(object)));
      case Types.FLOAT, Types.DOUBLE ->
          parameters.setDouble(position, Numbers.toDouble(JavaValues.valueOf(object)));
      case Types.DECIMAL, Types.NUMERIC -> {
        BigDecimal decimal = Numbers.toBigDecimal(JavaValues.valueOf(object));
        set(parameters, position, scale < 0 ? decimal : Numbers.withScale(decimal, scale));
      }
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          set(parameters, position, Texts.of(JavaValues.valueOf(object)));
      case Types.DATE ->
          set(parameters, position, Temporals.toLocalDate(JavaValues.valueOf(object)));
      case Types.TIME ->
          set(parameters, position, Temporals.toLocalTime(JavaValues.valueOf(object)));
      case Types.TIMESTAMP -> setTimestampOf(index, object);
      case Types.TIMESTAMP_WITH_TIMEZONE -> set(parameters, position, instantOf(object));
      case Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.ARRAY,
          Types.OTHER,
          Types.JAVA_OBJECT ->
          setObject(index, object);
      default -> throw Errors.notSupported("parameters of java.sql.Types " + sqlType);
    }
  }

  private void setTimestampOf(int index, Object object) throws SQLException {
    if (object instanceof java.util.Date) {
      setObject(index, object);
    } else {
      Object value = JavaValues.valueOf(object);
      set(
          parameters,
          position(index),
          value instanceof ZonedDateTime ? value : Temporals.toLocalDateTime(value));
    }
  }

  private ZonedDateTime instantOf(Object object) throws SQLException {
    return object instanceof Timestamp timestamp
        ? timestamp.toInstant().atZone(ZoneOffset.UTC)
        : Temporals.toZoned(JavaValues.valueOf(object), zone);
  }

  /** Sets a value of any class; the elements of a list go the same way. */
  private static void set(Parameters target, int position, Object object) throws SQLException {
    if (object == null) {
      target.setNull(position);
    } else if (object instanceof SqlArray array) {
      setList(target, position, array.values());
    } else if (object instanceof Array array) {
      setList(target, position, Arrays.asList((Object[]) array.getArray()));
    } else if (object instanceof Object[] array) {
      setList(target, position, Arrays.asList(array));
    } else if (object instanceof List<?> list) {
      setList(target, position, list);
    } else {
      setScalar(target, position, JavaValues.valueOf(object));
    }
  }

  private static void setList(Parameters target, int position, List<?> values) throws SQLException {
    Parameters elements = new Parameters(values.size());
    for (int i = 0; i < values.size(); i++) {
      set(elements, i, values.get(i));
    }
    target.setList(position, elements);
  }

  private static void setScalar(Parameters target, int position, Object value) throws SQLException {
    if (value instanceof Boolean bool) {
      target.setBoolean(position, bool);
    } else if (value instanceof Byte number) {
      target.setByte(position, number);
    } else if (value instanceof Short number) {
      target.setShort(position, number);
    } else if (value instanceof Integer number) {
      target.setInt(position, number);
    } else if (value instanceof Long number) {
      target.setLong(position, number);
    } else if (value instanceof Float number) {
      target.setFloat(position, number);
    } else if (value instanceof Double number) {
      target.setDouble(position, number);
    } else if (value instanceof BigDecimal decimal) {
      target.setDecimal(position, decimal);
    } else if (value instanceof String text) {
      target.setString(position, wellFormed(text));
    } else if (value instanceof byte[] bytes) {
      target.setBytes(position, bytes);
    } else {
      setTemporal(target, position, value);
    }
  }

  /** Checks that UTF-8 can hold the text, which half a surrogate pair would only seem to. */
  private static String wellFormed(String text) throws SQLException {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw Errors.of(
          SqlState.CHARACTER_NOT_IN_REPERTOIRE,
          "the parameter contains half a character (a surrogate without its partner)");
    }
    return text;
  }

  private static void setTemporal(Parameters target, int position, Object value)
      throws SQLException {
    if (value instanceof LocalDate date) {
      long day = date.toEpochDay();
      target.setDate(
          position, (int) Numbers.inRange(day, Integer.MIN_VALUE, Integer.MAX_VALUE, "date"));
    } else if (value instanceof LocalTime time) {
      target.setTime(position, time.toNanoOfDay());
    } else if (value instanceof LocalDateTime dateTime) {
      long second = dateTime.toEpochSecond(ZoneOffset.UTC);
      target.setTimestamp(position, second, dateTime.getNano(), null);
    } else if (value instanceof ZonedDateTime zoned) {
      target.setTimestamp(position, zoned.toEpochSecond(), zoned.getNano(), "UTC");
    } else if (value instanceof Interval interval) {
      target.setInterval(position, interval.months(), interval.days(), interval.nanos());
    } else {
      throw Errors.noConversion(value, "parameter");
    }
  }
}
