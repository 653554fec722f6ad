package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.NativeLeakCheck;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.StatementKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakCheck.class)
class AdmitTest {

  @Test
  void aStatementIsDescribedWithoutRunning() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:")) {
      DataFusionConnection ours = connection.unwrap(DataFusionConnection.class);
      AdmittedStatement admitted = ours.admit("SELECT 1 / 0 AS X, Upper(?)");
      assertThat(admitted.kind()).isEqualTo(StatementKind.QUERY);
      assertThat(admitted.normalizedSql()).isEqualTo("SELECT 1 / 0 AS \"x\", upper($1)");
      assertThat(admitted.parameterCount()).isEqualTo(1);
      assertThat(admitted.functions()).containsExactly("upper");
      assertThat(admitted.astPayload()).startsWith("{\"version\":1");
      assertThat(ours.lastArtifact()).isEmpty();

      AdmittedStatement again = ours.admit(admitted.normalizedSql());
      assertThat(again.fingerprint()).isEqualTo(admitted.fingerprint());
    }
  }

  @Test
  void aRefusalIsThatOfTheStatement() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:?policy=readonly");
        Statement statement = connection.createStatement()) {
      DataFusionConnection ours = connection.unwrap(DataFusionConnection.class);
      for (String sql : new String[] {"select nope", "create schema s", "select 1 from"}) {
        SQLException asked = catchThrowableOfType(SQLException.class, () -> ours.admit(sql));
        SQLException run =
            catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql));
        assertThat((Throwable) asked).hasMessage(run.getMessage());
        assertThat(asked.getSQLState()).isEqualTo(run.getSQLState());
      }
    }
  }
}
