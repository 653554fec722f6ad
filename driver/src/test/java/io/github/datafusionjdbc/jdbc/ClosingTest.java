package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import io.github.datafusionjdbc.engine.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything can be closed in any order, twice, early and from another thread. */
@ExtendWith(NativeLeakCheck.class)
class ClosingTest {
  private static Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:");
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingTheConnectionClosesStatementsAndResults() throws SQLException {
    Connection connection = open();
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("select ?");
    ResultSet result = statement.executeQuery("select value from generate_series(1, 100000)");
    result.next();
    connection.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(prepared.isClosed()).isTrue();
    assertThat(result.isClosed()).isTrue();
    assertThatThrownBy(result::next).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.executeQuery("select 1"))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08003");
    assertThatThrownBy(prepared::executeQuery)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08003");
    result.close();
    prepared.close();
    statement.close();
    connection.close();
  }

  @Test
  void outerBeforeInnerAndTwiceIsFine() throws SQLException {
    try (Connection connection = open()) {
      Statement statement = connection.createStatement();
      ResultSet result = statement.executeQuery("select 1");
      statement.close();
      assertThat(result.isClosed()).isTrue();
      statement.close();
      result.close();
      assertThatThrownBy(() -> statement.executeQuery("select 1"))
          .hasMessage("the statement is closed");
    }
  }

  @Test
  void aResultThatWasKeptEndsWithItsStatement() throws SQLException {
    try (Connection connection = open()) {
      Statement statement = connection.createStatement();
      ResultSet kept = statement.executeQuery("select 1");
      assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
      assertThat(kept.next()).isTrue();
      statement.close();
      assertThat(kept.isClosed()).isTrue();
    }
  }

  @Test
  void executingAgainOrClosingAllResultsClosesTheKeptOnes() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      ResultSet first = statement.executeQuery("select 1");
      statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
      statement.executeQuery("select 2");
      assertThat(first.isClosed()).isTrue();
      ResultSet second = statement.getResultSet();
      statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
      statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
      assertThat(second.isClosed()).isTrue();
    }
  }

  @Test
  void aStatementIsCompleteWhenItsLastResultIsClosed() throws SQLException {
    try (Connection connection = open()) {
      Statement statement = connection.createStatement();
      statement.closeOnCompletion();
      ResultSet first = statement.executeQuery("select 1");
      statement.executeQuery("select 2").next();
      assertThat(first.isClosed()).isTrue();
      assertThat(statement.isClosed()).isFalse();
      ResultSet second = statement.getResultSet();
      statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
      second.close();
      assertThat(statement.isClosed()).isTrue();
    }
  }

  @Test
  void aResultClosedEarlyStopsItsExecution() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 20; i++) {
        ResultSet result =
            statement.executeQuery("select value from generate_series(1, 1000000000)");
        assertThat(result.next()).isTrue();
        result.close();
      }
    }
  }

  @RepeatedTest(20)
  void closingTheConnectionRacesWithReading() throws Exception {
    Connection connection = open();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("select value from generate_series(1, 100000000)");
    CompletableFuture<Long> reading =
        CompletableFuture.supplyAsync(
            () -> {
              long rows = 0;
              try {
                while (result.next()) {
                  rows++;
                  assertThat(result.getLong(1)).isPositive();
                }
                return -1L;
              } catch (SQLException e) {
                return rows;
              }
            });
    connection.close();
    assertThat(reading.get()).as("the reader saw the closing").isNotNegative();
  }

  @Test
  void aResultThatFailedLeavesNothingToAnotherThreadThatClosesIt() throws Exception {
    Connection connection = open();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("select value from generate_series(1, 100000000)");
    assertThat(result.next()).isTrue();
    statement.cancel();
    assertThatThrownBy(
            () -> {
              while (result.next()) {
                assertThat(result.getLong(1)).isPositive();
              }
            })
        .isInstanceOf(SQLException.class);
    CompletableFuture.runAsync(() -> close(connection)).get();
    assertThat(Engine.counters().arrowBytes()).isZero();
  }

  @Test
  void aReaderThatMeetsAClosedResultInAGetterGivesItsRowsBack() throws Exception {
    Connection connection = open();
    ResultSet result =
        connection.createStatement().executeQuery("select value from generate_series(1, 100000)");
    assertThat(result.next()).isTrue();
    CompletableFuture.runAsync(() -> close(connection)).get();
    assertThatThrownBy(() -> result.getLong(1)).isInstanceOf(SQLException.class);
    assertThat(Engine.counters().arrowBytes()).isZero();
  }

  @RepeatedTest(200)
  void theThreadThatExecutedClosesWhileAnotherTakesOver() throws Exception {
    Connection connection = open();
    ResultSet result =
        connection.createStatement().executeQuery("select value from generate_series(1, 100)");
    assertThat(result.next()).isTrue();
    CompletableFuture<Long> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try (result) {
                return result.getLong(1);
              } catch (SQLException e) {
                return 1L;
              }
            });
    connection.close();
    assertThat(reading.get()).isEqualTo(1);
  }

  @RepeatedTest(20)
  void closingTheConnectionRacesWithExecuting() throws Exception {
    Connection connection = open();
    CompletableFuture<SQLException> executing =
        CompletableFuture.supplyAsync(
            () -> {
              try (Statement statement = connection.createStatement()) {
                while (true) {
                  try (ResultSet result = statement.executeQuery("select 1")) {
                    result.next();
                  }
                }
              } catch (SQLException e) {
                return e;
              }
            });
    connection.close();
    assertThat(executing.get().getSQLState()).isIn("08003", "24000", "57014");
  }

  @Test
  void connectionsOfManyThreadsDoNotDisturbEachOther() throws Exception {
    CompletableFuture<?>[] workers = new CompletableFuture<?>[8];
    for (int i = 0; i < workers.length; i++) {
      long n = i;
      workers[i] =
          CompletableFuture.runAsync(
              () -> {
                try (Connection connection = open();
                    PreparedStatement statement = connection.prepareStatement("select ? * 2")) {
                  for (int k = 0; k < 50; k++) {
                    statement.setLong(1, n * 1000 + k);
                    try (ResultSet result = statement.executeQuery()) {
                      result.next();
                      assertThat(result.getLong(1)).isEqualTo(2 * (n * 1000 + k));
                    }
                  }
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
    CompletableFuture.allOf(workers).get();
  }
}
