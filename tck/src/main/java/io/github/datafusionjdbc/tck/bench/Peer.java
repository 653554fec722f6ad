package io.github.datafusionjdbc.tck.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The two drivers that are compared, each on a private in-memory database. */
public enum Peer {
  /** This driver. */
  DATAFUSION("jdbc:datafusion:", "generate_series(1, %d)", "value"),
  /** DuckDB's. */
  DUCKDB("jdbc:duckdb:", "generate_series(1, %d)", "generate_series");

  private final String url;
  private final String series;
  private final String seriesColumn;

  Peer(String url, String series, String seriesColumn) {
    this.url = url;
    this.series = series;
    this.seriesColumn = seriesColumn;
  }

  /** The peer's URL of an in-memory database. */
  public String url() {
    return url;
  }

  /** A new connection to an in-memory database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** A query for this many rows of (long, string, double), made by the engine as it goes. */
  public String rowsOfLongStringDouble(long rows) {
    return String.format(
        "select %2$s as id, concat('name-', cast(%2$s as varchar)) as name,"
            + " cast(%2$s as double) * 0.5 as price from %1$s",
        String.format(series, rows), seriesColumn);
  }
}
