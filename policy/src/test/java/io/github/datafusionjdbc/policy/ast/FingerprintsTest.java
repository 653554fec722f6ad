package io.github.datafusionjdbc.policy.ast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintsTest {
  private static String meaning(String sql) {
    return Fingerprints.of(Statements.parse(sql), false);
  }

  private static String shape(String sql) {
    return Fingerprints.of(Statements.parse(sql), true);
  }

  @Test
  void commentsAndLineBreaksDoNotCount() {
    assertThat(meaning("select a from t")).isEqualTo(meaning("select a -- what\n from\r\n\tt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select a, b from t where c = 1        | SELECT  A,b /* x */ FROM T   WHERE C=1
          select a from t                       | select "a" from "t"
          select f(a) from t                    | select F(A) from t
          select 'a'                            | select   'a'
          select 1 from t where not (a and b)   | select 1 from t where not ((a) and b)
          select cast(a as decimal(10, 2))      | select CAST(a AS Decimal(10,2))
          select a as b from t x                | select a b from t as x
          select 7                              | select 007
          """)
  void spellingDoesNotCount(String one, String other) {
    assertThat(meaning(one)).isEqualTo(meaning(other));
    assertThat(shape(one)).isEqualTo(shape(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select "A" from t                      | select "a" from t
          select f(a) from t                     | select "F"(a) from t
          select a from t                        | select distinct a from t
          select count(a) from t                 | select count(distinct a) from t
          select 1 union select 2                | select 1 union all select 2
          select a, b from t                     | select b, a from t
          select a from t                        | select a as a from t
          select a from t                        | select t.a from t
          select a from t order by a             | select a from t order by a desc
          select a from t order by a             | select a from t order by a nulls first
          select a from t order by 1             | select a from t order by 2
          select a from t group by 1, 2          | select a from t group by 1, 3
          select a from t group by rollup(1)     | select a from t group by rollup(2)
          select a from t group by a             | select a from t group by rollup(a)
          select * from a join b on true         | select * from a left join b on true
          select * from a join b on true         | select * from a natural join b
          select * from a, b                     | select * from a cross join b
          select * from unnest(a)                | select * from unnest(a) with ordinality
          select cast(a as int)                  | select cast(a as bigint)
          select cast(a as varchar(3))           | select cast(a as varchar(4))
          select cast(a as timestamp)            | select cast(a as timestamp with local time zone)
          select interval '1' day                | select interval '1' month
          select ? from t where a = 1            | select a from t where a = ?
          select null                            | select 1
          select 1                               | select 1e0
          select 1                               | select '1'
          select a from t where b is null        | select a from t where b is not null
          select a + b * c                       | select (a + b) * c
          select a from t limit 1                | select a from t offset 1 rows
          with r as (select 1) select * from r   | with recursive r as (select 1) select * from r
          select sum(a) over (order by b rows 1 preceding) | select sum(a) over (order by b range 1 preceding)
          select a from t for system_time as of b | select a from t
          explain plan for select 1              | select 1
          """)
  void whatChangesTheShapeCountsAlways(String one, String other) {
    assertThat(meaning(one)).isNotEqualTo(meaning(other));
    assertThat(shape(one)).isNotEqualTo(shape(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select 1                               | select 2
          select 1.0                             | select 1.00
          select 1e2                             | select 100e0
          select 'a'                             | select 'A'
          select 'a'                             | select 'a '
          select x'00'                           | select x'0000'
          select true                            | select false
          select date '2024-01-01'               | select date '2024-01-02'
          select interval '1' day                | select interval '2' day
          select a from t where b in (1, 2)      | select a from t where b in (3, 4)
          select a from t limit 1                | select a from t limit 2
          select a from t order by a + 1         | select a from t order by a + 2
          select * from t tablesample bernoulli(1) | select * from t tablesample bernoulli(2)
          select sum(a) over (order by b rows 1 preceding) | select sum(a) over (order by b rows 2 preceding)
          """)
  void valuesOfLiteralsCountUntilTheyAreMasked(String one, String other) {
    assertThat(shape(one)).isEqualTo(shape(other));
    assertThat(meaning(one)).isNotEqualTo(meaning(other));
  }

  @Test
  void aFingerprintIsSha256InLowerCaseHex() {
    // sha256sum of {"version":1,"root":{"node":"literal","type":"NULL","value":null}}
    assertThat(Fingerprints.of(SqlLiteral.createNull(SqlParserPos.ZERO), false))
        .isEqualTo("ac93e4ebba95469422897a23ed6918f6d7b687125958b27b46e6be1760836e15");
  }

  @Test
  void statementsOfTheCorporaThatDifferInTextDifferInFingerprint() {
    Map<String, String> texts = new HashMap<>();
    List<SqlNode> trees = Statements.trees();
    for (SqlNode tree : trees) {
      String text = Statements.unparse(tree);
      String other = texts.putIfAbsent(Fingerprints.of(tree, false), text);
      assertThat(other == null ? text : other).isEqualTo(text);
    }
    assertThat(texts).hasSizeGreaterThan(250);
  }
}
