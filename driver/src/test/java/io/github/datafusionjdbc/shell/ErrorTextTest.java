package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void aCaretStandsBelowTheFault() {
    SQLException error = new SQLException("line 2, column 8: column \"x\" does not exist", "42703");
    assertThat(ErrorText.of(error, "select '日本',\n\t'日本', x\nfrom t"))
        .isEqualTo(
            """
            ERROR 42703: line 2, column 8: column "x" does not exist
               '日本', x
                       ^""");
  }

  @Test
  void ofALongLineOnlyTheSurroundingsAreShown() {
    String sql = "select " + "a, ".repeat(100) + "x" + ", b".repeat(100);
    String[] lines =
        ErrorText.of(new SQLException("line 1, column 308: no x", "42703"), sql).split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[1]).startsWith("  ...").endsWith("...").hasSizeLessThan(120);
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('x');
  }

  @Test
  void aPositionOutsideTheStatementGetsNoCaret() {
    for (String place :
        new String[] {"line 0, column 1", "line 2, column 1", "line 1, column 99"}) {
      assertThat(ErrorText.of(new SQLException(place, "42601"), "select"))
          .isEqualTo("ERROR 42601: " + place);
    }
  }

  @Test
  void withoutStateAndMessageTheClassIsNamed() {
    assertThat(ErrorText.of(new SQLException((String) null), null))
        .isEqualTo("ERROR: java.sql.SQLException");
  }
}
