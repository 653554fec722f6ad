package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;

/**
 * Reads one column of a result, batch after batch. Rows count from 0; no getter may be called on a
 * null row. Each type gives its own Java value ({@link #value}), from which every conversion
 * follows; a type overrides the getters that it can answer without making an object.
 */
abstract class ValueReader {
  /** The session's time zone. */
  final ZoneId zone;

  private ArrowColumn column;

  ValueReader(ZoneId zone) {
    this.zone = zone;
  }

  /** Moves to the column's next batch. */
  void bind(ArrowColumn next) {
    column = next;
  }

  final ArrowColumn column() {
    return column;
  }

  boolean isNull(int row) {
    return column.isNull(row);
  }

  /**
   * The value in the class that holds it exactly: Boolean, Integer, Long, BigDecimal, Float,
   * Double, String, byte[], LocalDate, LocalTime, LocalDateTime, ZonedDateTime, Interval, Duration,
   * SqlArray, SqlStruct or MapValue.
   */
  abstract Object value(int row) throws SQLException;

  boolean getBoolean(int row) throws SQLException {
    return Numbers.toBoolean(value(row));
  }

  byte getByte(int row) throws SQLException {
    return Numbers.toByte(value(row));
  }

  short getShort(int row) throws SQLException {
    return Numbers.toShort(value(row));
  }

  int getInt(int row) throws SQLException {
    return Numbers.toInt(value(row));
  }

  long getLong(int row) throws SQLException {
    return Numbers.toLong(value(row));
  }

  float getFloat(int row) throws SQLException {
    return Numbers.toFloat(value(row));
  }

  double getDouble(int row) throws SQLException {
    return Numbers.toDouble(value(row));
  }

  BigDecimal getBigDecimal(int row) throws SQLException {
    return Numbers.toBigDecimal(value(row));
  }

  String getString(int row) throws SQLException {
    return Texts.of(value(row));
  }

  /** The bytes of a binary value, the UTF-8 bytes of a text. */
  byte[] getBytes(int row) throws SQLException {
    Object value = value(row);
    if (value instanceof byte[] bytes) {
      return bytes;
    } else if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw Errors.noConversion(value, "bytes");
  }

  /** The object of JDBC's default mapping. */
  final Object getObject(int row) throws SQLException {
    return JdbcObjects.ofValue(value(row));
  }
}
