package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.jdbc.metadata.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CREATE TEMPORARY TABLE: rows in memory, for the connection. */
class TemporaryTablesTest extends EmptyWarehouse {
  private void assertFails(String sql, String state, String message) {
    assertFails(() -> statement.executeUpdate(sql), state, message);
  }

  private void assertNotSupported(String sql, String message) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining(message);
  }

  private List<Path> filesOnDisk() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void rowsAreKeptForTheConnectionAloneAndNothingIsWritten() throws Exception {
    assertThat(statement.executeUpdate("create temporary table t (id int, s varchar)")).isZero();
    assertThat(rows("select count(*) from t")).containsExactly("0");
    assertThat(statement.executeUpdate("insert into t values (1, 'ä'), (2, null)")).isEqualTo(2);
    assertThat(statement.executeUpdate("insert into t (s, id) select s, id + 10 from t"))
        .isEqualTo(2);
    assertThat(rows("select * from t order by id"))
        .containsExactly("1|ä", "2|null", "11|ä", "12|null");
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement its = other.createStatement()) {
      assertFails(() -> its.executeQuery("select * from t"), "42P01", "t");
      assertThat(Rows.of(other.getMetaData().getTables(null, null, "t", null))).isEmpty();
    }
    assertThat(filesOnDisk()).isEmpty();
    connection.close();
    connect();
    assertFails(() -> rows("select * from t"), "42P01", "t");
  }

  @Test
  void itsMemoryIsFreeAgainWhenItIsDroppedReplacedOrItsConnectionCloses() throws SQLException {
    String create = "create or replace temporary table t as select * from generate_series(1, ";
    assertThat(statement.executeUpdate(create + "100000)")).isEqualTo(100_000);
    long large = Engine.counters().poolBytes();
    assertThat(large).isGreaterThan(800_000);
    statement.executeUpdate(create + "10)");
    assertThat(Engine.counters().poolBytes()).isLessThan(large / 10);
    statement.executeUpdate("drop table t");
    assertThat(Engine.counters().poolBytes()).isZero();
    statement.executeUpdate(create + "10)");
    connection.close();
    assertThat(Engine.counters().poolBytes()).isZero();
  }

  @Test
  void itsRowsCountAgainstTheMemoryLimit() throws SQLException {
    try (Connection small =
            DriverManager.getConnection("jdbc:datafusion:" + folder + "?memoryLimit=20MB");
        Statement its = small.createStatement()) {
      its.executeUpdate("create temporary table t as select 1 as n");
      assertFails(
          () -> its.executeUpdate("insert into t select * from generate_series(1, 10000000)"),
          "53200",
          "TemporaryTable");
      assertThat(Rows.of(its.executeQuery("select n from t"))).containsExactly("1");
      assertThat(its.executeUpdate("insert into t select * from generate_series(1, 1000)"))
          .isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tinyint unsigned         | 255                          | 255
          bigint unsigned          | 18446744073709551615         | 18446744073709551615
          time                     | '23:59:59'                   | 23:59:59
          interval                 | interval '1 month 2 days'    | P1M2D
          decimal(38, 10)          | '-1234567890123456789012345678.9' | -1234567890123456789012345678.9000000000
          timestamp                | '2024-02-29 23:59:59.123456789' | 2024-02-29 23:59:59.123456789
          date                     | '0001-01-01'                 | 0001-01-01
          bytea                    | x'00ff'                      | 00ff
          boolean                  | true                         | true
          double                   | 'NaN'                        | NaN
          varchar                  | '😀'                         | 😀
          int[]                    | [1, null, 3]                 | [1, null, 3]
          varchar(3)               | 'abc  '                      | abc
          """)
  void columnsOfAnyTypeOfTheEngineTakeRows(String type, String value, String shown)
      throws SQLException {
    statement.executeUpdate("create temporary table t (a " + type + ", b " + type + ")");
    assertThat(statement.executeUpdate("insert into t values (" + value + ", null)")).isOne();
    try (ResultSet row = statement.executeQuery("select a, b from t")) {
      assertThat(row.next()).isTrue();
      String text = row.getString(1);
      assertThat(text == null ? null : text.toLowerCase(Locale.ROOT))
          .isEqualTo(shown.toLowerCase(Locale.ROOT));
      assertThat(row.getObject(2)).isNull();
    }
  }

  @Test
  void aQueryGivesItsTypesAndNestedValuesComeBack() throws SQLException {
    statement.executeUpdate(
        "create temporary table t as select arrow_cast(7, 'UInt16') as u,"
            + " named_struct('a', 1, 'b', ['x', null]) as n, map(['k'], [time '01:02:03']) as m,"
            + " arrow_cast('d', 'Dictionary(Int32, Utf8)') as d");
    statement.executeUpdate("insert into t select * from t");
    statement.executeUpdate("insert into t (u) values (65535)");
    assertThat(rows("select u, n.b[1], m['k'], d from t order by u"))
        .containsExactly("7|x|01:02:03|d", "7|x|01:02:03|d", "65535|null|null|null");
    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "t", "u")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("TYPE_NAME")).isEqualTo("smallint unsigned");
    }
  }

  @Test
  void aFailedInsertLeavesItAsItWas() throws SQLException {
    statement.executeUpdate(
        "create temporary table t (id int primary key, n tinyint default 40 + 2,"
            + " s varchar(3) not null default 'x', constraint small check (n < 100))");
    statement.executeUpdate("insert into t (id) values (1)");
    statement.executeUpdate("insert into t by name select 2 as id, 'yy' as s");
    statement.executeUpdate("insert into t values (3, default, 'zzz')");
    List<String> before = rows("select * from t order by id");
    assertThat(before).containsExactly("1|42|x", "2|42|yy", "3|42|zzz");
    assertFails("insert into t values (4, 1, 'a'), (5, 128, 'a')", "22003", "row 2, column 'n'");
    assertFails("insert into t values (4, 1, 'a'), (null, 1, 'a')", "23502", "row 2");
    assertFails("insert into t values (4, 1, 'abcd')", "22001", "row 1, column 's'");
    assertFails("insert into t values (4, 100, 'a')", "23514", "small");
    assertFails("insert into t values (4, 1, null)", "23502", "'s'");
    assertFails("insert into t select 1", "42601", "3 columns");
    assertFails("insert into t (nope) values (1)", "42703", "nope");
    assertFails("insert into t select id, n, s, id / 0 from t", "42601", "4 values");
    assertFails("insert into t select id / 0, n, s from t", "22012", "");
    assertThat(rows("select * from t order by id")).isEqualTo(before);
    assertThat(statement.executeUpdate("insert overwrite t select 9, n, s from t where id = 1"))
        .isOne();
    assertThat(rows("select * from t")).containsExactly("9|42|x");
    assertThat(statement.executeUpdate("insert overwrite t select * from t where false")).isZero();
    assertThat(rows("select count(*) from t")).containsExactly("0");
  }

  @Test
  void itIsListedWithItsKindItsColumnsAndItsKey() throws SQLException {
    statement.executeUpdate(
        "create temporary table t (id int primary key, s varchar default 'a' comment 'c')"
            + " comment 'mine'");
    try (ResultSet tables = connection.getMetaData().getTables(null, "public", "t", null)) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_TYPE")).isEqualTo("LOCAL TEMPORARY");
      assertThat(tables.getString("REMARKS")).isEqualTo("mine");
    }
    assertThat(
            Rows.of(
                connection
                    .getMetaData()
                    .getTables(null, null, null, new String[] {"LOCAL TEMPORARY"})))
        .hasSize(1);
    assertThat(Rows.of(connection.getMetaData().getTableTypes())).contains("LOCAL TEMPORARY");
    try (ResultSet columns = connection.getMetaData().getColumns(null, null, "t", "s")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.VARCHAR);
      assertThat(columns.getString("COLUMN_DEF")).isEqualTo("'a'");
      assertThat(columns.getString("REMARKS")).isEqualTo("c");
    }
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, "public", "t")) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString("COLUMN_NAME")).isEqualTo("id");
    }
    assertThat(
            rows(
                "select table_type, is_insertable_into from information_schema.tables"
                    + " where table_name = 't'"))
        .containsExactly("LOCAL TEMPORARY|YES");
  }

  @Test
  void itHidesATableOfTheSameNameUntilItIsDropped() throws SQLException {
    statement.executeUpdate("create table t as select 'delta' as a");
    statement.executeUpdate("create temporary table t as select 'memory' as a");
    assertThat(rows("select a from t")).containsExactly("memory");
    assertThat(statement.executeUpdate("create temporary table if not exists t (b int)")).isZero();
    assertThat(statement.executeUpdate("create table if not exists t (b int)")).isZero();
    assertFails("create temporary table t (b int)", "42P07", "temporary table already");
    assertFails("create table t (b int)", "42P07", "temporary table already");
    assertFails("create or replace table t (b int)", "42809", "temporary table");
    statement.executeUpdate("insert into t values ('more')");
    assertThat(rows("select count(*) from t")).containsExactly("2");
    statement.executeUpdate("drop table t");
    assertThat(rows("select a from t")).containsExactly("delta");
    statement.executeUpdate("create temporary view v as select 1 as a");
    assertFails("create temporary table v (b int)", "42809", "drop it first");
  }

  @Test
  void aViewThatOutlivesItIsRefusedAndATemporaryOneReadsIt() throws SQLException {
    statement.executeUpdate("create temporary table t as select 1 as a");
    statement.executeUpdate("create temporary view v as select a + 1 as b from t");
    assertThat(rows("select * from v")).containsExactly("2");
    assertFails("create view w as select * from t", "42P17", "'public.t', which is temporary");
    statement.executeUpdate("create temporary view u as select 1 as a");
    assertFails("create view w as select * from u", "42P17", "'public.u', which is temporary");
  }

  @Test
  void itJoinsTablesOfTheWarehouseAndFillsThem() throws SQLException {
    statement.executeUpdate("create table d as select * from generate_series(1, 10) as g(id)");
    statement.executeUpdate("create temporary table t as select 3 as id, 'drei' as s");
    assertThat(rows("select d.id, t.s from d join t on t.id = d.id")).containsExactly("3|drei");
    assertThat(statement.executeUpdate("insert into d select id from t")).isOne();
    assertThat(rows("select count(*) from d")).containsExactly("11");
  }

  @Test
  void aStatementReadsTheRowsThatItBeganWith() throws SQLException {
    statement.executeUpdate("create temporary table t as select * from generate_series(1, 50000)");
    try (Statement reading = connection.createStatement();
        ResultSet old = reading.executeQuery("select * from t");
        PreparedStatement count = connection.prepareStatement("select count(*) from t")) {
      assertThat(Rows.of(count.executeQuery())).containsExactly("50000");
      statement.executeUpdate("insert overwrite t values (7)");
      assertThat(Rows.of(count.executeQuery())).containsExactly("1");
      statement.executeUpdate("drop table t");
      assertThat(Rows.of(old)).hasSize(50_000);
      assertFails(count::executeQuery, "42P01", "t");
    }
  }

  @Test
  void aBatchIsInsertedAsAWhole() throws SQLException {
    statement.executeUpdate("create temporary table t (id int, s varchar)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 0; i < 10_000; i++) {
        insert.setInt(1, i);
        insert.setString(2, "é" + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(10_000).containsOnly(1);
      insert.setLong(1, 1);
      insert.setString(2, "a");
      insert.addBatch();
      insert.setLong(1, 1L << 40);
      insert.setString(2, "b");
      insert.addBatch();
      assertFails(insert::executeBatch, "22003", "column 'id'");
    }
    assertThat(rows("select count(*), count(distinct s) from t")).containsExactly("10000|10000");
  }

  @Test
  void statementsOfSeveralThreadsLoseNoRow() throws Exception {
    statement.executeUpdate("create temporary table t (thread int, i int)");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String values = "insert into t values (" + thread + ", ";
        all.add(
            threads.submit(
                () -> {
                  try (Statement own = connection.createStatement()) {
                    for (int i = 0; i < 50; i++) {
                      own.executeUpdate(values + i + ")");
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(rows("select thread, count(distinct i) from t group by thread order by thread"))
        .containsExactly("0|50", "1|50", "2|50", "3|50");
  }

  @Test
  void whatCannotBeIsRefusedByName() throws SQLException {
    String create = "create temporary table t (a int) ";
    assertNotSupported(create + "partitioned by (a)", "PARTITIONED BY");
    assertNotSupported(create + "tblproperties ('a' = 'b')", "TBLPROPERTIES");
    assertNotSupported(create + "location 'x'", "LOCATION");
    assertNotSupported(
        "create temporary table t (a int, b int generated always as (a + 1))", "generated columns");
    assertNotSupported("create temporary table t (a nonsense)", "NONSENSE");
    statement.executeUpdate("create temporary table t (a int)");
    assertNotSupported("select * from t for version as of 0", "no versions");
    connection.setAutoCommit(false);
    assertNotSupported("insert into t values (1)", "setAutoCommit(true)");
  }

  @Test
  void aWarehouseInMemoryHasTemporaryTablesAndSaysSo(@TempDir Path elsewhere) throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:datafusion:");
        Statement its = memory.createStatement()) {
      assertThatThrownBy(() -> its.execute("create table t as select 1 as a"))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("CREATE TEMPORARY TABLE");
      its.execute("create temporary table t as select 1 as a");
      assertThat(Rows.of(its.executeQuery("select a from t"))).containsExactly("1");
      its.execute("create table u location '" + elsewhere + "/u' as select 2 as a");
      assertThat(Rows.of(its.executeQuery("select a from u"))).containsExactly("2");
    }
  }
}
