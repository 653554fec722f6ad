package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.session.Artifact;
import java.sql.SQLException;
import java.util.List;

/** Where a result set has its rows from. */
interface RowSource {
  List<ArrowField> columns();

  /** One reader for each column; they read the batch that {@link #nextBatch} moved to. */
  ValueReader[] readers();

  /** Moves to the next batch: its number of rows, or 0 at the end. */
  int nextBatch() throws SQLException;

  /**
   * Tells that the calling thread reads the current batch from now on. False if there is none any
   * more, because another thread closed this.
   */
  boolean readHere();

  /** Exports the rest; see {@link io.github.datafusionjdbc.DataFusionResultSet}. */
  void exportArrowStream(long address, int rowsRead, long maxRows) throws SQLException;

  Artifact artifact() throws SQLException;

  /** Also true once the statement or the connection behind it is closed. */
  boolean isClosed();

  void close();
}
