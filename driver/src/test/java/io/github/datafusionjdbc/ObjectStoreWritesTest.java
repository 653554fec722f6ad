package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a warehouse behind the S3 protocol; the folder behind it is read to compare. */
@ExtendWith(NativeLeakCheck.class)
class ObjectStoreWritesTest {
  private static final String KEY_ID = "AKIDOFTHETEST";

  @TempDir Path folder;
  private FolderAsBucket bucket;
  private Connection connection;

  @BeforeEach
  void open() throws IOException, SQLException {
    Files.createDirectories(folder.resolve("warehouse"));
    Files.writeString(folder.resolve("warehouse/README"), "a folder that a listing shows");
    bucket = new FolderAsBucket(folder, "bucket", KEY_ID);
    connection = connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    bucket.close();
  }

  private Connection connect() throws SQLException {
    Properties credentials = new Properties();
    credentials.setProperty("aws_access_key_id", KEY_ID);
    credentials.setProperty("aws_secret_access_key", "secret");
    return DriverManager.getConnection(
        "jdbc:datafusion:s3://bucket/warehouse?aws_allow_http=true&aws_region=us-east-1&aws_endpoint="
            + bucket.endpoint(),
        credentials);
  }

  private static long update(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  private static String value(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  /** What the bucket and the folder behind it, each read by a connection of its own, agree on. */
  private String everywhere(String sql) throws SQLException {
    String remote = value(connection, sql);
    try (Connection local =
        DriverManager.getConnection(TestData.url(folder.resolve("warehouse")))) {
      assertThat(value(local, sql)).isEqualTo(remote);
    }
    return remote;
  }

  private List<String> dataFiles(String table) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse/public").resolve(table))) {
      return files.map(Path::toString).filter(name -> name.endsWith(".parquet")).toList();
    }
  }

  @Test
  void tablesAreMadeFilledAndDropped() throws Exception {
    update(connection, "create table t (n bigint, p varchar) partitioned by (p)");
    update(connection, "insert into t values (1, 'a/b'), (2, null)");
    update(connection, "insert into t select value, 'c' from generate_series(1, 100) t(value)");
    assertThat(everywhere("select count(*) || ' ' || sum(n) from t")).isEqualTo("102 5053");
    update(connection, "insert overwrite t values (7, 'd')");
    assertThat(everywhere("select count(*) || ' ' || sum(n) from t")).isEqualTo("1 7");
    update(connection, "drop table t");
    assertThat(folder.resolve("warehouse/public/t/_delta_log")).isEmptyDirectory();
    assertThatThrownBy(() -> value(connection, "select count(*) from t"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
  }

  @Test
  void aFileThatIsUploadedInPartsIsWhole() throws Exception {
    long rows =
        update(
            connection,
            "create table t as select value as n, sha256(cast(value as varchar)) as h"
                + " from generate_series(1, 600000) t(value)");
    assertThat(rows).isEqualTo(600_000);
    assertThat(dataFiles("t").stream().mapToLong(file -> Path.of(file).toFile().length()).sum())
        .isGreaterThan(16 << 20);
    assertThat(everywhere("select count(*) from t where h = sha256(cast(n as varchar))"))
        .isEqualTo("600000");
  }

  @Test
  void sessionsThatInsertAtOnceLoseAndDoubleNothing() throws Exception {
    update(connection, "create table t (n int)");
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        int first = writer * 5;
        writers.add(
            () -> {
              try (Connection own = connect()) {
                for (int i = first; i < first + 5; i++) {
                  update(own, "insert into t values (" + i + ")");
                }
              }
              return null;
            });
      }
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(everywhere("select count(*) || ' ' || count(distinct n) from t")).isEqualTo("15 15");
  }

  @Test
  void aCommitWhoseAnswerIsLostIsThereOnce() throws Exception {
    update(connection, "create table t (n int)");
    AtomicInteger lost = new AtomicInteger();
    bucket.loseAnswersOf(
        key -> key.endsWith("00000000000000000001.json") && lost.getAndIncrement() == 0);
    assertThat(update(connection, "insert into t values (1), (2)")).isEqualTo(2);
    assertThat(lost).hasPositiveValue();
    assertThat(everywhere("select count(*) || ' ' || sum(n) from t")).isEqualTo("2 3");
    assertThat(update(connection, "insert into t values (3)")).isEqualTo(1);
    assertThat(everywhere("select count(*) || ' ' || sum(n) from t")).isEqualTo("3 6");
  }

  @Test
  void aWriteThatTheStoreDeniesLeavesNothing() throws Exception {
    update(connection, "create table t (n int)");
    bucket.deny(key -> key.contains("_delta_log"));
    assertThatThrownBy(() -> update(connection, "insert into t values (1)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    assertThat(dataFiles("t")).isEmpty();
    bucket.deny(key -> key.endsWith(".parquet"));
    assertThatThrownBy(() -> update(connection, "insert into t values (1)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    bucket.deny(key -> false);
    assertThat(everywhere("select count(*) from t")).isEqualTo("0");
  }
}
