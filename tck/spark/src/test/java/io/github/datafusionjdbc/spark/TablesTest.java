package io.github.datafusionjdbc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that this driver makes are tables of Spark, and what the one does the other sees. */
class TablesTest {
  @RegisterExtension final Warehouse warehouse = new Warehouse();

  @Test
  void sparkReadsEveryTypeAtItsExtremes() throws Exception {
    warehouse.update(
        "create table t (id int, b boolean, i8 tinyint, i16 smallint, i32 int, i64 bigint,"
            + " f float, d double, small decimal(3, 1), large decimal(38, 10), s varchar,"
            + " v varchar(5), bin bytea, day date, ts timestamp with time zone, ntz timestamp,"
            + " list int[], st struct<x int, y struct<z varchar>>, m map<varchar, bigint>)");
    warehouse.update(
        "insert into t values"
            + " (1, true, -128, -32768, -2147483648, -9223372036854775808, '-Infinity', 'NaN', -99.9,"
            + "  -9999999999999999999999999999.9999999999, '', '', x'', date '0001-01-01',"
            + "  '0001-01-01T00:00:00Z', '0001-01-01 00:00:00', [], null,"
            + "  map {}),"
            + " (2, false, 127, 32767, 2147483647, 9223372036854775807, 'Infinity', 1.7976931348623157e308,"
            + "  99.9, 9999999999999999999999999999.9999999999, 'Ж\uD83D\uDE00', 'äöüß€', x'00ff',"
            + "  date '9999-12-31', '9999-12-31T23:59:59.999999Z',"
            + "  '9999-12-31 23:59:59.999999', [1, null], {x: 1, y: {z: 'q'}},"
            + "  map {'k': 5, 'l': null}), (3, null, null, null, null, null, null, null, null, null, null,"
            + "  null, null, null, null, null, null, null, null)");

    assertThat(
            Spark.json(
                "select id, b, i8, i16, i32, i64, f, d, small, cast(large as string) large, s, v,"
                    + " hex(bin) bin, day, cast(ts as string) ts, cast(ntz as string) ntz, list, st,"
                    + " m from "
                    + warehouse.inSpark("t")
                    + " order by id"))
        .containsExactly(
            "{\"id\":1,\"b\":true,\"i8\":-128,\"i16\":-32768,\"i32\":-2147483648,"
                + "\"i64\":-9223372036854775808,\"f\":\"-Infinity\",\"d\":\"NaN\",\"small\":-99.9,"
                + "\"large\":\"-9999999999999999999999999999.9999999999\",\"s\":\"\",\"v\":\"\","
                + "\"bin\":\"\",\"day\":\"0001-01-01\",\"ts\":\"0001-01-01 00:00:00\","
                + "\"ntz\":\"0001-01-01 00:00:00\",\"list\":[],\"m\":{}}",
            "{\"id\":2,\"b\":false,\"i8\":127,\"i16\":32767,\"i32\":2147483647,"
                + "\"i64\":9223372036854775807,\"f\":\"Infinity\",\"d\":1.7976931348623157E308,"
                + "\"small\":99.9,\"large\":\"9999999999999999999999999999.9999999999\","
                + "\"s\":\"Ж\uD83D\uDE00\",\"v\":\"äöüß€\",\"bin\":\"00FF\",\"day\":\"9999-12-31\","
                + "\"ts\":\"9999-12-31 23:59:59.999999\",\"ntz\":\"9999-12-31 23:59:59.999999\","
                + "\"list\":[1,null],\"st\":{\"x\":1,\"y\":{\"z\":\"q\"}},\"m\":{\"k\":5,\"l\":null}}",
            "{\"id\":3}");
    assertThat(
            Spark.json(
                "select count(*) n from "
                    + warehouse.inSpark("t")
                    + " where i64 > 0 and day > date '9999-12-30'"))
        .containsExactly("{\"n\":1}");
  }

  @Test
  void sparkFindsPartitionsByValuesOfEveryKind() throws Exception {
    warehouse.update(
        "create table t (n int, s varchar, d date, ts timestamp with time zone, x decimal(5, 2), b boolean,"
            + " bin bytea) partitioned by (s, d, ts, x, b)");
    warehouse.update(
        "insert into t (n, s, d, ts, x, b) values (1, '', date '2020-02-29', '2020-01-01T00:00:00.000001Z',"
            + " 1.5, true), (2, null, null, null, null, null), (3, 'a/b=c %20:?#\"''\\ Ж', date '1582-10-04',"
            + " '1969-12-31T23:59:59.999999Z', -0.01, false), (4, ' ', date '9999-12-31',"
            + " '9999-12-31T23:59:59Z', 0, null)");
    String table = warehouse.inSpark("t");

    assertThat(
            Spark.json("select n, s, d, cast(ts as string) ts, x, b from " + table + " order by n"))
        .containsExactly(
            // An empty string is NULL in a partition (PROTOCOL.md, "Partition Value
            // Serialization").
            "{\"n\":1,\"d\":\"2020-02-29\",\"ts\":\"2020-01-01 00:00:00.000001\",\"x\":1.50,\"b\":true}",
            "{\"n\":2}",
            "{\"n\":3,\"s\":\"a/b=c %20:?#\\\"'\\\\ Ж\",\"d\":\"1582-10-04\","
                + "\"ts\":\"1969-12-31 23:59:59.999999\",\"x\":-0.01,\"b\":false}",
            "{\"n\":4,\"s\":\" \",\"d\":\"9999-12-31\",\"ts\":\"9999-12-31 23:59:59\",\"x\":0.00}");
    assertThat(Spark.json("select n from " + table + " where s is null order by n"))
        .containsExactly("{\"n\":1}", "{\"n\":2}");
    assertThat(Spark.json("select n from " + table + " where ts < timestamp '1970-01-01 00:00:00'"))
        .containsExactly("{\"n\":3}");
  }

