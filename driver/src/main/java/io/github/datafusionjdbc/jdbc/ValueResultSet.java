package io.github.datafusionjdbc.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

/**
 * The getters by index (JDBC 4.3 section 15.2.3 and appendix B). A null gives 0, false or null and
 * sets wasNull.
 */
abstract class ValueResultSet extends LabelledResultSet {
  /** Row of the current batch, from 0. */
  int row = -1;

  private boolean wasNull;

  /**
   * The reader of a column, after all checks; null if the value in the current row is null.
   *
   * @throws SQLException 24000 outside of a row, 22023 outside of the columns
   */
  private ValueReader at(int column) throws SQLException {
    ValueReader reader = readerAt(column);
    wasNull = reader.isNull(row);
    return wasNull ? null : reader;
  }

  /**
   * @throws SQLException 24000 if this result is closed
   */
  abstract void checkOpen() throws SQLException;

  /** The reader of a column, counted from 1, if there is a current row. */
  abstract ValueReader readerAt(int column) throws SQLException;

  /** The class that a type map has for a column's type name, null if it has none. */
  abstract Class<?> mappedClass(int column, Map<String, Class<?>> map) throws SQLException;

  @Override
  public final boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public final String getString(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : reader.getString(row);
  }

  @Override
  public final boolean getBoolean(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader != null && reader.getBoolean(row);
  }

  @Override
  public final byte getByte(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getByte(row);
  }

  @Override
  public final short getShort(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getShort(row);
  }

  @Override
  public final int getInt(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getInt(row);
  }

  @Override
  public final long getLong(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getLong(row);
  }

  @Override
  public final float getFloat(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getFloat(row);
  }

  @Override
  public final double getDouble(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? 0 : reader.getDouble(row);
  }

  @Override
  public final BigDecimal getBigDecimal(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : reader.getBigDecimal(row);
  }

  /** Rounded half up to the scale. */
  @Override
  @Deprecated
  public final BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : Numbers.withScale(value, scale);
  }

  @Override
  public final byte[] getBytes(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : reader.getBytes(row);
  }

  @Override
  public final Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  /** Of a timestamp with time zone the day on the session's clock, or on the calendar's. */
  @Override
  public final Date getDate(int column, Calendar calendar) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : SqlTemporals.date(reader.value(row), calendar);
  }

  @Override
  public final Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  /** Of a timestamp with time zone the time on the session's clock, or on the calendar's. */
  @Override
  public final Time getTime(int column, Calendar calendar) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : SqlTemporals.time(reader.value(row), calendar);
  }

  @Override
  public final Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  /** A timestamp with time zone is an instant, whatever the calendar. */
  @Override
  public final Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : SqlTemporals.timestamp(reader.value(row), calendar);
  }

  @Override
  public final Object getObject(int column) throws SQLException {
    ValueReader reader = at(column);
    return reader == null ? null : reader.getObject(row);
  }

  @Override
  public final Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    Class<?> type = map == null ? null : mappedClass(column, map);
    return type == null ? getObject(column) : getObject(column, type);
  }

  @Override
  public final <T> T getObject(int column, Class<T> type) throws SQLException {
    checkOpen();
    if (type == null) {
      throw Errors.invalidArgument("the class to convert to is null");
    }
    ValueReader reader = at(column);
    return reader == null ? null : ObjectClasses.convert(reader.value(row), type, reader.zone);
  }

  @Override
  public final Array getArray(int column) throws SQLException {
    return getObject(column, Array.class);
  }

  @Override
  public final Blob getBlob(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new SerialBlob(bytes);
  }

  @Override
  public final Clob getClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new SerialClob(text.toCharArray());
  }

  @Override
  public final InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public final InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  public final InputStream getUnicodeStream(int column) throws SQLException {
    throw Errors.notSupported("getUnicodeStream is not supported: use getCharacterStream");
  }

  @Override
  @Deprecated
  public final InputStream getUnicodeStream(String label) throws SQLException {
    return getUnicodeStream(findColumn(label));
  }

  @Override
  public final Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public final Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public final String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public final URL getURL(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : ObjectClasses.url(text);
  }

  @Override
  public final NClob getNClob(int column) throws SQLException {
    throw Errors.notSupported("getNClob is not supported: use getClob or getString");
  }

  @Override
  public final Ref getRef(int column) throws SQLException {
    throw Errors.methodNotSupported("getRef");
  }

  @Override
  public final RowId getRowId(int column) throws SQLException {
    throw Errors.methodNotSupported("getRowId");
  }

  @Override
  public final SQLXML getSQLXML(int column) throws SQLException {
    throw Errors.methodNotSupported("getSQLXML");
  }
}
