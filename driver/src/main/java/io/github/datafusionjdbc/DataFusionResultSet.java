package io.github.datafusionjdbc;

import io.github.datafusionjdbc.session.Artifact;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a result of this driver offers beyond {@link ResultSet}; reached by {@code
 * resultSet.unwrap(DataFusionResultSet.class)}.
 */
public interface DataFusionResultSet extends ResultSet {
  /**
   * Moves the rows after the current one into a structure of Arrow's C stream interface. Afterwards
   * this result is at its end and may be closed; the importer owns the stream and releases it.
   * {@code setMaxRows} bounds the rows read and those exported together.
   *
   * @param address of an {@code ArrowArrayStream} structure that the caller allocated and that is
   *     released (its {@code release} member is null); the engine writes the structure there
   * @throws SQLException 24000 if the result is closed or at its end, 22023 if the address is 0
   */
  void exportArrowStream(long address) throws SQLException;

  /**
   * The record of the statement that made this result.
   *
   * @throws SQLException 0A000 (as SQLFeatureNotSupportedException) for a result that no statement
   *     made, such as that of {@link java.sql.Array#getResultSet()}
   */
  Artifact artifact() throws SQLException;
}
