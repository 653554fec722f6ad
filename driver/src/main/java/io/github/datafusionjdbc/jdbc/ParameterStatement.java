package io.github.datafusionjdbc.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/**
 * The setters of a prepared statement, each handed to {@link ParameterValues}. Streams are read
 * when they are set.
 */
abstract class ParameterStatement extends JdbcStatement implements PreparedStatement {
  ParameterStatement(JdbcConnection connection) {
    super(connection);
  }

  /** The values to set. */
  abstract ParameterValues values() throws SQLException;

  /** NULL takes the type of its place, or, where the engine cannot tell that, the one given. */
  @Override
  public final void setNull(int index, int sqlType) throws SQLException {
    values().setNull(index, sqlType);
  }

  @Override
  public final void setNull(int index, int sqlType, String typeName) throws SQLException {
    values().setNull(index, sqlType);
  }

  @Override
  public final void setBoolean(int index, boolean value) throws SQLException {
    values().setBoolean(index, value);
  }

  @Override
  public final void setByte(int index, byte value) throws SQLException {
    values().setByte(index, value);
  }

  @Override
  public final void setShort(int index, short value) throws SQLException {
    values().setShort(index, value);
  }

  @Override
  public final void setInt(int index, int value) throws SQLException {
    values().setInt(index, value);
  }

  @Override
  public final void setLong(int index, long value) throws SQLException {
    values().setLong(index, value);
  }

  @Override
  public final void setFloat(int index, float value) throws SQLException {
    values().setFloat(index, value);
  }

  @Override
  public final void setDouble(int index, double value) throws SQLException {
    values().setDouble(index, value);
  }

  @Override
  public final void setBigDecimal(int index, BigDecimal value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setString(int index, String value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setNString(int index, String value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setBytes(int index, byte[] value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setDate(int index, Date value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setTime(int index, Time value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setArray(int index, Array value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setURL(int index, URL value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setBlob(int index, Blob value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setClob(int index, Clob value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setNClob(int index, NClob value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setObject(int index, Object value) throws SQLException {
    values().setObject(index, value);
  }

  @Override
  public final void setTimestamp(int index, Timestamp value) throws SQLException {
    values().setTimestamp(index, value, null);
  }

  @Override
  public final void setTimestamp(int index, Timestamp value, Calendar calendar)
      throws SQLException {
    values().setTimestamp(index, value, calendar);
  }

  @Override
  public final void setDate(int index, Date value, Calendar calendar) throws SQLException {
    values()
        .setObject(
            index, value == null ? null : SqlTemporals.fieldsOf(value, calendar).toLocalDate());
  }

  @Override
  public final void setTime(int index, Time value, Calendar calendar) throws SQLException {
    values()
        .setObject(
            index, value == null ? null : SqlTemporals.fieldsOf(value, calendar).toLocalTime());
  }

  @Override
  public final void setObject(int index, Object value, int sqlType) throws SQLException {
    values().setObject(index, value, sqlType, -1);
  }

  @Override
  public final void setObject(int index, Object value, int sqlType, int scaleOrLength)
      throws SQLException {
    values().setObject(index, value, sqlType, scaleOrLength);
  }

  @Override
  public final void setObject(int index, Object value, SQLType sqlType) throws SQLException {
    setObject(index, value, typeNumber(sqlType));
  }

  @Override
  public final void setObject(int index, Object value, SQLType sqlType, int scaleOrLength)
      throws SQLException {
    setObject(index, value, typeNumber(sqlType), scaleOrLength);
  }

  private static int typeNumber(SQLType sqlType) throws SQLException {
    Integer number = sqlType == null ? null : sqlType.getVendorTypeNumber();
    if (number == null) {
      throw Errors.invalidArgument("the SQL type is null");
    }
    return number;
  }

  @Override
  public final void setBinaryStream(int index, InputStream stream) throws SQLException {
    values().setObject(index, stream == null ? null : JavaValues.read(stream));
  }

  @Override
  public final void setBinaryStream(int index, InputStream stream, long length)
      throws SQLException {
    values().setObject(index, stream == null ? null : JavaValues.read(stream, length));
  }

  @Override
  public final void setBlob(int index, InputStream stream) throws SQLException {
    values().setObject(index, stream == null ? null : JavaValues.read(stream));
  }

  @Override
  public final void setBlob(int index, InputStream stream, long length) throws SQLException {
    values().setObject(index, stream == null ? null : JavaValues.read(stream, length));
  }

  @Override
  public final void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
    setBinaryStream(index, stream, (long) length);
  }

  @Override
  public final void setAsciiStream(int index, InputStream stream) throws SQLException {
    values().setObject(index, stream == null ? null : JavaValues.ascii(JavaValues.read(stream)));
  }

  @Override
  public final void setAsciiStream(int index, InputStream stream, long length) throws SQLException {
    values()
        .setObject(
            index, stream == null ? null : JavaValues.ascii(JavaValues.read(stream, length)));
  }

  @Override
  public final void setAsciiStream(int index, InputStream stream, int length) throws SQLException {
    setAsciiStream(index, stream, (long) length);
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int index, InputStream stream, int length)
      throws SQLException {
    throw Errors.notSupported("setUnicodeStream is not supported: use setCharacterStream");
  }

  @Override
  public final void setCharacterStream(int index, Reader reader) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader));
  }

  @Override
  public final void setCharacterStream(int index, Reader reader, long length) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader, length));
  }

  @Override
  public final void setNCharacterStream(int index, Reader reader) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader));
  }

  @Override
  public final void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader, length));
  }

  @Override
  public final void setClob(int index, Reader reader) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader));
  }

  @Override
  public final void setClob(int index, Reader reader, long length) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader, length));
  }

  @Override
  public final void setNClob(int index, Reader reader) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader));
  }

  @Override
  public final void setNClob(int index, Reader reader, long length) throws SQLException {
    values().setObject(index, reader == null ? null : JavaValues.read(reader, length));
  }

  @Override
  public final void setCharacterStream(int index, Reader reader, int length) throws SQLException {
    setCharacterStream(index, reader, (long) length);
  }

  @Override
  public final void setRef(int index, Ref value) throws SQLException {
    throw Errors.methodNotSupported("setRef");
  }

  @Override
  public final void setRowId(int index, RowId value) throws SQLException {
    throw Errors.methodNotSupported("setRowId");
  }

  @Override
  public final void setSQLXML(int index, SQLXML value) throws SQLException {
    throw Errors.methodNotSupported("setSQLXML");
  }
}
