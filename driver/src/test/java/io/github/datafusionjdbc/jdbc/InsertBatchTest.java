package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** executeBatch of an INSERT: all rows in one commit. */
class InsertBatchTest extends EmptyWarehouse {
  private long commits() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("public/t/_delta_log"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  private long dataFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("public/t"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void rowsOfABatchAreOneCommitAndOneFile() throws Exception {
    statement.executeUpdate("create table t (id bigint, s varchar)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 0; i < 1000; i++) {
        insert.setInt(1, i);
        insert.setString(2, i % 3 == 0 ? null : "sü" + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
      assertThat(insert.executeBatch()).as("the batch is empty then").isEmpty();
    }
    assertThat(rows("select count(*), count(s), sum(id), max(s) from t"))
        .containsExactly("1000|666|499500|sü998");
    assertThat(commits()).isEqualTo(2);
    assertThat(dataFiles()).isEqualTo(1);
  }

  @Test
  void everyTypeIsInsertedAsByASingleExecution() throws Exception {
    statement.executeUpdate(
        "create table t (k int, b boolean, i8 tinyint, i16 smallint, i32 int, i64 bigint, f real,"
            + " d double, de decimal(38, 10), s varchar, bi varbinary, da date, ts timestamp,"
            + " tz timestamp with time zone)");
    String sql = "insert into t values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      set(insert, 1);
      insert.executeUpdate();
      set(insert, 1);
      insert.addBatch();
      insert.setInt(1, 2);
      for (int i = 2; i <= 14; i++) {
        insert.setNull(i, Types.NULL);
      }
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1, 1);
    }
    List<String> rows = rows("select * from t order by k");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1)).isEqualTo(rows.get(0));
    assertThat(rows.get(0))
        .isEqualTo(
            "1|true|-128|-32768|-2147483648|-9223372036854775808|1.5|NaN|"
                + "-1234567890123456789012345678.0123456789|ä☃😀'|00ff|0001-01-01|"
                + "1969-12-31 23:59:59.999999|9999-12-31 23:59:59.999999+00:00");
    assertThat(rows.get(2)).isEqualTo("2" + "|null".repeat(13));
  }

  private static void set(PreparedStatement insert, int key) throws SQLException {
    insert.setInt(1, key);
    insert.setBoolean(2, true);
    insert.setByte(3, Byte.MIN_VALUE);
    insert.setShort(4, Short.MIN_VALUE);
    insert.setInt(5, Integer.MIN_VALUE);
    insert.setLong(6, Long.MIN_VALUE);
    insert.setFloat(7, 1.5f);
    insert.setDouble(8, Double.NaN);
    insert.setBigDecimal(9, new BigDecimal("-1234567890123456789012345678.0123456789"));
    insert.setString(10, "ä☃😀'");
    insert.setBytes(11, new byte[] {0, -1});
    insert.setObject(12, java.time.LocalDate.of(1, 1, 1));
    insert.setObject(13, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
    insert.setObject(
        14, Instant.parse("9999-12-31T23:59:59.999999Z").atOffset(java.time.ZoneOffset.UTC));
  }

  @Test
  void valuesOfSeveralTypesInOneColumnAreEachConvertedExactly() throws Exception {
    statement.executeUpdate("create table t (n decimal(20, 2), ts timestamp)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      Object[] numbers = {
        null, 1, 9007199254740993L, new BigDecimal("1.25"), "2.50", (short) 3, 1.5, null
      };
      for (int i = 0; i < numbers.length; i++) {
        insert.setObject(1, numbers[i]);
        insert.setTimestamp(2, new Timestamp(i * 1000L));
        insert.addBatch();
      }
      assertThat(insert.executeLargeBatch()).hasSize(numbers.length).containsOnly(1L);
    }
    assertThat(rows("select n from t order by ts"))
        .containsExactly(
            "null", "1.00", "9007199254740993.00", "1.25", "2.50", "3.00", "1.50", "null");
    assertThat(commits()).isEqualTo(2);
  }

  @Test
  void expressionsDefaultsAndGeneratedColumnsAreComputedForEachRow() throws Exception {
    statement.executeUpdate(
        "create table t (a int, b varchar default 'none', c int generated always as (a * 2),"
            + " p varchar) partitioned by (p)");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into t (p, a) values (upper(cast($1 as varchar)), cast($2 as int) + 1)")) {
      for (int i = 0; i < 4; i++) {
        insert.setString(1, i % 2 == 0 ? "x" : null);
        insert.setInt(2, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    assertThat(rows("select a, b, c, p from t order by a"))
        .containsExactly("1|none|2|X", "2|none|4|null", "3|none|6|X", "4|none|8|null");
  }

  @Test
  void aRowThatDoesNotFitLeavesTheTableAsItWas() throws Exception {
    statement.executeUpdate("create table t (id int not null, s varchar(3))");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 1; i <= 10; i++) {
        insert.setInt(1, i);
        insert.setString(2, i == 7 ? "long" : "ok");
        insert.addBatch();
      }
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> {
                assertThat(e.getUpdateCounts()).isEmpty();
                assertThat(e.getSQLState()).isEqualTo("22001");
              })
          .hasMessageContaining("row 7, column 's'");
      assertThat(dataFiles()).isZero();
      insert.setString(1, "1");
      insert.addBatch();
      insert.setObject(1, 2);
      insert.setNull(2, Types.VARCHAR);
      insert.addBatch();
      insert.setNull(1, Types.INTEGER);
      insert.addBatch();
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .hasMessageContaining("after the first 1 rows of the batch: row 2: column 'id' is NULL");
      assertThat(dataFiles()).isZero();
      assertThat(commits()).isEqualTo(1);
    }
  }

  @Test
  void aBatchThatIsClearedOrOfOtherStatementsIsExecutedAsItIs() throws Exception {
    statement.executeUpdate("create table t (id int)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
      insert.setInt(1, 1);
      insert.addBatch();
      insert.clearBatch();
      insert.setInt(1, 2);
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1);
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into t select id + cast(? as int) from t")) {
      insert.setInt(1, 10);
      insert.addBatch();
      insert.setInt(1, 100);
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1, 2);
    }
    assertThat(rows("select id from t order by id")).containsExactly("2", "12", "102", "112");
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
      insert.setInt(1, 1);
      insert.addBatch();
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .hasMessageContaining("setAutoCommit(true)");
    }
    connection.setAutoCommit(true);
    assertThat(rows("select count(*) from t")).containsExactly("4");
  }

  @Test
  void aLargeBatchIsInsertedWhole() throws Exception {
    statement.executeUpdate("create table t (id bigint, s varchar, at timestamp)");
    int count = 200_000;
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
      for (int i = 0; i < count; i++) {
        insert.setLong(1, i);
        insert.setString(2, "value " + i);
        insert.setObject(3, LocalDateTime.of(2024, 1, 1, 0, 0).plusNanos(i * 1001L));
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(count);
    }
    assertThat(rows("select count(*), count(distinct id), count(distinct s), max(id) from t"))
        .containsExactly("200000|200000|200000|199999");
    assertThat(dataFiles()).isLessThanOrEqualTo(2);
  }

  @Test
  void datesOfTheOldClassesAreTaken() throws Exception {
    statement.executeUpdate("create table t (d date)");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
      insert.setDate(1, Date.valueOf("2024-02-29"));
      insert.addBatch();
      insert.executeBatch();
    }
    assertThat(rows("select d from t")).containsExactly("2024-02-29");
  }
}
