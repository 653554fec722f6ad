package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.session.Expected;
import io.github.datafusionjdbc.session.InsertBatch;
import io.github.datafusionjdbc.session.Origin;
import io.github.datafusionjdbc.session.PreparedQuery;
import io.github.datafusionjdbc.session.SessionException;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A statement that is planned once. Every execution reads the newest versions of its tables, or
 * those of the transaction.
 */
final class JdbcPreparedStatement extends ParameterStatement {
  private final PreparedQuery query;
  private final ParameterValues values;
  private InsertBatch inserts = new InsertBatch();

  JdbcPreparedStatement(JdbcConnection connection, String sql, Origin origin) throws SQLException {
    super(connection);
    try {
      query = connection.session().prepare(sql, origin);
      values = new ParameterValues(query.parameters(), connection.zone());
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  ParameterValues values() throws SQLException {
    checkOpen();
    return values;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return rowsOf(execution());
  }

  @Override
  public boolean execute() throws SQLException {
    return execute(execution(), Expected.ANY);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return toInt(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return countOf(execution());
  }

  private Execution execution() throws SQLException {
    Parameters complete = values().complete();
    return (expected, cancellation) -> query.execute(complete, expected, cancellation);
  }

  @Override
  public synchronized void addBatch() throws SQLException {
    Parameters complete = values().complete();
    if (query.takesBatch()) {
      inserts.add(complete);
    } else {
      Parameters copy = complete.copy();
      addBatch((expected, cancellation) -> query.execute(copy, expected, cancellation));
    }
  }

  @Override
  public synchronized void clearBatch() throws SQLException {
    super.clearBatch();
    inserts = new InsertBatch();
  }

  private synchronized InsertBatch takeInserts() {
    InsertBatch taken = inserts;
    inserts = new InsertBatch();
    return taken;
  }

  /** Rows of an INSERT are one commit: all of them or none. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    InsertBatch batch = takeInserts();
    if (batch.size() == 0) {
      return super.executeLargeBatch();
    }
    try {
      countOf((expected, cancellation) -> query.execute(batch, expected, cancellation));
    } catch (SQLException e) {
      throw batchFailure(e, new long[0]);
    }
    long[] counts = new long[batch.size()];
    Arrays.fill(counts, 1);
    return counts;
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw Errors.statementOfPrepared();
  }

  @Override
  public void clearParameters() throws SQLException {
    values().clear();
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    try {
      return new JdbcResultSetMetaData(query.columns());
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    try {
      return new JdbcParameterMetaData(query.parameters());
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw Errors.statementOfPrepared();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw Errors.statementOfPrepared();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw Errors.statementOfPrepared();
  }

  @Override
  public void close() throws SQLException {
    super.close();
    query.close();
  }
}
