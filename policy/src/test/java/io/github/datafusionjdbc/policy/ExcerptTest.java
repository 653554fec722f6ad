package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void aCaretStandsBelowTheWordAtFault() {
    StatementRefused refused = Lane.refusal("select '日本' as x,\r\n\t'日本', flagg\rfrom t");
    assertThat(refused.getMessage())
        .isEqualTo(
            """
            line 2, column 8: there is no column 'flagg' in 't'; did you mean 'flag'?
               '日本', flagg
                       ^\
            """);
    assertThat(refused.excerpt()).isEqualTo("   '日本', flagg\n           ^");
  }

  @Test
  void ofALongLineOnlyTheSurroundingsAreShown() {
    String[] lines =
        Excerpt.of("select " + "a, ".repeat(100) + "x" + ", b".repeat(100), 1, 308).split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("  ...").endsWith("...").hasSizeLessThan(120);
    assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('x');
    assertThat(Excerpt.of("😀".repeat(400), 1, 401)).doesNotContain("\ufffd").hasSizeLessThan(300);
  }

  @Test
  void theEndOfTheTextIsAPlaceToo() {
    assertThat(Lane.refusal("select").excerpt()).isEqualTo("  select\n       ^");
    assertThat(Lane.refusal("").excerpt()).isEqualTo("  \n  ^");
    assertThat(Excerpt.of("ab", 1, 3)).isEqualTo("  ab\n    ^");
  }

  @Test
  void aPlaceOutsideTheTextHasNoExcerpt() {
    assertThat(Excerpt.of("select", 0, 1)).isEmpty();
    assertThat(Excerpt.of("select", 2, 2)).isEmpty();
    assertThat(Excerpt.of("select", 1, 99)).isEmpty();
  }

  @Test
  void controlCharactersAreNotShown() {
    assertThat(Excerpt.of("select \u001b[31m x\u0000", 1, 15))
        .isEqualTo("  select  [31m x \n                ^");
  }
}
