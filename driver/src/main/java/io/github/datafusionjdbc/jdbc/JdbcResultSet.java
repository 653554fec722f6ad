package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.metadata.informationschema.SqlType;
import io.github.datafusionjdbc.session.Artifact;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A result: forward only, read only, one batch of rows at a time. One thread reads at a time;
 * {@link #close} may come from any.
 */
final class JdbcResultSet extends ValueResultSet {
  private final RowSource source;
  private final JdbcStatement statement;
  private final long maxRows;
  private final ValueReader[] readers;
  private ColumnLabels labels;

  /** Rows of the current batch. */
  private int rowCount;

  /** Rows of the batches before it. */
  private long rowsBefore;

  private boolean ended;

  /** Who read last. */
  private Thread reader = Thread.currentThread();

  private JdbcResultSet(RowSource source, JdbcStatement statement, long maxRows) {
    this.source = source;
    this.statement = statement;
    this.maxRows = maxRows;
    this.readers = source.readers();
  }

  /**
   * The result of a statement, whose first batch is at hand.
   *
   * @param maxRows rows after which it ends, 0 for no bound
   */
  static JdbcResultSet of(RowSource source, JdbcStatement statement, long maxRows)
      throws SQLException {
    JdbcResultSet result = new JdbcResultSet(source, statement, maxRows);
    result.fetch();
    return result;
  }

  /** A result of no statement. */
  static JdbcResultSet of(ListedRows rows) throws SQLException {
    return of(rows, null, 0);
  }

  private void fetch() throws SQLException {
    rowsBefore += rowCount;
    rowCount = 0;
    int rows = source.nextBatch();
    if (maxRows > 0) {
      rows = (int) Math.min(rows, maxRows - rowsBefore);
    }
    rowCount = rows;
    ended = rows == 0;
  }

  @Override
  public boolean next() throws SQLException {
    readHere();
    checkOpen();
    if (row + 1 < rowCount) {
      row++;
      return true;
    }
    return nextBatch();
  }

  private boolean nextBatch() throws SQLException {
    if (!ended) {
      row = -1;
      fetch();
    }
    row = ended ? rowCount : 0;
    return !ended;
  }

  /** A thread that takes over says so, so that the one before does not free what it reads. */
  private void readHere() throws SQLException {
    if (reader != Thread.currentThread()) {
      reader = Thread.currentThread();
      if (!source.readHere()) {
        throw Errors.resultClosed();
      }
    }
  }

  @Override
  ValueReader readerAt(int column) throws SQLException {
    readHere();
    if (row < 0 || row >= rowCount || source.isClosed()) {
      checkOpen();
      throw row < 0 ? Errors.beforeFirstRow() : Errors.afterLastRow();
    }
    if (column < 1 || column > readers.length) {
      throw Errors.columnIndex(column, readers.length);
    }
    return readers[column - 1];
  }

  @Override
  Class<?> mappedClass(int column, Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    List<ArrowField> columns = source.columns();
    if (column < 1 || column > columns.size()) {
      throw Errors.columnIndex(column, columns.size());
    }
    return map.get(SqlType.of(columns.get(column - 1).type()).typeName());
  }

  @Override
  void checkOpen() throws SQLException {
    if (source.isClosed()) {
      source.close(); // gives back the batch, if this thread was reading it
      throw Errors.resultClosed();
    }
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    if (labels == null) {
      labels = new ColumnLabels(source.columns());
    }
    return labels.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new JdbcResultSetMetaData(source.columns());
  }

  @Override
  public void exportArrowStream(long address) throws SQLException {
    checkOpen();
    if (address == 0) {
      throw Errors.invalidArgument("the address of the ArrowArrayStream structure is 0");
    } else if (ended) {
      throw Errors.afterLastRow();
    }
    long rowsRead = rowsBefore + row + 1;
    source.exportArrowStream(address, row + 1, maxRows > 0 ? maxRows - rowsRead : Long.MAX_VALUE);
    rowsBefore += row + 1;
    rowCount = 0;
    row = 0;
    ended = true;
  }

  @Override
  public Artifact artifact() throws SQLException {
    return source.artifact();
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return row < 0 && !ended;
  }

  /** False for a result without rows (java.sql.ResultSet). */
  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && row >= 0 && rowsBefore > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    return getRow() == 1;
  }

  /** Not supported: it would have to fetch the next rows. */
  @Override
  public boolean isLast() throws SQLException {
    throw Errors.forwardOnlyResult("isLast");
  }

  /** The largest int for rows beyond it. */
  @Override
  public int getRow() throws SQLException {
    checkOpen();
    boolean onRow = row >= 0 && row < rowCount;
    return onRow ? (int) Math.min(rowsBefore + row + 1, Integer.MAX_VALUE) : 0;
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw Errors.forwardOnlyResult("beforeFirst");
  }

  @Override
  public void afterLast() throws SQLException {
    throw Errors.forwardOnlyResult("afterLast");
  }

  @Override
  public boolean first() throws SQLException {
    throw Errors.forwardOnlyResult("first");
  }

  @Override
  public boolean last() throws SQLException {
    throw Errors.forwardOnlyResult("last");
  }

  @Override
  public boolean absolute(int position) throws SQLException {
    throw Errors.forwardOnlyResult("absolute");
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw Errors.forwardOnlyResult("relative");
  }

  @Override
  public boolean previous() throws SQLException {
    throw Errors.forwardOnlyResult("previous");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw Errors.forwardOnlyResult("refreshRow");
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw Errors.forwardOnlyResult("a fetch direction other than FETCH_FORWARD");
    }
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** A hint that is not needed: rows come in batches of the engine's size. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw Errors.invalidArgument("the fetch size is negative: " + rows);
    }
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return statement == null ? 0 : statement.getFetchSize();
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public String getCursorName() throws SQLException {
    throw Errors.methodNotSupported("getCursorName");
  }

  @Override
  public boolean isClosed() {
    return source.isClosed();
  }

  @Override
  public void close() throws SQLException {
    boolean wasOpen = !source.isClosed();
    source.close();
    if (wasOpen && statement != null) {
      statement.resultClosed(this);
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isInstance(this, type);
  }
}
