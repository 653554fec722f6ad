package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that would run for hours end when they are told to. */
@ExtendWith(NativeLeakCheck.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTest {
  private static final String ENDLESS =
      "select count(*) from generate_series(1, 1000000000000) as t(v) where v % 7 = 8";

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:datafusion:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Cancels until the execution has ended, since it may not have begun at the first time. */
  private static void cancelUntilEnded(Statement statement, CompletableFuture<Void> execution)
      throws Exception {
    while (!execution.isDone()) {
      statement.cancel();
      Thread.onSpinWait();
    }
  }

  private static CompletableFuture<Void> inBackground(Statement statement, String sql) {
    return CompletableFuture.runAsync(
        () -> {
          try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
              result.getObject(1);
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENDLESS,
        "select v from generate_series(1, 1000000000000) as t(v) order by v % 1000, v desc",
        "select count(*) from generate_series(1, 100000000000) as a(v)"
            + " join generate_series(1, 1000) as b(w) on a.v % 1000 = b.w",
        "select value from generate_series(1, 1000000000000)"
      })
  void cancelEndsAGeneratorASortAJoinAndAFetch(String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Void> execution = inBackground(statement, sql);
      cancelUntilEnded(statement, execution);
      assertThatThrownBy(execution::get)
          .rootCause()
          .satisfies(e -> assertThat(e).hasMessageMatching("(?s).*cancel.*"));
      assertThat(statement.executeQuery("select 1").next()).as("usable afterwards").isTrue();
    }
  }

  @Test
  void aTimeLimitEndsTheStatementWithItsOwnException() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessageContaining("1000 ms")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      statement.setQueryTimeout(0);
      assertThat(statement.executeQuery("select 1").next()).isTrue();
    }
  }

  @Test
  void theKeyQueryTimeoutIsTheDefaultLimit() throws SQLException {
    try (Connection limited = DriverManager.getConnection("jdbc:datafusion:?queryTimeout=1");
        Statement statement = limited.createStatement()) {
      assertThat(statement.getQueryTimeout()).isEqualTo(1);
      assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
          .isInstanceOf(SQLTimeoutException.class);
    }
  }

  @Test
  void closingTheConnectionEndsWhatRuns() throws Exception {
    Statement statement = connection.createStatement();
    CompletableFuture<Void> execution = inBackground(statement, ENDLESS);
    connection.close();
    assertThatThrownBy(execution::get).rootCause().isInstanceOf(Exception.class);
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void cancelWithoutAnExecutionDoesNothing() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      try (ResultSet result = statement.executeQuery("select 1")) {
        assertThat(result.next()).isTrue();
      }
      statement.cancel();
      assertThat(statement.executeQuery("select 2").next()).isTrue();
    }
  }
}
