package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkExpressionsTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("i", "Int32"),
          new Column("l", "Int64"),
          new Column("f", "Float32"),
          new Column("d", "Float64"),
          new Column("m", "Decimal128(10, 2)"),
          new Column("s", "Utf8"),
          new Column("b", "Boolean"),
          new Column("dt", "Date32"),
          new Column("ts", "Timestamp(µs, \"UTC\")"),
          new Column("nt", "Timestamp(µs)"),
          new Column("st", "Struct(\"x\": Int32)"),
          new Column("odd `name\"", "Int32"));

  private static final String DECLARED =
      "i int, l bigint, f real, d double, m decimal(10, 2), s string, b boolean, dt date,"
          + " ts timestamp with time zone, nt timestamp, st struct<x: int>";

  private static String engine(String spark) throws StatementRefused {
    return EngineSql.ofExpression(
        new SparkExpressions(Lane.catalog(), new TestFunctions())
            .toEngine(spark, TableExpressions.Place.CHECK, "it", COLUMNS));
  }

  private static Expression check(String engine) {
    CreateTable create =
        (CreateTable)
            Lane.admit("create table x (" + DECLARED + ", check (" + engine + "))")
                .command()
                .orElseThrow();
    return create.checks().get(0).expression();
  }

  /** Both texts mean each other: one is read as the other, and written as the one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      textBlock =
          """
          i > 0 ~ `i` > 0 ~ "i" > 0
          i = 1 and (l <> 2 or b) ~ `i` = 1 AND (`l` <> 2 OR `b`) ~ "i" = 1 AND ("l" <> 2 OR "b")
          not b ~ NOT `b` ~ NOT "b"
          i is null ~ `i` IS NULL ~ "i" IS NULL
          i is distinct from l ~ NOT (`i` <=> `l`) ~ NOT "i" <=> "l"
          i between 1 and 2 ~ `i` BETWEEN 1 AND 2 ~ "i" BETWEEN 1 AND 2
          s in ('a', 'b') ~ `s` IN ('a', 'b') ~ "s" IN ('a', 'b')
          s not in ('a') ~ `s` NOT IN ('a') ~ "s" NOT IN ('a')
          s like 'a\\%%' ~ `s` LIKE 'a\\\\%%' ~ "s" LIKE 'a\\%%'
          s like '%x' ~ `s` LIKE '%x' ~ "s" LIKE '%x'
          s = 'it''s \\ "q"' ~ `s` = 'it\\'s \\\\ "q"' ~ "s" = 'it''s \\ "q"'
          i + 1 > l ~ `i` + 1L > `l` ~ "i" + 1 > "l"
          i / 2 = 1 ~ `i` div 2L = 1 ~ "i" / 2 = 1
          d / 2 > 1.5 ~ `d` / 2L > 1.5D ~ #"d" / NULLIF_OF_2 > 1.5E0#
          m > 1.5 ~ `m` > 1.5BD ~ #"m" > CAST('1.5' AS DECIMAL(2, 1))#
          i % 2 = 0 ~ `i` % 2L = 0 ~ "i" % 2 = 0
          length(s) < 10 ~ length(`s`) < 10 ~ length("s") < 10
          s || 'x' = 'yx' ~ `s` || 'x' = 'yx' ~ "s" || 'x' = 'yx'
          coalesce(i, 0) >= 0 ~ coalesce(`i`, 0) >= 0 ~ coalesce("i", 0) >= 0
          substr(s, 1, 2) = 'ab' ~ substring(`s`, 1, 2) = 'ab' ~ SUBSTRING("s" FROM 1 FOR 2) = 'ab'
          starts_with(s, 'a') ~ startswith(`s`, 'a') ~ starts_with("s", 'a')
          dt >= date '2024-01-01' ~ `dt` >= DATE '2024-01-01' ~ "dt" >= DATE '2024-01-01'
          nt < timestamp '2024-01-01 00:00:00' ~ `nt` < TIMESTAMP_NTZ '2024-01-01 00:00:00' ~ "nt" < TIMESTAMP '2024-01-01 00:00:00'
          cast(ts as date) = dt ~ CAST(`ts` AS DATE) = `dt` ~ CAST("ts" AS DATE) = "dt"
          cast(i as string) = s ~ CAST(`i` AS STRING) = `s` ~ CAST("i" AS STRING) = "s"
          extract(year from dt) = 2024 ~ year(`dt`) = 2024 ~ EXTRACT(YEAR FROM "dt") = 2024
          case when b then i else 0 end > 0 ~ CASE WHEN `b` THEN `i` ELSE 0 END > 0 ~ CASE WHEN "b" THEN "i" ELSE 0 END > 0
          st.x > 0 ~ `st`.`x` > 0 ~ "st"."x" > 0
          -i < 0 ~ -`i` < 0 ~ -"i" < 0
          """)
  void expressionsAreWrittenForSparkAndReadBack(String engine, String spark, String back)
      throws StatementRefused {
    assertThat(check(engine).sparkSql()).isEqualTo(spark);
    if (!back.contains("NULLIF_OF_2")) {
      assertThat(engine(spark)).isEqualTo(back);
    }
  }

  /** What Spark's users write and our writer does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      textBlock =
          """
          amount_is ~ there is no column 'amount_is'
          s = "double" ~ "s" = 'double'
          I == 1 ~ "i" = 1
          i <=> 1 ~ "i" <=> 1
          m >= 0.50 ~ "m" >= CAST('0.50' AS DECIMAL(2, 2))
          d > 1.5D ~ "d" > 1.5E0
          d > 1.5 ~ "d" > 1.5
          f in (0.5, 2) ~ "f" IN (0.5, 2)
          l > 5L ~ "l" > 5
          i / 2 = 0.5D ~ CAST("i" AS DOUBLE) / CAST(2 AS DOUBLE) = 0.5E0
          i / l > 0 ~ CAST("i" AS DOUBLE) / nullif(CAST("l" AS DOUBLE), 0) > 0
          isnotnull(s) ~ "s" IS NOT NULL
          if(b, 1, 2) = 1 ~ CASE WHEN "b" THEN 1 ELSE 2 END = 1
          concat(s, 'x') = 'y' ~ "s" || 'x' = 'y'
          dayofmonth(dt) = 1 ~ EXTRACT(DAY FROM "dt") = 1
          ucase(s) = 'X' ~ upper("s") = 'X'
          s = 'tab\\tnew\\u0041' ~ "s" = 'tab\tnewA'
          cast(ts as timestamp) = ts ~ CAST("ts" AS TIMESTAMP WITH TIME ZONE) = "ts"
          """)
  void expressionsOfSparkMeanTheSameToTheEngine(String spark, String engine)
      throws StatementRefused {
    if (engine.startsWith("there is no")) {
      assertThatThrownBy(() -> engine(spark)).hasMessageContaining(engine);
    } else {
      assertThat(engine(spark)).isEqualTo(engine);
    }
  }

  @Test
  void namesKeepTheirQuotes() throws StatementRefused {
    assertThat(engine("`odd ``name\"` > 0")).isEqualTo("\"odd `name\"\"\" > 0");
    assertThat(engine("ST.X > 0")).isEqualTo("\"st\".\"x\" > 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      textBlock =
          """
          s rlike 'a' ~ RLIKE has no exact form in Spark's SQL
          m / 2 > 1 ~ '/' of decimals has another scale here
          s > 5 ~ a comparison of these operands is not known to give the same in Spark's SQL; CAST one to the type of the other
          cast(s as int) > 5 ~ this CAST is not known to give the same in Spark's SQL
          date_format(dt, 'yyyy') = '2024' ~ function 'date_format' has no exact meaning here
          ts > timestamp '2024-01-01' ~ a TIMESTAMP literal depends on the time zone of Spark's session
          i > (select 1) ~ a subquery is not allowed
          i > ~ the statement ends too early, after '>'
          round(d) > 1 ~ function 'round' has no exact meaning here
          substring(s, -1) = 'a' ~ substring needs a position of 1 or more, as a literal, to give the same in Spark's SQL
          max(i) > 1 ~ function 'max' has no exact meaning here
          i = 1; drop table t ~ ';' is not expected here
          """)
  void whatHasNoExactMeaningIsRefusedByName(String spark, String why) {
    assertThatThrownBy(() -> engine(spark))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            refused -> {
              assertThat(refused.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
              assertThat(refused.rawMessage())
                  .isEqualTo(
                      "it, which is \"" + spark + "\" in Spark's SQL, cannot be kept: " + why);
            });
  }

  @Test
  void anExpressionThatSparkReadsOtherwiseIsRefusedWhereItStands() {
    String keeps = "a Delta table keeps this in Spark's SQL, and ";
    Lane.refuses(
        "create table x (s string, check (^concat^(s, 'a') = 'b'))",
        SqlState.FEATURE_NOT_SUPPORTED,
        keeps + "function 'concat' has no exact form in Spark's SQL");
    Lane.refuses(
        "create table x (s string, check (^s ~ 'a'^))",
        SqlState.FEATURE_NOT_SUPPORTED,
        keeps + "~ has no exact form in Spark's SQL");
    Lane.refuses(
        "create table x (m decimal(10, 2), check (^m / 2^ > 1))",
        SqlState.FEATURE_NOT_SUPPORTED,
        keeps
            + "'/' of decimals and reals gives another type in Spark's SQL; CAST to DOUBLE first");
    Lane.refuses(
        "create table x (a int default ^round(1.5)^)",
        SqlState.FEATURE_NOT_SUPPORTED,
        keeps + "function 'round' has no exact form in Spark's SQL");
  }

  @Test
  void functionsOfTheDayMayBeDefaultsButNoConditions() {
    CreateTable create =
        (CreateTable)
            Lane.admit("create table x (a timestamp with time zone default now())")
                .command()
                .orElseThrow();
    assertThat(create.columns().get(0).defaultValue())
        .contains(new Expression("now()", "current_timestamp()"));
  }
}
