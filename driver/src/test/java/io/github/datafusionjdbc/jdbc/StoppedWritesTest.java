package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Writes that are stopped before their commit: the table and its folder are as they were. */
@ExtendWith(NativeLeakCheck.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedWritesTest {
  /** Writes file after file and would go on for hours. */
  private static final String ENDLESS =
      "insert into t select value, value % 3 from generate_series(1, 1000000000000)";

  @TempDir Path folder;
  private Connection connection;
  private Statement statement;
  private List<Path> before;

  @BeforeEach
  void connect() throws Exception {
    connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
    statement = connection.createStatement();
    statement.executeUpdate(
        "create table t (id bigint, p int) with ('delta.targetFileSize' = '10kb')");
    statement.executeUpdate("insert into t values (1, 1), (2, null)");
    before = files();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void assertUntouched() throws Exception {
    assertThat(files()).isEqualTo(before);
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        ResultSet rows = other.createStatement().executeQuery("select count(*), sum(id) from t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1) + " " + rows.getString(2)).isEqualTo("2 3");
    }
  }

  private CompletableFuture<Integer> inBackground(String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return statement.executeUpdate(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private int entries() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("public/t"))) {
      return (int) files.count();
    }
  }

  /** Until a data file is begun, or the write has failed. */
  private void awaitFiles(CompletableFuture<Integer> write) throws IOException {
    int entries = entries();
    while (!write.isDone() && entries() == entries) {
      Thread.onSpinWait();
    }
  }

  @Test
  void cancelEndsAWriteThatHasWrittenFiles() throws Exception {
    CompletableFuture<Integer> write = inBackground(ENDLESS);
    awaitFiles(write);
    statement.cancel();
    assertThatThrownBy(write::get)
        .isInstanceOf(ExecutionException.class)
        .rootCause()
        .hasMessageContaining("cancel");
    assertUntouched();
    assertThat(statement.executeUpdate("insert into t values (3, 3)")).isEqualTo(1);
  }

  @Test
  void aTimeLimitEndsAWriteThatHasWrittenFiles() throws Exception {
    statement.setQueryTimeout(1);
    assertThatThrownBy(() -> statement.executeUpdate(ENDLESS))
        .isInstanceOf(SQLTimeoutException.class);
    assertUntouched();
  }

  @Test
  void closingTheConnectionEndsAWriteThatHasWrittenFiles() throws Exception {
    CompletableFuture<Integer> write = inBackground(ENDLESS);
    awaitFiles(write);
    connection.close();
    assertThatThrownBy(write::get).isInstanceOf(ExecutionException.class);
    assertUntouched();
  }

  @Test
  void aMemoryLimitEndsAWriteThatHasWrittenFiles() throws Exception {
    try (Connection small =
            DriverManager.getConnection("jdbc:datafusion:" + folder + "?memoryLimit=32MB");
        Statement insert = small.createStatement()) {
      assertThatThrownBy(
              () ->
                  insert.executeUpdate(
                      "insert into t select value, 1 from generate_series(1, 200000) union all"
                          + " select array_length(array_agg(value)), 2"
                          + " from generate_series(1, 20000000)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53200"));
    }
    assertUntouched();
  }

  @Test
  void aLastRowThatDoesNotFitIsNamedAndTheFilesOfAllOthersAreRemoved() throws Exception {
    assertThatThrownBy(
            () ->
                statement.executeUpdate(
                    "insert into t select value, case when value = 300000 then '9x' else '9' end"
                        + " from generate_series(1, 300000)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("row 300000, column 'p': the value '9x'");
    assertUntouched();
  }

  @Test
  void aTableWhoseQueryFailsIsNotThereAndHasNoFiles() throws Exception {
    assertThatThrownBy(
            () ->
                statement.executeUpdate(
                    "create table n as"
                        + " select 1 / (300000 - value) as a from generate_series(1, 300000)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
    assertUntouched();
    assertThat(statement.executeUpdate("create table n as select 1 as a")).isEqualTo(1);
  }
}
