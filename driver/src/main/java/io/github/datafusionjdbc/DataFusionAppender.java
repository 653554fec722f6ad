package io.github.datafusionjdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * Appends rows to a table without an INSERT for each; opened by {@link
 * DataFusionConnection#appender}.
 *
 * <pre>{@code
 * try (DataFusionAppender appender = connection.appender("sales.orders")) {
 *   for (Order order : orders) {
 *     appender.append(order.id());
 *     appender.append(order.customer());
 *     appender.append(order.total());
 *     appender.endRow();
 *   }
 * }
 * }</pre>
 *
 * <p>A value is appended for each column in turn, then the row is ended. Values are those of
 * INSERT: one that the column cannot hold without loss is refused (22003, 22018, 22001), as are
 * NULL in a column that is NOT NULL (23502) and a row that violates a CHECK (23514). Such a failure
 * may come with a later row, with {@link #flush} or with {@link #close}, because rows are written
 * while more are appended; it names column and row.
 *
 * <p>Rows are the table's when {@link #flush} or {@link #close} has returned, all since the last
 * flush in one commit. After any failure they are discarded, and nothing can be appended any more.
 * A failure of the application's own ends in {@code close} too: call {@link #abort} where half of
 * the rows must not be committed. An appender that is left open is aborted with its connection.
 *
 * <p>Not thread-safe.
 */
public interface DataFusionAppender extends AutoCloseable {
  /**
   * Says that a row begins, which the first value says as well.
   *
   * @throws SQLException 42601 if one has begun and is not ended
   */
  void beginRow() throws SQLException;

  /**
   * Appends NULL.
   *
   * @throws SQLException 42601 if the row has a value for each column already
   */
  void appendNull() throws SQLException;

  /** Appends a truth value. */
  void append(boolean value) throws SQLException;

  /** Appends a whole number. */
  void append(long value) throws SQLException;

  /** Appends a floating-point number; a column of another kind of number takes a whole one. */
  void append(double value) throws SQLException;

  /** Appends a decimal number, or NULL for null. */
  void append(BigDecimal value) throws SQLException;

  /** Appends text, or NULL for null; a column of another type reads it as INSERT does. */
  void append(String value) throws SQLException;

  /** Appends a copy of bytes, or NULL for null. */
  void append(byte[] value) throws SQLException;

  /** Appends a date, or NULL for null. */
  void append(LocalDate value) throws SQLException;

  /** Appends a time of day, or NULL for null. */
  void append(LocalTime value) throws SQLException;

  /**
   * Appends a date and time, or NULL for null; in a column with time zone one of the session's
   * zone.
   */
  void append(LocalDateTime value) throws SQLException;

  /**
   * Appends a point in time, or NULL for null; in a column without time zone the session's local
   * time.
   */
  void append(Instant value) throws SQLException;

  /** Appends a point in time as {@link #append(Instant)} does. */
  void append(OffsetDateTime value) throws SQLException;

  /**
   * Ends the row.
   *
   * @throws SQLException 42601 if it has not a value for each column
   */
  void endRow() throws SQLException;

  /**
   * Appends all rows of a structure of Arrow's C stream interface, which is taken over: it is
   * marked as released, and its callbacks are called from threads of the engine. Its columns are
   * those that this appender fills, found by their names, in any order.
   *
   * @param address of an {@code ArrowArrayStream} structure that was filled and not released
   * @return how many rows it had
   * @throws SQLException 42703 for a column that is missing or unknown, 42804 for one of a type
   *     that cannot be put into the table's
   */
  long appendArrowStream(long address) throws SQLException;

  /** How many rows were appended and are not committed. */
  long pendingRows();

  /**
   * Commits the rows so far.
   *
   * @return their number
   */
  long flush() throws SQLException;

  /** Discards the rows that are not committed, and closes. */
  void abort();

  /** Whether it was closed or aborted. */
  boolean isClosed();

  /**
   * Commits the rows so far and closes; only closes where a failure was told before. Closing again
   * does nothing.
   *
   * @throws SQLException why nothing was committed
   */
  @Override
  void close() throws SQLException;
}
