package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** INSERT and CREATE TABLE AS, each one commit. */
class InsertTest extends EmptyWarehouse {
  private long dataFiles(String table) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("public").resolve(table))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private long version(String table) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("public/" + table + "/_delta_log"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count() - 1;
    }
  }

  private void assertFails(String sql, String state, String message) {
    assertFails(() -> statement.executeUpdate(sql), state, message);
  }

  @Test
  void valuesAndQueriesAreInsertedAndCounted() throws Exception {
    statement.executeUpdate("create table t (id bigint, s varchar, d decimal(5, 2))");
    assertThat(statement.executeUpdate("insert into t values (1, 'ä', 1.5), (2, null, null)"))
        .isEqualTo(2);
    assertThat(statement.executeLargeUpdate("insert into t (s, id) select s, id + 10 from t"))
        .isEqualTo(2L);
    assertThat(statement.execute("insert into t select * from t where false")).isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(rows("select * from t order by id"))
        .containsExactly("1|ä|1.50", "2|null|null", "11|ä|null", "12|null|null");
    assertThat(version("t")).isEqualTo(3);
  }

  @Test
  void numbersForADecimalColumnAreStoredToTheLastDigit() throws Exception {
    statement.executeUpdate(
        "create table t (a decimal(38, 10), b decimal(38, 30), c decimal(38, 0))");
    statement.executeUpdate(
        "insert into t values (9999999999999999999999999999.9999999999, 0.1,"
            + " 12345678901234567890123456789012345678), (-9999999999999999999999999999.9999999999,"
            + " -1.5e-3, -18446744073709551617), (1e3, 1, 7), (default, null, null)");
    assertThat(rows("select * from t order by a"))
        .containsExactly(
            "-9999999999999999999999999999.9999999999|-0.001500000000000000000000000000"
                + "|-18446744073709551617",
            "1000.0000000000|1.000000000000000000000000000000|7",
            "9999999999999999999999999999.9999999999|0.100000000000000000000000000000"
                + "|12345678901234567890123456789012345678",
            "null|null|null");
    statement.executeUpdate("insert into t (a, c) values (1.5 * 2, 2 * 3), (0.5, 7)");
    assertThat(rows("select a, c from t where b is null and c is not null order by c"))
        .containsExactly("3.0000000000|6", "0.5000000000|7");
    assertFails("insert into t (c) values (1.5)", "22003", "1.5 cannot be stored as DECIMAL(38,0)");
  }

  @Test
  void aTableIsCreatedFromAQuery() throws SQLException {
    assertThat(
            statement.executeUpdate(
                "create table t as select value as id, value * 2 as twice"
                    + " from generate_series(1, 1000)"))
        .isEqualTo(1000);
    assertThat(rows("select count(*), sum(twice) from t")).containsExactly("1000|1001000");
    assertThat(
            statement.executeUpdate("create or replace table t as select id from t where id > 990"))
        .isEqualTo(10);
    assertThat(rows("select count(*) from t")).containsExactly("10");
  }

  @Test
  void timesOfAQueryAreKeptInMicroseconds() throws SQLException {
    statement.executeUpdate(
        "create table t as select timestamp '2024-02-29 23:59:59.123456789' as a,"
            + " arrow_cast('2024-02-29T23:59:59.9999999Z', 'Timestamp(ns, \"UTC\")') as b");
    assertThat(rows("select * from t"))
        .containsExactly("2024-02-29 23:59:59.123456|2024-02-29 23:59:59.999999+00:00");
  }

  @Test
  void anOverwritePutsItsRowsInThePlaceOfAllOthers() throws SQLException {
    statement.executeUpdate("create table t as select 1 as a");
    assertThat(statement.executeUpdate("insert overwrite t values (2), (3)")).isEqualTo(2);
    assertThat(rows("select a from t order by a")).containsExactly("2", "3");
    assertThat(rows("select a from t for version as of 0")).containsExactly("1");
  }

  @Test
  void partitionsNullDefaultsAndGeneratedColumnsAreWritten() throws SQLException {
    statement.executeUpdate(
        "create table t (a int default 7, p varchar, b int generated always as (a + 1))"
            + " partitioned by (p)");
    statement.executeUpdate("insert into t (p) values ('x/y'), (null), ('')");
    statement.executeUpdate("insert into t (a, p) values (1, 'x/y')");
    assertThat(rows("select a, p, b from t order by a, p nulls last"))
        .containsExactly("1|x/y|2", "7|x/y|8", "7|null|8", "7|null|8");
  }

  @Test
  void aRowThatTheTableDoesNotTakeLeavesTableAndFolderAsTheyWere() throws Exception {
    statement.executeUpdate("create table t (id int not null, s varchar(3), check (id > 0))");
    statement.executeUpdate("insert into t values (1, 'abc')");
    long files = dataFiles("t");
    assertFails("insert into t values (2, 'ok'), (3, 'long')", "22001", "s");
    assertFails("insert into t values (2, 'ok'), (null, 'ok')", "23502", "id");
    assertFails("insert into t values (2, 'ok'), (0, 'ok')", "23514", "id");
    assertFails("insert into t values (2, 'ok'), (3000000000, 'ok')", "22003", "3000000000");
    assertFails("insert into t select 'x', 'ok'", "22018", "x");
    assertThat(dataFiles("t")).isEqualTo(files);
    assertThat(version("t")).isEqualTo(1);
    assertThat(rows("select * from t")).containsExactly("1|abc");
  }

  @Test
  void preparedInsertsTakeParameters() throws Exception {
    statement.executeUpdate("create table t (id bigint, s varchar)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 0; i < 5; i++) {
        insert.setInt(1, i);
        insert.setString(2, i % 2 == 0 ? null : "s" + i);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
    }
    assertThat(rows("select * from t order by id"))
        .containsExactly("0|null", "1|s1", "2|null", "3|s3", "4|null");
    assertThat(version("t")).isEqualTo(5);
  }

  @Test
  void aQueryThatRunsKeepsTheVersionThatItBeganWith() throws SQLException {
    statement.executeUpdate("create table t as select value from generate_series(1, 50000)");
    try (Statement reader = connection.createStatement();
        ResultSet rows = reader.executeQuery("select value from t")) {
      assertThat(rows.next()).isTrue();
      statement.executeUpdate("insert overwrite t values (0)");
      long count = 1;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(50000);
    }
    assertThat(rows("select * from t")).containsExactly("0");
  }

  @Test
  void insertsThatRaceAllLandOnceEach() throws Exception {
    statement.executeUpdate("create table t (id int)");
    int writers = 4;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer * each;
        counts.add(
            threads.submit(
                () -> {
                  int count = 0;
                  try (Connection own = DriverManager.getConnection("jdbc:datafusion:" + folder);
                      PreparedStatement insert = own.prepareStatement("insert into t values (?)")) {
                    for (int i = 0; i < each; i++) {
                      insert.setInt(1, first + i);
                      count += insert.executeUpdate();
                    }
                  }
                  return count;
                }));
      }
      for (Future<Integer> count : counts) {
        assertThat(count.get()).isEqualTo(each);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows("select count(*), count(distinct id), min(id), max(id) from t"))
        .containsExactly("40|40|0|39");
    assertThat(version("t")).isEqualTo(40);
  }

  @Test
  void anInsertOfRowsOfTheTableItselfReadsTheVersionBefore() throws Exception {
    statement.executeUpdate("create table t as select 1 as id");
    for (int i = 0; i < 5; i++) {
      statement.executeUpdate("insert into t select id + 1 from t");
    }
    assertThat(rows("select count(*), max(id) from t")).containsExactly("32|6");
  }

  @Test
  void partitionsOfEveryNameAreWrittenAndFound() throws Exception {
    statement.executeUpdate("create table t (id int, p varchar) partitioned by (p)");
    List<String> names =
        List.of("a b=c/d%e:f?", "__HIVE_DEFAULT_PARTITION__", "..", "é☃😀", "a\nb", "'\"", " ");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 0; i < names.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, names.get(i));
        insert.executeUpdate();
      }
    }
    try (PreparedStatement query = connection.prepareStatement("select id from t where p = ?")) {
      for (int i = 0; i < names.size(); i++) {
        query.setString(1, names.get(i));
        try (ResultSet found = query.executeQuery()) {
          assertThat(found.next()).as(names.get(i)).isTrue();
          assertThat(found.getInt(1)).isEqualTo(i);
          assertThat(found.next()).isFalse();
        }
      }
    }
    assertThat(rows("select count(*) from t where p is null")).containsExactly("0");
  }

  @Test
  void columnsAreTakenByNameAndTheOthersHaveTheirDefaults() throws Exception {
    statement.executeUpdate("create table t (a int, b varchar default 'b''s', c double)");
    statement.executeUpdate("insert into t by name select 2.5 as c, 1 as a");
    statement.executeUpdate("insert into t (c, a) values (3.5, 2)");
    statement.executeUpdate("insert into t values (3, default, default)");
    statement.executeUpdate("insert into t values (4, null, 4.5)");
    assertThat(rows("select * from t order by a"))
        .containsExactly("1|b's|2.5", "2|b's|3.5", "3|b's|null", "4|null|4.5");
    assertFails("insert into t by name select 1 as zz", "42703", "zz");
    assertFails("insert into t (a, a) values (1, 2)", "42701", "a");
    assertFails("insert into t values (1)", "42601", "1 value for 3 columns");
  }
}
