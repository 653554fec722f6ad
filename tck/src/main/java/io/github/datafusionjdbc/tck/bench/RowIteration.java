package io.github.datafusionjdbc.tck.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Seconds to read 10M rows of (long, string, double) with getLong, getString and getDouble. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class RowIteration {
  private static final long ROWS = 10_000_000;

  /** The driver under measure. */
  @Param({"DATAFUSION", "DUCKDB"})
  public Peer peer;

  private Connection connection;

  /** Connects, outside of what is measured. */
  @Setup
  public void connect() throws SQLException {
    connection = peer.connect();
  }

  /** Closes the connection. */
  @TearDown
  public void close() throws SQLException {
    connection.close();
  }

  /** Reads every value of every row. */
  @Benchmark
  public long rows(Blackhole blackhole) throws SQLException {
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(peer.rowsOfLongStringDouble(ROWS))) {
      while (result.next()) {
        blackhole.consume(result.getLong(1));
        blackhole.consume(result.getString(2));
        blackhole.consume(result.getDouble(3));
        rows++;
      }
    }
    if (rows != ROWS) {
      throw new IllegalStateException(peer + " gave " + rows + " rows");
    }
    return rows;
  }
}
