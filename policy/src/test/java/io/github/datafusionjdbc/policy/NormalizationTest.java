package io.github.datafusionjdbc.policy;

import static io.github.datafusionjdbc.policy.Lane.admit;
import static io.github.datafusionjdbc.policy.Lane.normalizes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static final String T = "\"datafusion\".\"public\".\"t\"";

  @Test
  void tablesGetTheirFullNameAndKeepWhatTheUserCallsThem() {
    normalizes("select a from t", "SELECT \"t\".\"a\" FROM " + T + " AS \"t\"");
    normalizes("select a from t x", "SELECT \"x\".\"a\" FROM " + T + " AS \"x\"");
    normalizes(
        "select t.* from public.t where public.t.a = 1",
        "SELECT \"public.t\".* FROM " + T + " AS \"public.t\" WHERE \"public.t\".\"a\" = 1");
  }

  @Test
  void tablesOfOneNameInTwoSchemasStayApart() {
    normalizes(
        "select public.t.a, other.t.z from public.t, other.t",
        "SELECT \"public.t\".\"a\", \"other.t\".\"z\" FROM "
            + T
            + " AS \"public.t\", \"datafusion\".\"other\".\"t\" AS \"other.t\"");
  }

  @Test
  void unquotedNamesAreFoldedByAsciiAlone() {
    normalizes(
        "SELECT A AS Straße, B AS \"B\" FROM T",
        "SELECT \"t\".\"a\" AS \"straße\", \"t\".\"b\" AS \"B\" FROM " + T + " AS \"t\"");
    normalizes("select 1 as É, 2 as İI", "SELECT 1 AS \"É\", 2 AS \"İi\"");
  }

  @Test
  void foldingIsTheSameInTurkish() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      normalizes(
          "SELECT IFNULL(A, 1) AS TITLE, CAST(B AS BIGINT) FROM T LIMIT 1",
          "SELECT ifnull(\"t\".\"a\", 1) AS \"title\", CAST(\"t\".\"b\" AS BIGINT) FROM "
              + T
              + " AS \"t\" LIMIT 1");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesOfTheResultStayBare() {
    normalizes(
        "select a as b from t order by b, t.a + 1",
        "SELECT \"t\".\"a\" AS \"b\" FROM " + T + " AS \"t\" ORDER BY \"b\", \"t\".\"a\" + 1");
    normalizes(
        "select b + 1 as k, count(*) as n from t group by k having n > 1",
        "SELECT \"t\".\"b\" + 1 AS \"k\", count(*) AS \"n\" FROM "
            + T
            + " AS \"t\" GROUP BY \"k\" HAVING \"n\" > 1");
  }

  @Test
  void mergedColumnsStayBare() {
    normalizes(
        "select a, b, k from t join u using (a)",
        "SELECT \"a\", \"t\".\"b\", \"u\".\"k\" FROM "
            + T
            + " AS \"t\" JOIN \"datafusion\".\"public\".\"u\" AS \"u\" USING (\"a\")");
    normalizes(
        "select a from t natural join u",
        "SELECT \"a\" FROM "
            + T
            + " AS \"t\" NATURAL JOIN \"datafusion\".\"public\".\"u\" AS \"u\"");
  }

  @Test
  void aCommonTableExpressionShadowsATable() {
    normalizes(
        "with t as (select 99 as z) select z from t",
        "WITH \"t\" AS (SELECT 99 AS \"z\") SELECT \"t\".\"z\" FROM \"t\"");
    assertThat(admit("with t as (select 1 as z) select z from t").relations()).isEmpty();
    assertThat(admit("with t as (select a from t) select a from t").relations()).hasSize(1);
  }

  @Test
  void recursionSeesItself() {
    normalizes(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i from n",
        "WITH RECURSIVE \"n\"(\"i\") AS (SELECT 1 UNION ALL SELECT \"n\".\"i\" + 1 FROM \"n\" WHERE"
            + " \"n\".\"i\" < 5) SELECT \"n\".\"i\" FROM \"n\"");
  }

  @Test
  void correlatedNamesResolveOutwards() {
    normalizes(
        "select a from t where exists (select 1 from u where k = b)",
        "SELECT \"t\".\"a\" FROM "
            + T
            + " AS \"t\" WHERE EXISTS (SELECT 1 FROM \"datafusion\".\"public\".\"u\" AS \"u\" WHERE"
            + " \"u\".\"k\" = \"t\".\"b\")");
  }

  @Test
  void anOuterNameIsNotQualifiedIntoAnInnerTable() {
    normalizes(
        "select (select b from (select 1 as z) t) from t",
        "SELECT (SELECT \"b\" FROM (SELECT 1 AS \"z\") AS \"t\") FROM " + T + " AS \"t\"");
  }

  @Test
  void lateralSeesWhatStandsBefore() {
    normalizes(
        "select y.m from t x, lateral (select max(k) as m from u where u.a = x.a) y",
        "SELECT \"y\".\"m\" FROM "
            + T
            + " AS \"x\", LATERAL (SELECT max(\"u\".\"k\") AS \"m\" FROM"
            + " \"datafusion\".\"public\".\"u\" AS \"u\" WHERE \"u\".\"a\" = \"x\".\"a\") AS \"y\"");
  }

  @Test
  void semiAndAntiJoinsHideTheOtherSide() {
    normalizes(
        "select a from t left semi join u on t.a = u.a",
        "SELECT \"t\".\"a\" FROM "
            + T
            + " AS \"t\" LEFT SEMI JOIN \"datafusion\".\"public\".\"u\" AS \"u\" ON \"t\".\"a\" ="
            + " \"u\".\"a\"");
    normalizes(
        "select k from t right anti join u on t.a = u.a",
        "SELECT \"u\".\"k\" FROM "
            + T
            + " AS \"t\" RIGHT ANTI JOIN \"datafusion\".\"public\".\"u\" AS \"u\" ON \"t\".\"a\" ="
            + " \"u\".\"a\"");
  }

  @Test
  void parenthesesFollowTheEnginesPrecedence() {
    normalizes(
        "select (c like 'a') = flag, c like ('a' || '%'), not (flag and a = 1) from t",
        "SELECT (\"t\".\"c\" LIKE 'a') = \"t\".\"flag\", \"t\".\"c\" LIKE 'a' || '%', NOT"
            + " (\"t\".\"flag\" AND \"t\".\"a\" = 1) FROM "
            + T
            + " AS \"t\"");
    normalizes(
        "select a - (b - 1), (a - b) - 1, -(-a), (a is distinct from b) and flag from t",
        "SELECT \"t\".\"a\" - (\"t\".\"b\" - 1), \"t\".\"a\" - \"t\".\"b\" - 1, -(-\"t\".\"a\"),"
            + " (\"t\".\"a\" IS DISTINCT FROM \"t\".\"b\") AND \"t\".\"flag\" FROM "
            + T
            + " AS \"t\"");
    normalizes(
        "select -a::bigint, (-a)::bigint, (a + 1)::text from t",
        "SELECT -CAST(\"t\".\"a\" AS BIGINT), CAST(-\"t\".\"a\" AS BIGINT), CAST(\"t\".\"a\" + 1 AS"
            + " TEXT) FROM "
            + T
            + " AS \"t\"");
  }

  @Test
  void setOperationsKeepTheirShape() {
    normalizes(
        "select 1 union select 2 intersect select 3", "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3");
    normalizes(
        "(select 1 union select 2) intersect select 3 order by 1 limit 2",
        "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3 ORDER BY 1 LIMIT 2");
    normalizes(
        "select 1 except (select 2 except all select 3)",
        "SELECT 1 EXCEPT (SELECT 2 EXCEPT ALL SELECT 3)");
  }

  @Test
  void everyFormOfAQueryIsOne() {
    normalizes("table u", "SELECT * FROM \"datafusion\".\"public\".\"u\" AS \"u\"");
    normalizes("values (1, 'it''s'), (null, x'00ff')", "VALUES (1, 'it''s'), (NULL, X'00FF')");
    // the engine's answer to it has no columns
    normalizes("from u", "SELECT FROM \"datafusion\".\"public\".\"u\" AS \"u\"");
    normalizes(
        "select k from u fetch first 2 rows only",
        "SELECT \"u\".\"k\" FROM \"datafusion\".\"public\".\"u\" AS \"u\" LIMIT 2");
    normalizes("explain analyze verbose select 1;", "EXPLAIN ANALYZE VERBOSE SELECT 1");
    normalizes("explain (format tree) select 1", "EXPLAIN FORMAT TREE SELECT 1");
    assertThat(admit("explain select 1").kind()).isEqualTo(StatementKind.EXPLAIN);
    assertThat(admit("select 1").kind()).isEqualTo(StatementKind.QUERY);
  }

  @Test
  void parametersAreNumbered() {
    normalizes(
        "select a from t where a = ? and b < ?",
        "SELECT \"t\".\"a\" FROM " + T + " AS \"t\" WHERE \"t\".\"a\" = $1 AND \"t\".\"b\" < $2");
    assertThat(admit("select ?, ?").parameterCount()).isEqualTo(2);
    assertThat(admit("select $3, $1").parameterCount()).isEqualTo(3);
    assertThat(admit("select '?', \"?\" from (select 1 as \"?\") x").parameterCount()).isZero();
  }

  @Test
  void eachVersionOfATableIsATableOfItsOwn() {
    AdmittedStatement joined =
        admit(
            "select n.a from t n join t for version as of 3 o on n.a = o.a"
                + " join t version as of 3 p on p.a = o.a");
    assertThat(joined.normalizedSql())
        .isEqualTo(
            "SELECT \"n\".\"a\" FROM "
                + T
                + " AS \"n\" JOIN \"datafusion\".\"public\".\"t@v3\" AS \"o\" ON \"n\".\"a\" ="
                + " \"o\".\"a\" JOIN \"datafusion\".\"public\".\"t@v3\" AS \"p\" ON \"p\".\"a\" ="
                + " \"o\".\"a\"");
    assertThat(joined.relations()).extracting(Relation::engineName).containsExactly("t", "t@v3");
    assertThat(joined.relations())
        .extracting(Relation::version)
        .containsExactly(OptionalLong.of(9), OptionalLong.of(3));
    assertThat(admit("select a from t for version as of 3").normalizedSql())
        .isEqualTo("SELECT \"t\".\"a\" FROM \"datafusion\".\"public\".\"t@v3\" AS \"t\"");
  }

  @Test
  void timesAreReadWithAndWithoutZone() {
    for (String time :
        List.of(
            "'1970-01-05'",
            "'1970-01-05 00:00:00'",
            "timestamp '1970-01-05T00:00:00.000001Z'",
            "'1970-01-05 02:30:00+02:30'",
            "date '1970-01-05'")) {
      assertThat(admit("select a from t timestamp as of " + time).normalizedSql())
          .as(time)
          .isEqualTo("SELECT \"t\".\"a\" FROM \"datafusion\".\"public\".\"t@v4\" AS \"t\"");
    }
  }

  @Test
  void wordsOfTheSyntaxMayBeNames() {
    normalizes(
        "select value, year, \"order\", date, timestamp, row, rows, at, language from (select 1 as"
            + " value, 2 as year, 3 as \"order\", 4 date, 5 as timestamp, 6 as row, 7 as rows, 8 as"
            + " at, 9 as language) x",
        "SELECT \"x\".\"value\", \"x\".\"year\", \"x\".\"order\", \"x\".\"date\","
            + " \"x\".\"timestamp\", \"x\".\"row\", \"x\".\"rows\", \"x\".\"at\", \"x\".\"language\""
            + " FROM (SELECT 1 AS \"value\", 2 AS \"year\", 3 AS \"order\", 4 AS \"date\", 5 AS"
            + " \"timestamp\", 6 AS \"row\", 7 AS \"rows\", 8 AS \"at\", 9 AS \"language\") AS"
            + " \"x\"");
  }

  @Test
  void jdbcEscapesAndStructsAreToldApart() {
    normalizes(
        "select {d '2024-01-31'}, {t '10:00:00'}, {ts '2024-01-31 10:00:00'}, {data: 1, 't': 2}, {fn ABS(1)}",
        "SELECT DATE '2024-01-31', TIME '10:00:00', TIMESTAMP '2024-01-31 10:00:00', {'data': 1,"
            + " 't': 2}, abs(1)");
  }

  @Test
  void labelsOfUnnamedColumnsMayBeQuoted() {
    normalizes(
        "select \"count(*)\" from (select count(*) from t) x",
        "SELECT \"count(*)\" FROM (SELECT count(*) FROM " + T + " AS \"t\") AS \"x\"");
  }

  @Test
  void editsTellWhatChangedAndWhy() {
    AdmittedStatement statement = admit("select A\nfrom t for version as of 2");
    assertThat(statement.edits())
        .contains(
            new Edit("QUALIFIED", 1, 8, "\"A\"", "\"t\".\"a\""),
            new Edit("ALIASED", 2, 6, "t", "t"))
        .anyMatch(edit -> edit.reason().equals("VERSIONED") && edit.line() == 2);
  }

  @Test
  void calledFunctionsAreListed() {
    assertThat(admit("select COUNT(*), extract(year from max(ts)), [1] from t").functions())
        .containsExactly("count", "date_part", "make_array", "max");
  }

  @Test
  void spellingDoesNotChangeTheFingerprint() {
    AdmittedStatement one = admit("select a from t where b = 1");
    AdmittedStatement other = admit("SELECT  t.A /* c */ FROM public.\"t\" t WHERE (B = 1)");
    assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
    AdmittedStatement literal = admit("select a from t where b = 2");
    assertThat(literal.fingerprint()).isNotEqualTo(one.fingerprint());
    assertThat(literal.shapeFingerprint()).isEqualTo(one.shapeFingerprint());
    assertThat(one.astPayload()).startsWith("{\"version\":1");
  }
}
