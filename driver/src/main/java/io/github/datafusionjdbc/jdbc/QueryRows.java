package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.session.Artifact;
import io.github.datafusionjdbc.session.QueryResult;
import io.github.datafusionjdbc.session.SessionException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;

/** The rows of an execution. */
final class QueryRows implements RowSource {
  private final QueryResult result;
  private final ValueReader[] readers;
  private boolean bound;

  QueryRows(QueryResult result, ZoneId zone) {
    this.result = result;
    this.readers = ValueReaders.of(result.columns(), zone);
  }

  @Override
  public List<ArrowField> columns() {
    return result.columns();
  }

  @Override
  public ValueReader[] readers() {
    return readers;
  }

  @Override
  public int nextBatch() throws SQLException {
    RecordBatch batch;
    try {
      batch = result.next();
    } catch (SessionException e) {
      throw Errors.of(e);
    }
    if (batch == null) {
      return 0;
    }
    if (!bound) {
      // once is enough: a stream gives the same columns for all its batches
      for (int i = 0; i < readers.length; i++) {
        readers[i].bind(batch.column(i));
      }
      bound = true;
    }
    return batch.rowCount();
  }

  @Override
  public boolean readHere() {
    return result.readHere();
  }

  @Override
  public void exportArrowStream(long address, int rowsRead, long maxRows) throws SQLException {
    try {
      result.exportArrowStream(address, rowsRead, maxRows);
    } catch (SessionException e) {
      throw Errors.of(e);
    }
  }

  @Override
  public Artifact artifact() {
    return result.artifact();
  }

  @Override
  public boolean isClosed() {
    return result.isClosed();
  }

  @Override
  public void close() {
    result.close();
  }
}
