package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakCheck.class)
class DiagnosticsTest {
  /** The rows, the values of each joined by a bar. */
  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Test
  void everyFunctionIsListedWithWhatThePolicySays(@TempDir Path folder) throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("calm.json"), "{\"version\":1,\"functions\":{\"deny\":[\"random\"]}}");
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:?policy=" + policy)) {
      assertThat(
              rows(
                  connection,
                  "select name, kind, allowed, refused_by from diagnostics.functions"
                      + " where name in ('random', 'pi', 'row_number', 'generate_series')"
                      + " group by all order by name, kind"))
          .containsExactly(
              "generate_series | SCALAR | YES | null",
              "generate_series | TABLE | YES | null",
              "pi | SCALAR | YES | null",
              "random | SCALAR | NO | calm",
              "row_number | WINDOW | YES | null");
      assertThat(
              rows(
                  connection,
                  "select distinct name, volatility from diagnostics.functions"
                      + " where name in ('abs', 'random') order by name"))
          .containsExactly("abs | immutable", "random | volatile");
      assertThat(
              rows(
                  connection,
                  "select parameter_types, return_type from diagnostics.functions"
                      + " where name = 'starts_with' and parameter_types like 'String,%'"))
          .contains("String, String | Boolean");
    }
  }

  @Test
  void whatIsListedAsAllowedIsWhatTheEngineHas() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:")) {
      assertThat(
              rows(
                  connection,
                  "select distinct routine_name from information_schema.routines order by 1"))
          .hasSizeGreaterThan(200)
          .isEqualTo(
              rows(
                  connection,
                  "select distinct name from diagnostics.functions where allowed = 'YES'"
                      + " order by 1"));
    }
  }

  @Test
  void thePolicyIsListedLayerByLayer() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:?policy=readonly")) {
      String hash = connection.unwrap(DataFusionConnection.class).policy().hash();
      assertThat(rows(connection, "select layer, name, policy_hash from diagnostics.policy"))
          .containsExactly("1 | standard | " + hash, "2 | readonly | " + hash);
      assertThat(rows(connection, "select rules from diagnostics.policy where layer = 2"))
          .singleElement()
          .asString()
          .contains("\"readOnly\":true");
    }
  }

  @Test
  void editsTellWhatTheLaneChangedAndWhy() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:")) {
      rows(connection, "select\n  1::text");
      assertThat(
              rows(
                  connection,
                  "select e.reason, e.before, e.after, e.line, e.\"column\""
                      + " from diagnostics.edits e join diagnostics.statements s"
                      + " on e.statement_id = s.id where s.sql like '%::text' and s.sql not like"
                      + " '%edits%'"))
          .containsExactly("REWRITTEN | :: | CAST | 2 | 3");
    }
  }

  @Test
  void settingsAreListedWithoutSecrets() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:datafusion:?timezone=Europe/Paris&aws_secret_access_key=hunter2")) {
      assertThat(
              rows(
                  connection,
                  "select value, default_value from diagnostics.settings where name = 'timezone'"))
          .containsExactly("Europe/Paris | UTC");
      for (String table : List.of("settings", "statements", "policy", "edits")) {
        assertThat(rows(connection, "select * from diagnostics." + table))
            .noneMatch(row -> row.contains("hunter2"));
      }
    }
  }
}
