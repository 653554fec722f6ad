package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.policy.rules.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without JDBC's escapes a brace is only the engine's. */
class EscapeProcessingTest {
  private final PolicyLane lane = new PolicyLane(new TestFunctions());

  private AdmittedStatement raw(String sql) throws StatementRefused {
    return lane.admit(new StatementText(sql, false), Lane.catalog(), Policy.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select {d '2024-01-31'}",
        "select {fn upper(c)} from t",
        "select * from {oj t left outer join u on t.a = u.a}",
        "select a from t where c like 'x!%' {escape '!'}",
        "select a from t {limit 1}",
      })
  void escapesAreReadUnlessTheyAreTurnedOff(String sql) throws StatementRefused {
    lane.admit(sql, Lane.catalog());
    assertThatThrownBy(() -> raw(sql))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            refused -> assertThat(refused.state()).isEqualTo(SqlState.SYNTAX_ERROR));
    assertThat(lane.admit(sql, Lane.catalog()).sql()).isEqualTo(sql);
  }

  @Test
  void structsStay() throws StatementRefused {
    assertThat(raw("select {'d': 1, fn: 2}").normalizedSql())
        .isEqualTo(lane.admit("select {'d': 1, fn: 2}", Lane.catalog()).normalizedSql());
  }
}
