package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.session.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement that comes again is planned once, and answers as if it were planned each time. */
class RepeatedStatementsTest extends EmptyWarehouse {
  private static final String QUERY = "select * from t order by 1";

  @TempDir Path files;

  @BeforeEach
  void createTable() throws SQLException {
    statement.executeUpdate("create table t as select 1 as id");
    assertThat(rows(QUERY)).containsExactly("1");
    assertThat(isPlanned(QUERY)).as("planned again").isFalse();
  }

  /** Whether executing the statement takes the engine's planner. */
  private boolean isPlanned(String sql) throws SQLException {
    statement.executeQuery(sql).close();
    Artifact artifact = connection.unwrap(DataFusionConnection.class).lastArtifact().orElseThrow();
    assertThat(artifact.plan()).isNotBlank();
    assertThat(artifact.normalizedSql()).isNotBlank();
    return !artifact.planningTime().equals(Duration.ZERO);
  }

  private Connection another() throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + folder);
  }

  @Test
  void queriesOfEveryKindArePlannedOnce() throws SQLException {
    statement.executeUpdate("create view v as select id + 1 as next from t");
    for (String sql :
        List.of(
            "select 1",
            "select next from v",
            "select count(*) from t for version as of 0",
            "explain select * from t",
            "describe t",
            "select table_name from information_schema.tables where table_name = 't'")) {
      assertThat(isPlanned(sql)).as(sql).isTrue();
      assertThat(isPlanned(sql)).as(sql).isFalse();
    }
  }

  @Test
  void aCommitIsSeenWhoeverMakesIt() throws SQLException {
    statement.executeUpdate("insert into t values (2)");
    assertThat(rows(QUERY)).containsExactly("1", "2");
    try (Connection other = another();
        Statement elsewhere = other.createStatement()) {
      elsewhere.executeUpdate("insert into t values (3)");
      assertThat(rows(QUERY)).containsExactly("1", "2", "3");
      elsewhere.executeUpdate("create or replace table t as select 'x' as other");
    }
    assertThat(rows(QUERY)).containsExactly("x");
  }

  @Test
  void aTableThatIsDroppedAndMadeAgainIsAnotherOne() throws SQLException {
    statement.executeUpdate("drop table t");
    assertThatThrownBy(() -> rows(QUERY)).hasMessageContaining("there is no table 't'");
    statement.executeUpdate("create table t as select 7 as id");
    assertThat(rows(QUERY)).containsExactly("7");
  }

  @Test
  void aFolderInThePlaceOfATableIsReadEvenWithTheSameIdAndVersion() throws Exception {
    statement.executeUpdate("insert into t values (2)");
    Path table = folder.resolve("public/t");
    Path copy = files.resolve("copy");
    copy(table, copy);
    statement.executeUpdate("insert into t values (3)");
    assertThat(rows(QUERY)).containsExactly("1", "2", "3");
    delete(table);
    copy(copy, table);
    statement.executeUpdate("insert into t values (40)");
    assertThat(rows(QUERY)).containsExactly("1", "2", "40");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aViewThatIsRedefinedIsAnotherOneAlsoBehindOthers() throws SQLException {
    statement.executeUpdate("create view v as select id from t");
    statement.executeUpdate("create view w as select id * 10 as ten from v");
    assertThat(rows("select * from w")).containsExactly("10");
    statement.executeUpdate("create or replace view v as select id + 1 as id from t");
    assertThat(rows("select * from w")).containsExactly("20");
  }

  @Test
  void aTemporaryObjectHidesAnotherAndUncoversIt() throws SQLException {
    statement.executeUpdate("create temporary view v as select 99 as id");
    assertThat(rows("select * from v")).containsExactly("99");
    try (Connection other = another();
        Statement elsewhere = other.createStatement()) {
      elsewhere.executeUpdate("create view v as select 7 as id");
    }
    assertThat(rows("select * from v")).containsExactly("99");
    statement.executeUpdate("drop view v");
    assertThat(rows("select * from v")).containsExactly("7");
  }

  @Test
  void theSchemaOfNamesCounts() throws SQLException {
    statement.executeUpdate("create schema s");
    statement.executeUpdate("create table s.t as select 5 as id");
    statement.execute("use s");
    assertThat(rows(QUERY)).containsExactly("5");
    connection.setSchema("public");
    assertThat(rows(QUERY)).containsExactly("1");
  }

  @Test
  void aSettingCounts() throws SQLException {
    String half = "select arrow_typeof(1.5)";
    assertThat(rows("select 1 order by 1")).containsExactly("1");
    assertThat(rows(half)).containsExactly("Float64");
    assertThat(isPlanned(half)).isFalse();
    statement.execute("set datafusion.execution.batch_size = 10");
    assertThat(isPlanned(half)).isTrue();
    statement.execute("reset datafusion.execution.batch_size");
    assertThat(isPlanned(half)).isTrue();
  }

  @Test
  void eachConnectionHasItsTimeZone() throws SQLException {
    String sql = "select cast(timestamptz '2024-01-01 00:00:00' as varchar)";
    for (String zone : List.of("UTC", "Asia/Tokyo", "UTC")) {
      try (Connection other =
              DriverManager.getConnection("jdbc:datafusion:" + folder + "?timezone=" + zone);
          Statement query = other.createStatement();
          ResultSet first = query.executeQuery(sql)) {
        assertThat(first.next()).isTrue();
        String text = first.getString(1);
        assertThat(text).endsWith(zone.equals("UTC") ? "Z" : "+09:00");
        try (ResultSet again = query.executeQuery(sql)) {
          assertThat(again.next()).isTrue();
          assertThat(again.getString(1)).isEqualTo(text);
        }
      }
    }
  }

  @Test
  void aPolicyThatIsTightenedRefusesWhatRanBefore() throws Exception {
    Path rules =
        Files.writeString(
            files.resolve("p.json"), "{\"version\": 1, \"tables\": {\"read\": [\"public.u\"]}}");
    try (Connection limited =
            DriverManager.getConnection("jdbc:datafusion:" + folder + "?policy=" + rules);
        Statement query = limited.createStatement()) {
      assertThatThrownBy(() -> query.executeQuery(QUERY)).hasMessageContaining("'public.t'");
    }
    connection.setReadOnly(true);
    assertThat(rows(QUERY)).containsExactly("1");
    assertThat(isPlanned(QUERY)).isFalse();
  }

  @Test
  void theFilesOfAnExternalTableAreListedEachTime() throws SQLException {
    statement.executeUpdate("copy (select 1 as id) to '" + files + "/x/a.parquet'");
    statement.executeUpdate(
        "create external table x stored as parquet location '" + files + "/x/'");
    assertThat(rows("select * from x order by id")).containsExactly("1");
    statement.executeUpdate("copy (select 2 as id) to '" + files + "/x/b.parquet'");
    assertThat(rows("select * from x order by id")).containsExactly("1", "2");
  }

  @Test
  void aTransactionReadsTheVersionThatItReadFirst() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(rows(QUERY)).containsExactly("1");
    try (Connection other = another();
        Statement elsewhere = other.createStatement()) {
      elsewhere.executeUpdate("insert into t values (2)");
    }
    assertThat(rows(QUERY)).containsExactly("1");
    connection.commit();
    assertThat(rows(QUERY)).containsExactly("1", "2");
  }

  @Test
  void timeAndChanceAreNotKept() throws SQLException {
    String now = "select now()";
    String chance = "select random(), uuid()";
    List<String> time = rows(now);
    assertThat(isPlanned(now)).isFalse();
    assertThat(rows(now)).isNotEqualTo(time);
    assertThat(rows(chance)).isNotEqualTo(rows(chance));
  }

  @Test
  void valuesOfParametersAreOfTheirExecutionAlone() throws SQLException {
    String sql = "select ? from t where id < ?";
    try (PreparedStatement two = connection.prepareStatement(sql)) {
      two.setNull(1, java.sql.Types.VARCHAR);
      two.setInt(2, 1);
      try (PreparedStatement one = connection.prepareStatement(sql)) {
        one.setString(1, "x");
        one.setInt(2, 5);
        assertThat(first(one)).isEqualTo("x");
        try (ResultSet none = two.executeQuery()) {
          assertThat(none.next()).isFalse();
        }
        two.setInt(2, 2);
        assertThat(first(two)).isNull();
      }
      two.setString(1, "y");
      assertThat(first(two)).isEqualTo("y");
    }
  }

  private static String first(PreparedStatement query) throws SQLException {
    try (ResultSet result = query.executeQuery()) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  @Test
  void aResultThatIsReadSurvivesTheEvictionOfItsPlan() throws SQLException {
    try (Statement reading = connection.createStatement();
        ResultSet result = reading.executeQuery("select * from generate_series(1, 100000)")) {
      assertThat(result.next()).isTrue();
      for (int i = 0; i < 400; i++) {
        statement.executeQuery("select " + i).close();
      }
      int rows = 1;
      while (result.next()) {
        rows++;
      }
      assertThat(rows).isEqualTo(100000);
    }
    assertThat(rows(QUERY)).containsExactly("1");
  }

  @Test
  void threadsShareAConnectionAndItsPlans() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Long> work =
          () -> {
            long sum = 0;
            try (Statement mine = connection.createStatement()) {
              for (int i = 0; i < 100; i++) {
                try (ResultSet result = mine.executeQuery("select id + " + i % 7 + " from t")) {
                  result.next();
                  sum += result.getLong(1);
                }
              }
            }
            return sum;
          };
      long expected = 0;
      for (int i = 0; i < 100; i++) {
        expected += 1 + i % 7;
      }
      for (Future<Long> sum : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(sum.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }
}
