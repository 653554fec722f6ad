package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.command.ChangeSetting;
import io.github.datafusionjdbc.policy.command.UseSchema;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStatementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a.b = 1 | a.b | 1",
        "set A.B to '1' | a.b | 1",
        "set session a.b = -1.5 | a.b | -1.5",
        "set local a = true; | a | true",
        "set a = \"Word\" | a | Word",
        "set session = 'x' | session | x",
        "set a = 'it''s' | a | it's",
      })
  void aSettingIsSetToAText(String sql, String name, String value) {
    AdmittedStatement admitted = Lane.admit(sql);
    assertThat(admitted.kind()).isEqualTo(StatementKind.SET);
    assertThat(admitted.command()).contains(new ChangeSetting(name, Optional.of(value)));
    AdmittedStatement again = Lane.admit(admitted.normalizedSql());
    assertThat(again.normalizedSql()).isEqualTo(admitted.normalizedSql());
    assertThat(again.fingerprint()).isEqualTo(admitted.fingerprint());
  }

  @Test
  void aSettingIsReset() {
    AdmittedStatement admitted = Lane.admit("reset A.b");
    assertThat(admitted.command()).contains(new ChangeSetting("a.b", Optional.empty()));
    assertThat(admitted.normalizedSql()).isEqualTo("RESET a.b");
  }

  @Test
  void useNamesASchemaThatThereIs() {
    for (String sql : List.of("use other", "USE SCHEMA Other", "use datafusion.other;")) {
      AdmittedStatement admitted = Lane.admit(sql);
      assertThat(admitted.command()).contains(new UseSchema("other"));
      assertThat(admitted.normalizedSql()).isEqualTo("USE \"datafusion\".\"other\"");
    }
    assertThat(Lane.refusal("use nope").state()).isEqualTo(SqlState.UNDEFINED_TABLE);
  }

  @Test
  void describeIsOfTheSelectThatTheTableIs() {
    assertThat(Lane.admit("desc other.t").normalizedSql())
        .isEqualTo("DESCRIBE SELECT * FROM \"datafusion\".\"other\".\"t\" AS \"other.t\"");
    assertThat(Lane.admit("describe table t").kind()).isEqualTo(StatementKind.DESCRIBE);
    assertThat(Lane.admit("describe (select 1)").normalizedSql()).isEqualTo("DESCRIBE SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show tables",
        "SHOW TABLES IN other LIKE 'o%'",
        "show databases",
        "show extended full fields in t",
        "show columns from other.t like 'it''s'",
        "show functions",
        "show create table other.t",
        "show all verbose",
        "show time zone",
        "show a.b.c",
      })
  void showIsAQueryOnTheInformationSchema(String sql) {
    AdmittedStatement admitted = Lane.admit(sql, Lane.withInformationSchema());
    assertThat(admitted.kind()).isEqualTo(StatementKind.QUERY);
    assertThat(admitted.relations())
        .isNotEmpty()
        .allMatch(relation -> relation.schema().equals("information_schema"));
    assertThat(admitted.edits()).anyMatch(edit -> edit.reason().equals("EXPANDED"));
    assertThat(admitted.parameterCount()).isZero();
  }

  @Test
  void namesAreTakenAsTheyAreAndNotAsPatterns() {
    assertThat(Lane.admit("show a_b", Lane.withInformationSchema()).normalizedSql())
        .contains("LIKE 'a\\_b'");
  }

  @Test
  void aReadOnlyPolicyAllowsWhatChangesOnlyTheConnection() {
    for (String sql : List.of("set a = 1", "reset a", "use other", "describe t")) {
      assertThat(Lane.admit(sql, Lane.catalog(), Policy.READ_ONLY)).isNotNull();
    }
  }
}