  @Test
  void theTwoWriteInTurn() throws Exception {
    warehouse.update(
        "create table t (k int, v varchar) tblproperties ('delta.enableDeletionVectors' = 'true',"
            + " 'delta.columnMapping.mode' = 'name')");
    String table = warehouse.inSpark("t");
    warehouse.update("insert into t select value, 'ours' from generate_series(1, 10)");
    Spark.run("delete from " + table + " where k % 2 = 0");
    warehouse.update("insert into t values (2, 'again')");
    Spark.run("update " + table + " set v = 'theirs' where k = 1");
    Spark.run("alter table " + table + " rename column v to w");
    warehouse.update("insert into t (w, k) values ('renamed', 11)");
    Spark.run(
        "merge into "
            + table
            + " t using (select * from values (3, 'merged'), (12, 'new') as v(k, w)) s on t.k = s.k when matched then"
            + " update set w = s.w when not matched then insert (k, w) values (s.k, s.w)");

    List<List<String>> expected =
        List.of(
            List.of("1", "theirs"),
            List.of("2", "again"),
            List.of("3", "merged"),
            List.of("5", "ours"),
            List.of("7", "ours"),
            List.of("9", "ours"),
            List.of("11", "renamed"),
            List.of("12", "new"));
    assertThat(warehouse.rows("select * from t order by k")).isEqualTo(expected);
    Spark.run("optimize " + table);
    assertThat(warehouse.rows("select * from t order by k")).isEqualTo(expected);

    warehouse.update("insert overwrite t select k, upper(w) from t where k > 10");
    assertThat(Spark.json("select * from " + table + " order by k"))
        .containsExactly("{\"k\":11,\"w\":\"RENAMED\"}", "{\"k\":12,\"w\":\"NEW\"}");
    Spark.run("restore table " + table + " to version as of 1");
    assertThat(warehouse.rows("select count(*), min(k), max(k) from t"))
        .containsExactly(List.of("10", "1", "10"));
  }

  @Test
  void sparkReadsTheHistoryOfATableOfOurs() throws Exception {
    warehouse.update("create table t as select 1 as a");
    warehouse.update("insert into t values (2)");
    warehouse.update("insert overwrite t values (3)");
    warehouse.update("create or replace table t (b varchar)");
    String table = warehouse.inSpark("t");

    assertThat(Spark.history(table))
        .containsExactly(
            "0 CREATE TABLE AS SELECT 1", "1 WRITE 1", "2 WRITE 1", "3 CREATE OR REPLACE TABLE 0");
    assertThat(Spark.json("select * from " + table + " version as of 2"))
        .containsExactly("{\"a\":3}");
    assertThat(Spark.json("select * from " + table)).isEmpty();
  }

  @Test
  void eachReadsTheOthersCheckpointAlone() throws Exception {
    warehouse.update(
        "create table t (n int, p varchar) partitioned by (p) tblproperties"
            + " ('delta.checkpointInterval' = '4')");
    for (int i = 1; i <= 5; i++) {
      warehouse.update("insert into t values (" + i + ", 'p" + i % 2 + "')");
    }
    Path log = warehouse.folder("t").resolve("_delta_log");
    removeCommits(log, 4);
    String table = warehouse.inSpark("t");
    assertThat(Spark.value("select sum(n) from " + table)).isEqualTo("15");

    for (int i = 6; i <= 9; i++) {
      Spark.run("insert into " + table + " values (" + i + ", 'p')");
    }
    assertThat(log.resolve("00000000000000000008.checkpoint.parquet")).exists();
    removeCommits(log, 8);
    warehouse.update("insert into t values (10, 'x')");
    assertThat(warehouse.rows("select count(*), sum(n) from t"))
        .containsExactly(List.of("10", "55"));
    assertThat(Spark.value("select sum(n) from " + table)).isEqualTo("55");
  }

  private static void removeCommits(Path log, int before) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("[0-9]{20}\\.json") && Long.parseLong(name.substring(0, 20)) < before) {
          Files.delete(file);
        }
      }
    }
  }
}
