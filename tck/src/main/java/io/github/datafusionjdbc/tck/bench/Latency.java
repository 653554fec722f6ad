package io.github.datafusionjdbc.tck.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
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

/** Microseconds of the smallest statements, and of a connection opened for one of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class Latency {
  /** The driver under measure. */
  @Param({"DATAFUSION", "DUCKDB"})
  public Peer peer;

  private Connection connection;
  private Statement statement;
  private PreparedStatement prepared;
  private long parameter;

  /** Connects and prepares, outside of what is measured. */
  @Setup
  public void connect() throws SQLException {
    connection = peer.connect();
    statement = connection.createStatement();
    prepared = connection.prepareStatement("select ?");
  }

  /** Closes the connection. */
  @TearDown
  public void close() throws SQLException {
    connection.close();
  }

  /** {@code select 1} from its text to its value. */
  @Benchmark
  public long selectOne() throws SQLException {
    try (ResultSet result = statement.executeQuery("select 1")) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A prepared {@code select ?} with another value each time. */
  @Benchmark
  public long selectParameter() throws SQLException {
    prepared.setLong(1, parameter++);
    try (ResultSet result = prepared.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Open a connection of its own, query, close. */
  @Benchmark
  public long openQueryClose() throws SQLException {
    try (Connection own = peer.connect();
        Statement ownStatement = own.createStatement();
        ResultSet result = ownStatement.executeQuery("select 1")) {
      result.next();
      return result.getLong(1);
    }
  }
}
