package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.Database;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErrorTextTest {
  @RegisterExtension static final Database DATABASE = new Database();

  @Test
  void aCaretStandsBelowTheFault() throws SQLException {
    try (Statement statement = DATABASE.connection().createStatement()) {
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("select 1,\n  uper('日本')"));
      assertThat(ErrorText.of(error))
          .isEqualTo(
              """
              ERROR 42883: line 2, column 3: there is no function 'uper'; did you mean 'upper'?
                  uper('日本')
                  ^\
              """);
    }
  }

  @Test
  void withoutStateAndMessageTheClassIsNamed() {
    assertThat(ErrorText.of(new SQLException((String) null)))
        .isEqualTo("ERROR: java.sql.SQLException");
  }
}
