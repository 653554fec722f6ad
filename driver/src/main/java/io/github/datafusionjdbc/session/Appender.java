package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.session.AppendedColumn.Form;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Appends rows to a table, value by value. They are gathered column by column and handed on while
 * more come; {@link #flush} commits them. After a failure all rows since the last commit are given
 * up. Not thread-safe.
 */
public final class Appender implements AutoCloseable {
  private static final int PUSHED_ROWS = 1 << 15;
  private static final int PUSHED_BYTES = 16 << 20;

  private static final String PART = "(\"([^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
  private static final Pattern NAME = Pattern.compile(PART + "(\\s*\\.\\s*" + PART + "){0,2}");

  private final DatabaseSession session;
  private final String schema;
  private final String sql;
  private final List<String> names;
  private final List<AppendedColumn> columns = new ArrayList<>();
  private Appending appending;
  private ArrowRows rows;
  private int column;
  private int bytes;
  private long pending;
  private SessionException failure;
  private boolean closed;

  Appender(DatabaseSession session, String table, List<String> columns) throws SessionException {
    if (!NAME.matcher(table).matches()) {
      throw AppendErrors.noTableName(table);
    }
    this.session = session;
    this.schema = session.schema();
    this.names =
        columns.isEmpty()
            ? ((Insert)
                    session
                        .admit("INSERT INTO " + table + " DEFAULT VALUES")
                        .command()
                        .orElseThrow())
                .columns()
            : List.copyOf(columns);
    this.sql =
        names.stream()
                .map(SqlText::name)
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " (", ") VALUES ("))
            + String.join(", ", Collections.nCopies(names.size(), "?"))
            + ")";
    begin();
  }

  private void begin() throws SessionException {
    appending = Appending.open(session, sql, schema);
    columns.clear();
    appending
        .columns(names)
        .forEach(c -> columns.add(new AppendedColumn(c, session.settings().timeZone())));
    rows = new ArrowRows(letters());
    column = 0;
    bytes = 0;
    pending = 0;
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    columns.forEach(c -> letters.append(c.letter()));
    return letters.toString();
  }

  /** The column that the next value is for. */
  private AppendedColumn next() throws SessionException {
    checkUsable();
    if (column == columns.size()) {
      throw failed(AppendErrors.appendedRow(column + 1, column));
    }
    return columns.get(column);
  }

  private void checkUsable() throws SessionException {
    if (failure != null) {
      throw AppendErrors.appenderFailed(failure);
    } else if (closed) {
      throw AppendErrors.appenderClosed();
    }
  }

  private SessionException failed(SessionException e) {
    failure = e;
    appending.fail(e);
    return e;
  }

  /** A step that fails for good. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws SessionException;
  }

  private <T> T step(Step<T> step) throws SessionException {
    checkUsable();
    try {
      return step.run();
    } catch (SessionException e) {
      throw failed(e);
    }
  }

  /** A step that gives nothing. */
  @FunctionalInterface
  private interface Action {
    void run() throws SessionException;
  }

  private void perform(Action action) throws SessionException {
    step(
        () -> {
          action.run();
          return null;
        });
  }

  /** Says that a row begins, which the first value says as well. */
  public void beginRow() throws SessionException {
    perform(this::betweenRows);
  }

  /** Appends NULL. */
  public void appendNull() throws SessionException {
    next();
    column++;
  }

  /** Appends a truth value. */
  public void append(boolean value) throws SessionException {
    AppendedColumn target = next();
    if (target.form() == Form.BOOLEAN) {
      rows.setBoolean(column++, value);
    } else {
      text(target, "boolean", Boolean.toString(value));
    }
  }

  /** Appends a whole number. */
  public void append(long value) throws SessionException {
    AppendedColumn target = next();
    if (target.form() == Form.LONG) {
      rows.setLong(column++, value);
    } else if (target.form() == Form.DOUBLE) {
      rows.setDouble(column, step(() -> target.floating(value)));
      column++;
    } else {
      text(target, "whole number", Long.toString(value));
    }
  }

  /** Appends a floating-point number. */
  public void append(double value) throws SessionException {
    AppendedColumn target = next();
    if (target.form() == Form.DOUBLE) {
      rows.setDouble(column++, value);
    } else if (target.form() == Form.LONG) {
      rows.setLong(column, step(() -> target.whole(value)));
      column++;
    } else {
      text(target, "floating-point number", target.digits(value));
    }
  }

  /** Appends a decimal number, or NULL for null. */
  public void append(BigDecimal value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
    } else if (target.form() == Form.LONG) {
      rows.setLong(column, step(() -> target.whole(value)));
      column++;
    } else if (target.form() == Form.DOUBLE) {
      rows.setDouble(column++, value.doubleValue());
    } else {
      text(target, "decimal number", value.toPlainString());
    }
  }

  /** Appends text, or NULL for null; a column of another type reads it. */
  public void append(String value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
      return;
    }
    if (target.form() == Form.BYTES || target.form() == Form.NONE) {
      throw failed(target.takesNo("text"));
    } else if (target.form() != Form.TEXT) {
      perform(() -> becomeText(target));
    }
    bytes += value.length();
    rows.setString(column++, value);
  }

  private void becomeText(AppendedColumn target) throws SessionException {
    if (rows.rowCount() > 0) {
      appending.push(columns, rows);
    }
    appending.endRun();
    target.becomeText();
    rows = rows.begunRow(letters());
  }

  /** Appends bytes, or NULL for null. */
  public void append(byte[] value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
      return;
    } else if (target.form() != Form.BYTES) {
      throw failed(target.takesNo("bytes"));
    }
    bytes += value.length;
    rows.setBytes(column++, value);
  }

  /** Appends a date, or NULL for null. */
  public void append(LocalDate value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
    } else if (target.form() == Form.DATE) {
      rows.setInt(column, step(() -> target.day(value)));
      column++;
    } else if (target.form() == Form.TIMESTAMP) {
      append(value.atStartOfDay());
    } else {
      text(target, "date", value.toString());
    }
  }

  /** Appends a time of day, or NULL for null. */
  public void append(LocalTime value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
    } else if (target.form() == Form.TIME) {
      rows.setLong(column++, value.toNanoOfDay());
    } else {
      text(target, "time", value.toString());
    }
  }

  /** Appends a date and time; of a column with time zone it is a time of the session's zone. */
  public void append(LocalDateTime value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
    } else if (target.form() == Form.TIMESTAMP) {
      rows.setLong(column, step(() -> target.timestamp(value)));
      column++;
    } else {
      text(target, "timestamp", value.toString());
    }
  }

  /** Appends a point in time; of a column without time zone it is the session's local time. */
  public void append(Instant value) throws SessionException {
    AppendedColumn target = next();
    if (value == null) {
      column++;
    } else if (target.form() == Form.TIMESTAMP) {
      rows.setLong(column, step(() -> target.timestamp(value)));
      column++;
    } else {
      text(target, "timestamp", value.toString());
    }
  }

  private void text(AppendedColumn target, String what, String value) throws SessionException {
    if (target.form() != Form.TEXT) {
      throw failed(target.takesNo(what));
    }
    bytes += value.length();
    rows.setString(column++, value);
  }

  /** Ends the row, which has a value for each column. */
  public void endRow() throws SessionException {
    if (column < columns.size()) {
      checkUsable();
      throw failed(AppendErrors.appendedRow(column, columns.size()));
    }
    rows.endRow();
    column = 0;
    pending++;
    if (rows.rowCount() == PUSHED_ROWS || bytes > PUSHED_BYTES) {
      perform(this::push);
    }
  }

  private void push() throws SessionException {
    if (rows.rowCount() > 0) {
      appending.push(columns, rows);
      rows.clear();
      bytes = 0;
    }
  }

  /** Takes the rows of an Arrow C stream between those that were appended; gives their number. */
  public long appendArrowStream(long address) throws SessionException {
    return step(
        () -> {
          betweenRows();
          push();
          long more = appending.take(address, names);
          pending += more;
          return more;
        });
  }

  private void betweenRows() throws SessionException {
    if (column > 0) {
      throw AppendErrors.appendedRow(column, columns.size());
    }
  }

  /** Rows that were ended and not committed. */
  public long pendingRows() {
    return pending;
  }

  /** Commits the rows so far; gives their number. */
  public long flush() throws SessionException {
    long count = step(this::commit);
    perform(this::begin);
    return count;
  }

  private long commit() throws SessionException {
    betweenRows();
    push();
    long count = appending.commit();
    pending = 0;
    return count;
  }

  /** Gives up the rows since the last commit, and closes; without effect when it is closed. */
  public void abort() {
    if (!closed) {
      closed = true;
      pending = 0;
      appending.close();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /** Commits the rows so far and closes; after a failure, which was told, it only closes. */
  @Override
  public void close() throws SessionException {
    if (closed) {
      return;
    }
    try {
      if (failure == null) {
        step(this::commit);
      }
    } finally {
      closed = true;
      pending = 0;
    }
  }
}
