package io.github.datafusionjdbc.tck.bench;

import io.github.datafusionjdbc.DataFusionAppender;
import io.github.datafusionjdbc.DataFusionConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Seconds to write rows of (long, string, double) to disk, each driver in its own format. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class Writes {
  private static final int SINGLE_ROWS = 1_000;

  /** The driver under measure. */
  @Param({"DATAFUSION", "DUCKDB"})
  public Peer peer;

  /** Rows of the query that is inserted and copied. */
  @Param("10000000")
  public int queryRows;

  /** Rows of the batch. */
  @Param("1000000")
  public int batchRows;

  private Path folder;
  private Connection connection;

  /** Connects to an empty database on disk, outside of what is measured. */
  @Setup(Level.Iteration)
  public void connect() throws IOException, SQLException {
    folder = Files.createTempDirectory("writes");
    connection =
        DriverManager.getConnection(
            switch (peer) {
              case DATAFUSION -> "jdbc:datafusion:" + folder.resolve("warehouse") + "?create=true";
              case DUCKDB -> "jdbc:duckdb:" + folder.resolve("database");
            });
    execute("create table t (id bigint, name varchar, price double)");
  }

  /** Closes the connection and removes what was written. */
  @TearDown(Level.Iteration)
  public void close() throws IOException, SQLException {
    connection.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** INSERT of a query's rows. */
  @Benchmark
  public void insertSelect() throws SQLException {
    execute("insert into t " + peer.rowsOfLongStringDouble(queryRows));
  }

  /** COPY of the same rows to a parquet file. */
  @Benchmark
  public void copyToParquet() throws SQLException {
    String target = folder.resolve("copy.parquet").toString();
    execute("copy (" + peer.rowsOfLongStringDouble(queryRows) + ") to '" + target + "'");
  }

  /** One executeBatch of many rows. */
  @Benchmark
  public void batch() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
      for (int i = 0; i < batchRows; i++) {
        set(insert, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** As many rows as the query has, by each driver's appender. */
  @Benchmark
  public void appender() throws SQLException {
    switch (peer) {
      case DATAFUSION -> {
        try (DataFusionAppender appender =
            connection.unwrap(DataFusionConnection.class).appender("t")) {
          for (int i = 0; i < queryRows; i++) {
            appender.append(i);
            appender.append("name-" + i);
            appender.append(i * 0.5);
            appender.endRow();
          }
        }
      }
      case DUCKDB -> {
        try (DuckDBAppender appender =
            connection.unwrap(DuckDBConnection.class).createAppender("main", "t")) {
          for (int i = 0; i < queryRows; i++) {
            appender.beginRow();
            appender.append((long) i);
            appender.append("name-" + i);
            appender.append(i * 0.5);
            appender.endRow();
          }
        }
      }
    }
  }

  /** A thousand inserts of one row, each its own commit. */
  @Benchmark
  public void singleInserts() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
      for (int i = 0; i < SINGLE_ROWS; i++) {
        set(insert, i);
        insert.executeUpdate();
      }
    }
  }

  private static void set(PreparedStatement insert, int i) throws SQLException {
    insert.setLong(1, i);
    insert.setString(2, "name-" + i);
    insert.setDouble(3, i * 0.5);
  }
}
