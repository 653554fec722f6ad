package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.DataFusionAppender;
import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.session.Artifact;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows that are appended value by value. */
class AppenderTest extends EmptyWarehouse {
  private DataFusionAppender appender(String table, String... columns) throws SQLException {
    return connection.unwrap(DataFusionConnection.class).appender(table, columns);
  }

  private List<String> files(String table, String extension) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("public").resolve(table))) {
      return files.map(Path::toString).filter(file -> file.endsWith(extension)).toList();
    }
  }

  @Test
  void manyRowsAreOneCommit() throws Exception {
    statement.executeUpdate("create table t (id bigint, s varchar, d double)");
    int count = 200_000;
    try (DataFusionAppender appender = appender("t")) {
      for (int i = 0; i < count; i++) {
        appender.append(i);
        if (i % 3 == 0) {
          appender.appendNull();
        } else {
          appender.append("ä😀" + i);
        }
        appender.append(i * 0.5);
        appender.endRow();
      }
      assertThat(appender.pendingRows()).isEqualTo(count);
      assertThat(rows("select count(*) from t")).containsExactly("0");
    }
    assertThat(rows("select count(*), count(s), sum(id), sum(d), max(s) from t"))
        .isEqualTo(
            rows(
                "select count(*), count(s), sum(id), sum(d), max(s) from (select value as id,"
                    + " case when value % 3 <> 0 then 'ä😀' || value end as s, value * 0.5 as d"
                    + " from generate_series(0, "
                    + (count - 1)
                    + "))"));
    assertThat(files("t", ".json")).hasSize(2);
  }

  @Test
  void valuesOfEachTypeAreThoseOfAnInsert() throws SQLException {
    String columns =
        "(a boolean, b tinyint, c smallint, d int, e bigint, f real, g double, h decimal(38, 10),"
            + " i varchar(5), j binary, k date, l timestamp, m timestamp with time zone)";
    statement.executeUpdate("create table t " + columns);
    try (DataFusionAppender appender = appender("t")) {
      appender.beginRow();
      appender.append(true);
      appender.append((byte) -128);
      appender.append((short) -32768);
      appender.append(Integer.MIN_VALUE);
      appender.append(Long.MIN_VALUE);
      appender.append(1.5f);
      appender.append(-0.1);
      appender.append(new BigDecimal("-1234567890123456789012345678.0123456789"));
      appender.append("ü😀xyz");
      appender.append(new byte[] {0, -1});
      appender.append(LocalDate.of(1, 1, 1));
      appender.append(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999));
      appender.append(Instant.parse("1969-12-31T23:59:59.999999Z"));
      appender.endRow();
      for (int i = 0; i < 13; i++) {
        appender.appendNull();
      }
      appender.endRow();
    }
    statement.executeUpdate("create table u " + columns);
    statement.executeUpdate(
        "insert into u values (true, -128, -32768, -2147483648, -9223372036854775808, 1.5, -0.1,"
            + " '-1234567890123456789012345678.0123456789', 'ü😀xyz', x'00ff', '0001-01-01',"
            + " '9999-12-31 23:59:59.999999', '1969-12-31T23:59:59.999999Z'), (null, null, null,"
            + " null, null, null, null, null, null, null, null, null, null)");
    assertThat(rows("select * from t order by b")).isEqualTo(rows("select * from u order by b"));
  }

  @Test
  void textAndOtherNumbersAreConvertedWithoutLossOrRefused() throws SQLException {
    statement.executeUpdate(
        "create table t (i int, d date, n decimal(10, 2), x double, ts timestamp)");
    try (DataFusionAppender appender = appender("t")) {
      appender.append(1);
      appender.append(LocalDate.of(2024, 2, 29));
      appender.append(7);
      appender.append(3);
      appender.append(LocalDate.of(2024, 2, 29));
      appender.endRow();
      appender.append("2");
      appender.append("2024-03-01");
      appender.append("1.25");
      appender.append("2.5");
      appender.append("2024-03-01 10:11:12");
      appender.endRow();
      appender.append(3.0);
      appender.append(LocalDate.of(2024, 3, 2));
      appender.append(0.1);
      appender.append(new BigDecimal("0.5"));
      appender.append(LocalDateTime.of(2024, 3, 2, 1, 2, 3));
      appender.endRow();
    }
    assertThat(rows("select * from t order by i"))
        .containsExactly(
            "1|2024-02-29|7.00|3.0|2024-02-29 00:00:00",
            "2|2024-03-01|1.25|2.5|2024-03-01 10:11:12",
            "3|2024-03-02|0.10|0.5|2024-03-02 01:02:03");
    assertRefused("i", a -> a.append(0.5), "22003", "column 'i'");
    assertRefused("i", a -> a.append(1L << 31), "22003", "column 'i'");
    assertRefused("i", a -> a.append(true), "42804", "column 'i' is of type integer");
    assertRefused("i", a -> a.append("no"), "22018", "column 'i'");
    assertRefused("n", a -> a.append(0.001), "22018", "column 'n'");
    assertRefused("n", a -> a.append(Double.NaN), "22018", "column 'n'");
    assertRefused("x", a -> a.append(Long.MAX_VALUE), "22003", "column 'x'");
    assertRefused("d", a -> a.append(LocalTime.NOON), "42804", "column 'd' is of type date");
    assertThat(rows("select count(*) from t")).containsExactly("3");
  }

  /** A use of an appender. */
  @FunctionalInterface
  private interface Use {
    void of(DataFusionAppender appender) throws SQLException;
  }

  private void assertRefused(String column, Use use, String state, String message)
      throws SQLException {
    DataFusionAppender appender = appender("t", column);
    assertFails(
        () -> {
          use.of(appender);
          appender.endRow();
          appender.flush();
        },
        state,
        message);
    assertFails(appender::appendNull, state, "failed before");
    appender.close();
    appender.close();
  }

  @Test
  void columnsThatAreNotFilledTakeTheirDefaultsAndConstraintsHold() throws Exception {
    statement.executeUpdate(
        "create table t (id int not null, n int default 42, g int generated always as (n + 1),"
            + " check (n < 100))");
    try (DataFusionAppender appender = appender("public.\"t\"", "id")) {
      appender.append(1);
      appender.endRow();
    }
    try (DataFusionAppender appender = appender("t")) {
      appender.append(2);
      appender.append(7);
      appender.endRow();
    }
    assertThat(rows("select * from t order by id")).containsExactly("1|42|43", "2|7|8");
    List<String> before = files("t", ".parquet");
    assertRefused("id", DataFusionAppender::appendNull, "23502", "'id'");
    DataFusionAppender violating = appender("t", "id", "n");
    violating.append(1);
    violating.append(100);
    violating.endRow();
    assertFails(violating::close, "23514", "t_check");
    assertThat(files("t", ".parquet")).isEqualTo(before);
    assertFails(() -> appender("t", "nope"), "42703", "nope");
    assertFails(() -> appender("nope"), "42P01", "nope");
    assertFails(() -> appender("t (id) select 1 --"), "42601", "no name of a table");
  }

  @Test
  void aFlushCommitsAndMoreRowsFollow() throws SQLException {
    statement.executeUpdate("create table t (id int)");
    try (DataFusionAppender appender = appender("t")) {
      append(appender, 1);
      append(appender, 2);
      assertThat(appender.flush()).isEqualTo(2);
      assertThat(rows("select count(*) from t")).containsExactly("2");
      assertThat(appender.pendingRows()).isZero();
      append(appender, 3);
    }
    assertThat(rows("select id from t order by id")).containsExactly("1", "2", "3");
    Artifact artifact =
        connection.unwrap(DataFusionConnection.class).artifacts().stream()
            .filter(a -> "INSERT".equals(a.kind()) && a.write() != null && a.rows() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(artifact.normalizedSql()).contains("INSERT INTO");
    assertThat(artifact.write().target()).isEqualTo("public.t");
  }

  private static void append(DataFusionAppender appender, int id) throws SQLException {
    appender.append(id);
    appender.endRow();
  }

  @Test
  void whatIsAbortedOrHalfARowLeavesNothing() throws Exception {
    statement.executeUpdate("create table t (id int, s varchar)");
    DataFusionAppender aborted = appender("t");
    for (int i = 0; i < 100_000; i++) {
      aborted.append(i);
      aborted.append("x");
      aborted.endRow();
    }
    aborted.abort();
    aborted.abort();
    aborted.close();
    assertThat(aborted.isClosed()).isTrue();
    assertFails(() -> aborted.append(1), "24000", "closed");
    DataFusionAppender half = appender("t");
    half.append(1);
    assertFails(half::close, "42601", "1 value, but the appender fills 2 columns");
    DataFusionAppender tooMany = appender("t");
    tooMany.append(1);
    tooMany.append("a");
    assertFails(() -> tooMany.append("b"), "42601", "3 values");
    try (DataFusionAppender none = appender("t")) {
      assertThat(none.pendingRows()).isZero();
    }
    assertThat(rows("select count(*) from t")).containsExactly("0");
    assertThat(files("t", ".parquet")).isEmpty();
  }

  @Test
  void closingTheConnectionDiscardsWhatIsOpen() throws Exception {
    statement.executeUpdate("create table t (id int, s varchar)");
    DataFusionAppender appender = appender("t");
    for (int i = 0; i < 100_000; i++) {
      appender.append(i);
      appender.append("x");
      appender.endRow();
    }
    connection.close();
    assertFails(appender::close, "08003", "closed");
    appender.close();
    connect();
    assertThat(rows("select count(*) from t")).containsExactly("0");
    assertThat(files("t", ".parquet")).isEmpty();
  }

  @Test
  void rowsOfOthersInBetweenAreKept() throws SQLException {
    statement.executeUpdate("create table t (id int)");
    try (DataFusionAppender appender = appender("t");
        Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder)) {
      append(appender, 1);
      try (var its = other.createStatement()) {
        its.executeUpdate("insert into t values (2)");
      }
    }
    assertThat(rows("select id from t order by id")).containsExactly("1", "2");
  }

  @Test
  void partitionsAndTemporaryTablesAreFilledToo() throws SQLException {
    statement.executeUpdate("create table t (id int, p varchar) partitioned by (p)");
    statement.executeUpdate("create temporary table u (id int, p varchar, at time, n int[])");
    try (DataFusionAppender appender = appender("t");
        DataFusionAppender temporary = appender("u")) {
      for (int i = 0; i < 1000; i++) {
        appender.append(i);
        appender.append(i % 7 == 0 ? null : "p/" + i % 7);
        appender.endRow();
        temporary.append(i);
        temporary.append("p");
        temporary.append(LocalTime.of(1, 2, 3));
        temporary.appendNull();
        temporary.endRow();
      }
    }
    assertThat(rows("select p, count(*) from t group by p order by p nulls first limit 2"))
        .containsExactly("null|143", "p/1|143");
    assertThat(rows("select count(*), min(at), count(n) from u"))
        .containsExactly("1000|01:02:03|0");
  }

  @Test
  void anAppenderNeedsWhatAnInsertNeeds() throws SQLException {
    statement.executeUpdate("create table t (id int)");
    statement.executeUpdate("create view v as select * from t");
    assertFails(() -> appender("v"), "42809", "takes no rows");
    connection.setReadOnly(true);
    assertFails(() -> appender("t"), "42501", "readonly");
    connection.setReadOnly(false);
    connection.setAutoCommit(false);
    assertThatThrownBy(() -> appender("t")).isInstanceOf(SQLFeatureNotSupportedException.class);
  }
}
