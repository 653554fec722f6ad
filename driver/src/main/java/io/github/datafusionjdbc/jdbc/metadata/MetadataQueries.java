package io.github.datafusionjdbc.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How metadata reaches the database: as a statement of the connection, recorded as metadata's. */
@FunctionalInterface
public interface MetadataQueries {
  /**
   * Runs a query. Its statement closes with the result.
   *
   * @param sql with a {@code ?} for each value
   * @param values never null
   * @throws SQLException 08003 if the connection is closed
   */
  ResultSet query(String sql, List<String> values) throws SQLException;
}
