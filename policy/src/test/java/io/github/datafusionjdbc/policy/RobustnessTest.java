package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
  @Test
  void deepNestingIsAdmittedOrRefusedAsTooComplex() {
    assertThat(Lane.admit("select " + "(".repeat(100) + "1" + ")".repeat(100)).normalizedSql())
        .isEqualTo("SELECT 1");
    for (String sql :
        List.of(
            "select " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
            "select " + "abs(".repeat(10_000) + "1" + ")".repeat(10_000),
            "select 1" + " + 1".repeat(20_000),
            "select " + "not ".repeat(10_000) + "true",
            "select 1" + " union all select 1".repeat(10_000))) {
      assertThat(Lane.refusal(sql).state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
    }
  }

  @Test
  void whatIsAdmittedHasAFingerprint() {
    String sql = "select a from t where a = 0" + " or a = 1".repeat(900);
    assertThat(Lane.admit(sql).fingerprint()).hasSize(64);
  }

  @Test
  void longListsAreAdmitted() {
    String numbers =
        IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThat(Lane.admit("select a from t where a in (" + numbers + ")").normalizedSql())
        .endsWith(", 9999)");
    String columns =
        IntStream.range(0, 1_000).mapToObj(i -> "a as c" + i).collect(Collectors.joining(","));
    assertThat(Lane.admit("select " + columns + " from t").normalizedSql())
        .contains("AS \"c999\" FROM");
    assertThat(Lane.admit("select '" + "x".repeat(10_000_000) + "'").normalizedSql())
        .hasSize(10_000_009);
  }

  @Test
  void aNameOfMegabytesDoesNotFillTheMessage() {
    StatementRefused refused = Lane.refusal("select " + "x".repeat(1_000_000) + " from t");
    assertThat(refused.state()).isEqualTo(SqlState.UNDEFINED_COLUMN);
    assertThat(refused.getMessage()).hasSizeLessThan(1_300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t",
        ";",
        ";;",
        "-- nothing",
        "/* nothing */",
        "/* open",
        "select 1 /* /* */",
        "select 1 /** /* */ ",
        "'",
        "\"",
        "select '",
        "select \"",
        "(",
        ")",
        "select",
        "\u0000",
        "select '\u0000'",
        "select '\ud800'",
        "select \udc00",
        "\ufeffselect 1",
        "select\u00a01",
        "select 1 where",
        "with",
        "with x",
        "select * from",
        "select a from t where a in",
        "values",
        "explain",
        "table",
        "{",
        "[",
        "select {d '2024-01-01'",
        "select $$",
        "select ?",
        "select case",
        "'''''''''"
      })
  void brokenTextsAreRefusedAsSyntax(String sql) {
    if (sql.equals("select ?")) {
      assertThat(Lane.admit(sql).parameterCount()).isEqualTo(1);
    } else {
      StatementRefused refused = Lane.refusal(sql);
      assertThat(refused.state().code()).startsWith("42");
      assertThat(refused.line()).isPositive();
      assertThat(refused.column()).isPositive();
    }
  }

  @Test
  void linesAreCountedWhateverEndsThem() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      StatementRefused refused = Lane.refusal("select a," + end + "nope" + end + "from t");
      assertThat(refused.line() + ":" + refused.column()).isEqualTo("2:1");
    }
  }

  @Test
  void namesOfEveryScriptAreNames() {
    assertThat(
            Lane.admit("select 1 as zażółć, 2 as 日本, 3 as 한글, 4 as \"a \"\" b\", 5 as 😀")
                .normalizedSql())
        .isEqualTo(
            "SELECT 1 AS \"zażółć\", 2 AS \"日本\", 3 AS \"한글\", 4 AS \"a \"\" b\", 5 AS \"😀\"");
  }

  @Test
  void manyThreadsShareOneLane() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int number = i;
        results.add(
            threads.submit(() -> Lane.admit("select a + " + number + " from t").normalizedSql()));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).startsWith("SELECT \"t\".\"a\" + " + i + " FROM");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
