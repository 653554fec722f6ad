package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcEscapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{fn UCASE('a')} | upper('a')",
        "{fn log(2)} | ln(2)",
        "{fn mod(7, 2) } | 7 % 2",
        "{fn space(2)} | repeat(' ', 2)",
        "{fn locate('a', 'ba')} | strpos('ba', 'a')",
        "{fn insert('abc', 2, 1, 'x')} | OVERLAY('abc' PLACING 'x' FROM 2 FOR 1)",
        "{fn year({d '2024-01-31'})} | EXTRACT(YEAR FROM DATE '2024-01-31')",
        "{fn dayofweek(now())} | EXTRACT(DOW FROM now()) + 1",
        "{fn convert(1, SQL_VARCHAR)} | CAST(1 AS VARCHAR)",
        "{fn convert('1', integer)} | CAST('1' AS INTEGER)",
        "{fn timestampadd(SQL_TSI_QUARTER, 2, now())} | now() + CAST(concat(2 * 3, ' month') AS"
            + " INTERVAL)",
        "{fn concat('a', {fn lcase('B')})} | concat('a', lower('B'))",
        "{fn abs(-1)} | abs(-1)",
        "{fn nope(1)}::text is null | refused",
        "{fn convert(1, SQL_NOPE)} | refused",
      })
  void functionsAreSaidInTheEnginesTerms(String escape, String written) {
    if (written.equals("refused")) {
      assertThat(Lane.refusal("select " + escape).line()).isEqualTo(1);
    } else {
      Lane.normalizes("select " + escape, "SELECT " + written);
    }
  }

  @Test
  void outerJoinsLimitsAndEscapesAreTaken() {
    Lane.normalizes(
        "select t.a from {oj t left outer join u on t.a = u.a} where c like 'a!%' {escape '!'}"
            + " order by 1 {limit 2 offset 1}",
        "SELECT \"t\".\"a\" FROM \"datafusion\".\"public\".\"t\" AS \"t\" LEFT JOIN"
            + " \"datafusion\".\"public\".\"u\" AS \"u\" ON \"t\".\"a\" = \"u\".\"a\" WHERE"
            + " \"t\".\"c\" LIKE 'a\\%' ORDER BY 1 LIMIT 2 OFFSET 1");
    Lane.normalizes("select 1 {limit 3}", "SELECT 1 LIMIT 3");
    assertThat(Lane.refusal("select 1 limit 1 {limit 3}").state()).isEqualTo(SqlState.SYNTAX_ERROR);
  }

  @Test
  void proceduresCannotBeCalled() {
    for (String sql : new String[] {"{call f(1)}", "{? = call f(?)}"}) {
      StatementRefused refused = Lane.refusal(sql);
      assertThat(refused.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
      assertThat(refused.rawMessage()).contains("there are no procedures");
      assertThat(refused.column()).isEqualTo(1);
    }
  }

  @Test
  void structsInBracesAreStillStructs() {
    Lane.normalizes("select {fn: 1, 'd': 2}", "SELECT {'fn': 1, 'd': 2}");
    Lane.normalizes("select {oj: 1}['oj']", "SELECT {'oj': 1}['oj']");
  }
}
