package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.policy.StatementText;
import io.github.datafusionjdbc.session.Cancellation;
import io.github.datafusionjdbc.session.Expected;
import io.github.datafusionjdbc.session.Origin;
import io.github.datafusionjdbc.session.QueryResult;
import io.github.datafusionjdbc.session.SessionException;
import io.github.datafusionjdbc.session.StatementResult;
import io.github.datafusionjdbc.session.UpdateCount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A statement and its one current result, which executing again closes. {@link #cancel} and {@link
 * #close} may come from any thread and do not wait for what runs.
 */
class JdbcStatement extends UpdatingStatement {
  /** Executes under a control; a result of rows closes the control. */
  @FunctionalInterface
  interface Execution {
    StatementResult run(Expected expected, Cancellation cancellation) throws SessionException;
  }

  private static final long NO_COUNT = -1;

  final JdbcConnection connection;

  /** Held while a statement is executed, never by cancel and close. */
  private final Object executing = new Object();

  private volatile boolean closed;
  private volatile Cancellation running;
  private volatile JdbcResultSet result;

  /** Results that KEEP_CURRENT_RESULT left open. */
  private final List<JdbcResultSet> kept = new CopyOnWriteArrayList<>();

  private volatile long updateCount = NO_COUNT;
  private volatile boolean closeOnCompletion;
  private volatile boolean poolable;
  private volatile Duration timeLimit;
  private volatile long maxRows;
  private volatile int fetchSize;
  private volatile boolean escapes = true;

  JdbcStatement(JdbcConnection connection) {
    this.connection = connection;
    this.timeLimit = connection.settings().queryTimeout();
  }

  final void checkOpen() throws SQLException {
    if (connection.isClosed()) {
      throw Errors.connectionClosed();
    } else if (closed) {
      throw Errors.statementClosed();
    }
  }

  /**
   * Closes the last result, executes, and waits for the first rows or the end.
   *
   * @return whether there are rows
   */
  final boolean execute(Execution execution, Expected expected) throws SQLException {
    synchronized (executing) {
      checkOpen();
      closeResults();
      Cancellation cancellation = connection.session().cancellation(timeLimit);
      running = cancellation;
      if (closed) {
        cancellation.cancel();
      }
      try {
        StatementResult given = execution.run(expected, cancellation);
        if (given instanceof UpdateCount count) {
          updateCount = count.rows();
          return false;
        }
        QueryRows rows = new QueryRows((QueryResult) given, connection.zone());
        result = JdbcResultSet.of(rows, this, maxRows);
      } catch (SessionException e) {
        throw Errors.of(e);
      }
      if (closed) {
        closeResults();
        throw Errors.statementClosed();
      }
      return true;
    }
  }

  final ResultSet rowsOf(Execution execution) throws SQLException {
    synchronized (executing) {
      execute(execution, Expected.ROWS);
      return result;
    }
  }

  @Override
  final long countOf(Execution execution) throws SQLException {
    synchronized (executing) {
      execute(execution, Expected.UPDATE_COUNT);
      return updateCount;
    }
  }

  @Override
  final Execution executionOf(String sql) throws SQLException {
    checkText(sql);
    StatementText text = new StatementText(sql, escapes);
    return (expected, cancellation) ->
        connection.session().execute(text, Origin.USER, expected, cancellation);
  }

  private void closeResult() throws SQLException {
    updateCount = NO_COUNT;
    JdbcResultSet last = result;
    result = null;
    if (last != null) {
      last.close();
    }
  }

  private void closeResults() throws SQLException {
    List<JdbcResultSet> others = List.copyOf(kept);
    kept.clear();
    closeResult();
    for (JdbcResultSet other : others) {
      other.close();
    }
  }

  /** Called by a result of this statement when it is closed. */
  final void resultClosed(JdbcResultSet closedResult) throws SQLException {
    boolean dependent = kept.remove(closedResult) || closedResult == result;
    boolean last = kept.isEmpty() && (result == null || result.isClosed());
    if (closeOnCompletion && dependent && last) {
      close();
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return rowsOf(executionOf(sql));
  }

  private void checkText(String sql) throws SQLException {
    checkOpen();
    if (sql == null) {
      throw Errors.noText();
    }
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return execute(executionOf(sql), Expected.ANY);
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return countOf(executionOf(sql));
  }

  @Override
  public final void cancel() throws SQLException {
    checkOpen();
    Cancellation current = running;
    if (current != null) {
      current.cancel();
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    Cancellation current = running;
    if (current != null) {
      current.cancel();
    }
    closeResults();
  }

  @Override
  public final boolean isClosed() {
    return closed || connection.isClosed();
  }

  @Override
  public final ResultSet getResultSet() throws SQLException {
    checkOpen();
    return result;
  }

  /** -1 where there is a result, or none any more. */
  @Override
  public final int getUpdateCount() throws SQLException {
    return toInt(getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    switch (current) {
      case Statement.CLOSE_CURRENT_RESULT -> closeResult();
      case Statement.CLOSE_ALL_RESULTS -> closeResults();
      case Statement.KEEP_CURRENT_RESULT -> keepResult();
      default ->
          throw Errors.invalidArgument(
              "getMoreResults takes one of the constants of java.sql.Statement, not " + current);
    }
    return false;
  }

  private void keepResult() {
    updateCount = NO_COUNT;
    JdbcResultSet current = result;
    if (current != null && !current.isClosed()) {
      kept.add(current);
    }
    result = null;
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return JdbcResultSet.of(ListedRows.noGeneratedKeys(connection.zone()));
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    timeLimit = Duration.ofSeconds(notNegative(seconds, "query timeout"));
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    checkOpen();
    return (int) timeLimit.toSeconds();
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    maxRows = notNegative(rows, "maximum of rows");
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  /** A hint that is not needed: rows come in batches of the engine's size. */
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = (int) notNegative(rows, "fetch size");
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  private static long notNegative(long value, String what) throws SQLException {
    if (value < 0) {
      throw Errors.invalidArgument("the " + what + " is negative: " + value);
    }
    return value;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw Errors.forwardOnlyResult("a fetch direction other than FETCH_FORWARD");
    }
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** Only 0, which is no bound: values are never cut. */
  @Override
  public final void setMaxFieldSize(int bytes) throws SQLException {
    checkOpen();
    if (notNegative(bytes, "maximum field size") > 0) {
      throw Errors.notSupported("setMaxFieldSize is not supported: values are never cut");
    }
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    checkOpen();
    return 0;
  }

  /** Without effect on a PreparedStatement, whose text has been read (JDBC 4.3, section 13.4). */
  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapes = enable;
  }

  @Override
  public final int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    checkOpen();
    this.poolable = poolable;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public final SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return Wrappers.isInstance(this, type);
  }
}
