package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionResultSet;
import java.io.IOException;
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
}
