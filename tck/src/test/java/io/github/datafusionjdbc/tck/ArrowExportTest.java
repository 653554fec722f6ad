package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.DataFusionAppender;
import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.DataFusionResultSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application's own Arrow reads what this driver exports, beside the driver's shaded jar. */
class ArrowExportTest {
  private static final String ROWS = "select value as v from generate_series(1, 100000)";

  @Test
  void theApplicationsArrowReadsAWholeResult() throws SQLException, IOException {
    assertThat(sumOfTheRestAfter(0)).isEqualTo(new long[] {100_000, 5_000_050_000L});
  }

  @Test
  void theGreatestNumberOfRowsBoundsTheExportToo() throws SQLException, IOException {
    assertThat(sumOfTheRestAfter(0, 10)).isEqualTo(new long[] {10, 55});
    assertThat(sumOfTheRestAfter(3, 10)).isEqualTo(new long[] {7, 49});
    assertThat(sumOfTheRestAfter(10, 10)).isEqualTo(new long[] {0, 0});
    assertThat(sumOfTheRestAfter(10_000, 20_000))
        .isEqualTo(new long[] {10_000, 200_010_000L - 50_005_000});
  }

  @Test
  void theExportBeginsAfterTheCurrentRow() throws SQLException, IOException {
    assertThat(sumOfTheRestAfter(3)).isEqualTo(new long[] {99_997, 5_000_050_000L - 6});
    assertThat(sumOfTheRestAfter(10_000))
        .isEqualTo(new long[] {90_000, 5_000_050_000L - 50_005_000});
  }

  /** Rows and sum of what the export holds after this many calls of next(). */
  private static long[] sumOfTheRestAfter(int rowsRead) throws SQLException, IOException {
    return sumOfTheRestAfter(rowsRead, 0);
  }

  private static long[] sumOfTheRestAfter(int rowsRead, int maxRows)
      throws SQLException, IOException {
    try (BufferAllocator allocator = new RootAllocator();
        Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = limited(connection, maxRows);
        ResultSet result = statement.executeQuery(ROWS);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      for (int row = 0; row < rowsRead; row++) {
        result.next();
      }
      result.unwrap(DataFusionResultSet.class).exportArrowStream(stream.memoryAddress());
      long rows = 0;
      long sum = 0;
      try (ArrowReader reader = Data.importArrayStream(allocator, stream)) {
        while (reader.loadNextBatch()) {
          BigIntVector values = (BigIntVector) reader.getVectorSchemaRoot().getVector("v");
          for (int row = 0; row < values.getValueCount(); row++) {
            sum += values.get(row);
          }
          rows += values.getValueCount();
        }
      }
      return new long[] {rows, sum};
    }
  }

  private static Statement limited(Connection connection, int maxRows) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setMaxRows(maxRows);
    return statement;
  }

  @Test
  void anExportOutlivesItsConnection() throws SQLException, IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(ROWS)) {
        result.unwrap(DataFusionResultSet.class).exportArrowStream(stream.memoryAddress());
      }
      long rows = 0;
      try (ArrowReader reader = Data.importArrayStream(allocator, stream)) {
        while (reader.loadNextBatch()) {
          rows += reader.getVectorSchemaRoot().getRowCount();
        }
      }
      assertThat(rows).isEqualTo(100_000);
    }
  }

  @Test
  void anAppenderTakesTheRowsOfAStream(@TempDir Path folder) throws SQLException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
        Connection connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (id int, s varchar default 'd', n bigint)");
      DataFusionConnection own = connection.unwrap(DataFusionConnection.class);
      try (DataFusionAppender appender = own.appender("t", "id", "n")) {
        appender.append(-1);
        appender.append(-2);
        appender.endRow();
        export(
            statement,
            "select value * 2 as n, value as id from generate_series(1, 100000)",
            stream);
        assertThat(appender.appendArrowStream(stream.memoryAddress())).isEqualTo(100_000);
      }
      try (ResultSet sums = statement.executeQuery("select sum(id), sum(n), min(s) from t")) {
        assertThat(sums.next()).isTrue();
        assertThat(sums.getLong(1)).isEqualTo(5_000_050_000L - 1);
        assertThat(sums.getLong(2)).isEqualTo(10_000_100_000L - 2);
        assertThat(sums.getString(3)).isEqualTo("d");
      }
    }
  }

  @Test
  void aStreamThatDoesNotFitNamesTheColumn(@TempDir Path folder) throws SQLException {
    assertNotTaken(folder, "select 1 as id, 2 as m", "42703", "no column 'n'");
    assertNotTaken(folder, "select 1 as id, 2 as n, 3 as more", "42703", "'more'");
    assertNotTaken(folder, "select true as id, 2 as n", "42804", "column 'id'");
    assertNotTaken(
        folder,
        "select value as id, 1 as n from generate_series(2147483640, 2147483650)",
        "22003",
        "row 9, column 'id'");
  }

  private static void assertNotTaken(Path folder, String query, String state, String message)
      throws SQLException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
        Connection connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement statement = connection.createStatement()) {
      statement.execute("create or replace table t (id int, n bigint)");
      export(statement, query, stream);
      try (DataFusionAppender appender =
          connection.unwrap(DataFusionConnection.class).appender("t")) {
        assertThatThrownBy(() -> appender.appendArrowStream(stream.memoryAddress()))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
            .hasMessageContaining(message);
      }
      try (ResultSet count = statement.executeQuery("select count(*) from t")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getLong(1)).isZero();
      }
    }
  }

  private static void export(Statement statement, String query, ArrowArrayStream stream)
      throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.unwrap(DataFusionResultSet.class).exportArrowStream(stream.memoryAddress());
    }
  }
}
