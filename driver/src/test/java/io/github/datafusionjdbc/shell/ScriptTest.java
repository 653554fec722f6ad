package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static List<String> statements(String text) {
    return Script.of(text).all().stream().map(Script.Statement::sql).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';'",
        "select 'it''s; fine'",
        "select ''';'",
        "select \";\", \"a\"\"b;\"",
        "select 1 -- not here;",
        "select /* ; */ 1",
        "select $$ a;b ' $$",
        "select $tag$ ; $$ ; $tag$",
        "select E'\\';'",
        "select e'a''b\\';'",
        "select '-- ;', '/* ;'",
        "select \"$$;\"",
        "select 'żółć;', '\uD83D\uDE00;'",
      })
  void semicolonsInsideTextAndCommentsDoNotEndAStatement(String sql) {
    assertThat(statements(sql)).containsExactly(sql);
    assertThat(statements(sql + "\n;select 2")).containsExactly(sql, "select 2");
    assertThat(Script.of(sql + "\n;").rest()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", ";", ";;\n;", "-- nothing", "/* nothing */ ;", "\uFEFF"})
  void nothingIsNoStatement(String text) {
    assertThat(Script.of(text).all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select 1", "select 'a;", "select \"a;", "select /* ;", "select $$ ;", "x -- ;"})
  void aStatementWithoutItsSemicolonIsTheRest(String text) {
    Script script = Script.of(text);
    assertThat(script.statements()).isEmpty();
    assertThat(script.rest().sql()).isEqualTo(text);
  }

  @Test
  void backslashesEscapeInTextsWithAnEOnly() {
    assertThat(statements("select '\\'; select 2")).containsExactly("select '\\'", "select 2");
    assertThat(statements("select nameE'\\'; select 2"))
        .containsExactly("select nameE'\\'", "select 2");
  }

  @Test
  void dollarsOfParametersAndNamesOpenNoText() {
    assertThat(statements("select $1; select $2")).containsExactly("select $1", "select $2");
    assertThat(statements("select a$b$; select 2")).containsExactly("select a$b$", "select 2");
  }

  @Test
  void commentsDirectlyBeforeAStatementAreItsHeading() {
    Script script =
        Script.of(
            """
            -- a licence

            -- How many?
            -- And when?
            select 1; -- the end of the first

            select 2;
            -- lost

            select 3;
            /* neither */
            select 4
            """);
    assertThat(script.all())
        .containsExactly(
            new Script.Statement("select 1", "How many?\nAnd when?", 5),
            new Script.Statement("select 2", null, 7),
            new Script.Statement("select 3", null, 10),
            new Script.Statement("select 4", null, 12));
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    assertThat(Script.of("-- title\r\nselect 1;\r\n\r\nselect 2;\r\n").all())
        .containsExactly(
            new Script.Statement("select 1", "title", 2),
            new Script.Statement("select 2", null, 4));
  }
}
