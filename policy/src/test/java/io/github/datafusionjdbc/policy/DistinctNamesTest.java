package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctNamesTest {
  private static final String T = " FROM \"datafusion\".\"public\".\"t\" AS \"t\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select now(), now() | now(), now() AS \"now():1\"",
        "select 1, 1, 1 | 1, 1 AS \"1:1\", 1 AS \"1:2\"",
        "select 1 as x, 2 as x | 1 AS \"x\", 2 AS \"x:1\"",
        "select $1, $1 | $1, $1 AS \"$1:1\"",
        "select (select 1), (select 2) | (SELECT 1), (SELECT 2)",
        "select (select 1), (select 1) | (SELECT 1), (SELECT 1) AS \"1:1\"",
        "select '1', 1, 1.0 | '1', 1, 1.0",
      })
  void itemsOfOneNameGetAliases(String sql, String items) throws StatementRefused {
    assertThat(Lane.admit(sql).normalizedSql()).isEqualTo("SELECT " + items);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select a, a from t | \"t\".\"a\", \"t\".\"a\" AS \"a:1\"",
        "select a, cast(a as bigint) from t | \"t\".\"a\", CAST(\"t\".\"a\" AS BIGINT) AS \"a:1\"",
        "select a as b, b from t | \"t\".\"a\" AS \"b\", \"t\".\"b\" AS \"b:1\"",
        "select *, a from t | *, \"t\".\"a\" AS \"a:1\"",
        "select * exclude (a), a from t | * EXCLUDE (\"a\"), \"t\".\"a\"",
        "select abs(a), abs(a::bigint) from t | abs(\"t\".\"a\"), abs(CAST(\"t\".\"a\" AS BIGINT)) AS"
            + " \"abs(\"\"t\"\".\"\"a\"\"):1\"",
        "select a as \"a:1\", a, a from t | \"t\".\"a\" AS \"a:1\", \"t\".\"a\", \"t\".\"a\" AS"
            + " \"a:2\"",
      })
  void columnsAndTheirCastsHaveOneName(String sql, String items) throws StatementRefused {
    assertThat(Lane.admit(sql).normalizedSql()).isEqualTo("SELECT " + items + T);
  }

  @Test
  void aCastIsToldApartFromTheColumnThatOrderByAdds() throws StatementRefused {
    assertThat(Lane.admit("select cast(a as bigint) from t order by a").normalizedSql())
        .isEqualTo("SELECT CAST(\"t\".\"a\" AS BIGINT) AS \"a:1\"" + T + " ORDER BY \"t\".\"a\"");
    assertThat(Lane.admit("with x as (select a from t) select a::int from x order by -a").labels())
        .containsExactly(new OutputLabel("a:1", "x.a", -1));
    assertThat(Lane.admit("select cast(a as bigint) from t order by cast(a as bigint)").labels())
        .isEmpty();
  }

  @Test
  void columnsOfTwoTablesNeedNoAlias() throws StatementRefused {
    AdmittedStatement admitted = Lane.admit("select x.a, y.a, x.a from t x, t y");
    assertThat(admitted.normalizedSql())
        .contains("\"x\".\"a\", \"y\".\"a\", \"x\".\"a\" AS \"a:1\"");
    assertThat(admitted.labels()).containsExactly(new OutputLabel("a:1", "a", -1));
  }

  @Test
  void labelsAreThoseOfTheFirstItemOrKnown() throws StatementRefused {
    assertThat(Lane.admit("select 0 as z, now(), now()").labels())
        .containsExactly(new OutputLabel("now():1", null, 1));
    assertThat(Lane.admit("select a, a::bigint from t").labels())
        .containsExactly(new OutputLabel("a:1", "t.a", -1));
    assertThat(Lane.admit("select a::bigint, a from t union select 1, 2").labels())
        .containsExactly(new OutputLabel("a:1", "a", -1));
    assertThat(Lane.admit("explain select 1, 1").labels()).isEmpty();
    assertThat(Lane.admit("select a, b, c from t order by a").labels()).isEqualTo(List.of());
  }

  @Test
  void normalizingAgainChangesNothing() throws StatementRefused {
    for (String sql :
        List.of("select now(), now()", "select *, a from t", "select a::int from t order by a")) {
      String once = Lane.admit(sql).normalizedSql();
      assertThat(Lane.admit(once).normalizedSql()).isEqualTo(once);
    }
  }
}
