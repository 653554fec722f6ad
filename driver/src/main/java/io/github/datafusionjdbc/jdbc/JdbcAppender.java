package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.DataFusionAppender;
import io.github.datafusionjdbc.session.Appender;
import io.github.datafusionjdbc.session.SessionException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** The appender of a session, with JDBC's exceptions. */
final class JdbcAppender implements DataFusionAppender {
  private final Appender appender;

  JdbcAppender(Appender appender) {
    this.appender = appender;
  }

  @Override
  public void beginRow() throws SQLException {
    try {
      appender.beginRow();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void appendNull() throws SQLException {
    try {
      appender.appendNull();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(boolean value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(long value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(double value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(BigDecimal value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(String value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(byte[] value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(LocalDate value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(LocalTime value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(LocalDateTime value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(Instant value) throws SQLException {
    try {
      appender.append(value);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void append(OffsetDateTime value) throws SQLException {
    append(value == null ? (Instant) null : value.toInstant());
  }

  @Override
  public void endRow() throws SQLException {
    try {
      appender.endRow();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public long appendArrowStream(long address) throws SQLException {
    try {
      return appender.appendArrowStream(address);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public long pendingRows() {
    return appender.pendingRows();
  }

  @Override
  public long flush() throws SQLException {
    try {
      return appender.flush();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public void abort() {
    appender.abort();
  }

  @Override
  public boolean isClosed() {
    return appender.isClosed();
  }

  @Override
  public void close() throws SQLException {
    try {
      appender.close();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }
}
