package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikeEscapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a%' escape ''    | LIKE 'a%'",
        "'a\\%' escape ''  | LIKE 'a\\\\%'",
        "'a#%b' escape '#' | LIKE 'a\\%b'",
        "'a##b' escape '#' | LIKE 'a#b'",
        "'a#' escape '#'   | LIKE 'a#'",
        "'a!_!x' escape '!' | LIKE 'a\\_x'",
        "'a\\#' escape '#' | LIKE 'a\\\\#'",
        "'a\\%' escape '\\' | LIKE 'a\\%' ESCAPE '\\'",
        "$1 escape ''      | LIKE replace($1, '\\', '\\\\')",
        "$1 escape '#'     | LIKE $1 ESCAPE '#'",
      })
  void escapesAreSaidWithBackslashes(String pattern, String written) throws StatementRefused {
    assertThat(Lane.admit("select 'x' like " + pattern).normalizedSql())
        .isEqualTo("SELECT 'x' " + written);
  }

  @Test
  void theFunctionThatIsPutInIsTold() throws StatementRefused {
    AdmittedStatement admitted = Lane.admit("select 'x' not ilike ? escape ''");
    assertThat(admitted.functions()).isEqualTo(List.of("replace"));
    assertThat(admitted.edits()).anyMatch(edit -> edit.reason().equals("REWRITTEN"));
  }
}
