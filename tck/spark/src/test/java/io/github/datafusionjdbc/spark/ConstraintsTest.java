package io.github.datafusionjdbc.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the two enforces what a table's definition by the other says. */
class ConstraintsTest {
  @RegisterExtension final Warehouse warehouse = new Warehouse();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          n > 0                                   | n | 1                 | 0
          n / 2 > 1                               | n | 4                 | 3
          n % 3 = 0 and n between 0 and 9         | n | 9                 | 12
          s in ('a', 'it''s "x"')                 | s | 'it''s "x"'       | 'b'
          s like 'a_c' and s not like '%z%'       | s | 'a_c'             | 'azc'
          length(trim(s)) > 1                     | s | ' ab '            | ' a '
          d >= date '2020-02-29'                  | d | date '2020-02-29' | date '2020-02-28'
          coalesce(n, 1) = 1                      | n | null              | 2
          case when n > 5 then n < 10 else true end | n | 9               | 10
          x is null or x > 1.5                    | x | 1.75              | 1.5
          """)
  void sparkRefusesARowAgainstACheckOfOurs(String check, String column, String good, String bad)
      throws Exception {
    warehouse.update(
        "create table t (n int, s varchar, d date, x decimal(9, 4), constraint c check (%s))"
            .formatted(check));
    String table = warehouse.inSpark("t");
    String insert = "insert into " + table + " (" + column + ") values (";

    Spark.run(insert + good.replace("''s", "\\'s") + ")");
    assertThatThrownBy(() -> Spark.run(insert + bad + ")"))
        .hasMessageContaining("CHECK constraint");
    warehouse.update("insert into t (" + column + ") values (" + good + ")");
    assertThatThrownBy(
            () -> warehouse.update("insert into t (" + column + ") values (" + bad + ")"))
        .isInstanceOfSatisfying(
            SQLIntegrityConstraintViolationException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("23514"));

    assertThat(Spark.value("select count(*) from " + table)).isEqualTo("2");
    assertThat(Spark.value("select count(distinct " + column + ") from " + table))
        .isEqualTo(good.equals("null") ? "0" : "1");
  }

  /** A table of Spark in which a constraint named c holds. */
  private String tableWith(String check) {
    String table = warehouse.inSpark("t");
    Spark.run("create table " + table + " (n int, s string, d date) using delta");
    Spark.run("alter table " + table + " add constraint c check (" + check + ")");
    return table;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          n > 0 AND n IS NOT NULL | n | 1                 | 0
          n / 2 > 1               | n | 3                 | 2
          s IN ("a", 'b')         | s | 'b'               | 'c'
          year(d) = 2020          | d | date '2020-12-31' | date '2021-01-01'
          n <=> 1                 | n | 1                 | null
          """)
  void aRowAgainstACheckOfSparkIsRefused(String check, String column, String good, String bad)
      throws Exception {
    String table = tableWith(check);
    String insert = "insert into t (" + column + ") values (";
    warehouse.update(insert + good + ")");
    assertThatThrownBy(() -> warehouse.update(insert + bad + ")"))
        .isInstanceOfSatisfying(
            SQLIntegrityConstraintViolationException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    assertThat(Spark.value("select count(*) from " + table)).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"s RLIKE '^[a-c]+$', RLIKE", "size(array(n)) = 1, size"})
  void aCheckThatOnlySparkUnderstandsRefusesTheWriteByName(String check, String name) {
    String table = tableWith(check);
    assertThatThrownBy(() -> warehouse.update("insert into t (n, s) values (1, 'abc')"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining(name);
    assertThat(Spark.value("select count(*) from " + table)).isEqualTo("0");
  }

  @Test
  void sparkKnowsOurColumnsThatMayNotBeNull() throws Exception {
    warehouse.update("create table t (a int not null, b struct<c int, d varchar>)");
    warehouse.update("insert into t values (1, {c: 2, d: 'x'})");
    String table = warehouse.inSpark("t");

    assertThatThrownBy(() -> Spark.run("insert into " + table + " values (null, null)"))
        .hasMessageContaining("NOT_NULL");
    Spark.run("insert into " + table + " values (2, named_struct('c', null, 'd', 'y'))");

    assertThat(warehouse.rows("select a, b.c, b.d from t order by a"))
        .containsExactly(List.of("1", "2", "x"), Arrays.asList("2", null, "y"));
  }

  @Test
  void defaultsOfOneHoldForInsertsOfTheOther() throws Exception {
    warehouse.update(
        "create table ours (id int, s varchar default 'it''s \"x\"', n decimal(5, 2) default 1.50,"
            + " d date default date '2020-02-29')");
    Spark.run("insert into " + warehouse.inSpark("ours") + " (id) values (1)");
    warehouse.update("insert into ours (id) values (2)");
    assertThat(warehouse.rows("select * from ours order by id"))
        .containsExactly(
            List.of("1", "it's \"x\"", "1.50", "2020-02-29"),
            List.of("2", "it's \"x\"", "1.50", "2020-02-29"));

    String table = warehouse.inSpark("theirs");
    Spark.run(
        "create table "
            + table
            + " (id int, s string default \"it's\", n int default 1 + 2) using delta"
            + " tblproperties ('delta.feature.allowColumnDefaults' = 'supported')");
    warehouse.update("insert into theirs (id) values (1)");
    Spark.run("insert into " + table + " (id) values (2)");
    assertThat(Spark.json("select * from " + table + " order by id"))
        .containsExactly("{\"id\":1,\"s\":\"it's\",\"n\":3}", "{\"id\":2,\"s\":\"it's\",\"n\":3}");
  }

  @Test
  void generatedColumnsOfOursAreMadeBySparkToo() throws Exception {
    warehouse.update(
        "create table t (ts timestamp, n int, double_n bigint generated always as"
            + " (cast(n as bigint) * 2) stored)");
    String table = warehouse.inSpark("t");
    Spark.run("insert into " + table + " (ts, n) values (null, 4)");
    warehouse.update("insert into t (n) values (5)");
    assertThatThrownBy(
            () -> Spark.run("insert into " + table + " (ts, n, double_n) values (null, 4, 9)"))
        .hasMessageContaining("CHECK constraint");

    assertThat(warehouse.rows("select n, double_n from t order by n"))
        .containsExactly(List.of("4", "8"), List.of("5", "10"));
  }
}
