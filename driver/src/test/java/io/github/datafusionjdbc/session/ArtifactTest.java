package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.DataFusionResultSet;
import io.github.datafusionjdbc.NativeLeakCheck;
import io.github.datafusionjdbc.session.Artifact.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every statement, admitted or refused, leaves its record. */
@ExtendWith(NativeLeakCheck.class)
class ArtifactTest {
  private static Connection open(String query) throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + query);
  }

  private static Artifact last(Connection connection) throws SQLException {
    return connection.unwrap(DataFusionConnection.class).lastArtifact().orElseThrow();
  }

  @Test
  void anExecutedStatementIsDescribedFromTextToRows() throws SQLException {
    try (Connection connection = open("?applicationName=reports&timezone=Europe/Paris");
        Statement statement = connection.createStatement()) {
      Artifact artifact;
      try (ResultSet result =
          statement.executeQuery("select upper('a') as x from generate_series(1, 3)")) {
        artifact = result.unwrap(DataFusionResultSet.class).artifact();
        assertThat(artifact.outcome()).isEqualTo(Outcome.RUNNING);
        while (result.next()) {
          assertThat(result.getString(1)).isEqualTo("A");
        }
      }
      assertThat(last(connection)).isSameAs(artifact);
      assertThat(artifact.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(artifact.origin()).isEqualTo(Origin.USER);
      assertThat(artifact.sql()).startsWith("select upper");
      assertThat(artifact.kind()).isEqualTo("QUERY");
      assertThat(artifact.normalizedSql()).containsIgnoringCase("generate_series");
      assertThat(artifact.fingerprint()).hasSize(64).isNotEqualTo(artifact.shapeFingerprint());
      assertThat(artifact.functions()).contains("upper");
      assertThat(artifact.astPayload()).startsWith("{");
      assertThat(artifact.plan()).isNotBlank();
      assertThat(artifact.rows()).isEqualTo(3);
      assertThat(artifact.settings())
          .containsEntry("applicationName", "reports")
          .containsEntry("timezone", "Europe/Paris");
      assertThat(artifact.engineVersion()).contains("55.");
      assertThat(artifact.driverVersion()).isEqualTo(DriverVersion.TEXT);
      assertThat(artifact.error()).isNull();
      assertThat(artifact.totalTime()).isGreaterThanOrEqualTo(artifact.firstRowsTime());
    }
  }

  @Test
  void aRefusedStatementTellsWhere() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select 1\nfrom nowhere"))
          .isInstanceOf(SQLException.class);
      Artifact artifact = last(connection);
      assertThat(artifact.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(artifact.error().state().code()).isEqualTo("42P01");
      assertThat(artifact.error().line()).isEqualTo(2);
      assertThat(artifact.error().column()).isEqualTo(6);
      assertThat(artifact.normalizedSql()).isNull();

      assertThatThrownBy(() -> connection.prepareStatement("selekt 1"))
          .isInstanceOf(SQLException.class);
      assertThat(last(connection).sql()).isEqualTo("selekt 1");
      assertThatThrownBy(() -> statement.executeUpdate("insert into t values (1)"))
          .isInstanceOf(SQLException.class);
      assertThat(last(connection).sql()).startsWith("insert");
    }
  }

  @Test
  void aFailureWhileExecutingIsRecorded() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.executeQuery("select 1 / (v - 1) from generate_series(1, 2) as t(v)"))
          .isInstanceOf(SQLException.class);
      assertThat(last(connection).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(last(connection).error().state().code()).isEqualTo("22012");
    }
  }

  @Test
  void parametersAreRecordedOrMasked() throws SQLException {
    for (String recording : List.of("keep", "redact")) {
      try (Connection connection = open("?artifactParameters=" + recording);
          PreparedStatement statement = connection.prepareStatement("select ?, ?")) {
        statement.setString(1, "secret");
        statement.setNull(2, java.sql.Types.INTEGER);
        statement.executeQuery().close();
        assertThat(last(connection).parameters().get(0))
            .isEqualTo(recording.equals("keep") ? "secret" : "***");
      }
    }
  }

  @Test
  void memoryIsBoundedAndMetadataDoesNotPushOutStatements() throws SQLException {
    try (Connection connection = open("?artifactsMemory=3");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 5; i++) {
        statement.executeQuery("select " + i).close();
      }
      for (int i = 0; i < 5; i++) {
        connection.getMetaData().getSchemas().close();
      }
      List<String> ofUser = new ArrayList<>();
      int ofDriver = 0;
      for (Artifact artifact : connection.unwrap(DataFusionConnection.class).artifacts()) {
        if (artifact.origin() == Origin.USER) {
          ofUser.add(artifact.sql());
        } else {
          ofDriver++;
        }
      }
      assertThat(ofUser).containsExactly("select 2", "select 3", "select 4");
      assertThat(ofDriver).isEqualTo(3);
    }
  }

  @Test
  void recordsAreReadableAsATable() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 41 + 1").close();
      assertThatThrownBy(() -> statement.executeQuery("select x")).isInstanceOf(SQLException.class);
      try (ResultSet rows =
          statement.executeQuery(
              "select sql, outcome, sql_state, error_column from diagnostics.statements"
                  + " where origin = 'USER' and outcome <> 'RUNNING' order by started_at")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("sql")).isEqualTo("select 41 + 1");
        assertThat(rows.getString("outcome")).isEqualTo("SUCCEEDED");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("outcome")).isEqualTo("REFUSED");
        assertThat(rows.getString("sql_state")).isEqualTo("42703");
        assertThat(rows.getInt("error_column")).isEqualTo(8);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void recordsGoToAFolderAsJsonLines(@TempDir Path folder) throws Exception {
    Path artifacts = folder.resolve("made/on demand");
    try (Connection connection = open("?artifacts=" + artifacts.toString().replace(" ", "%20"));
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 'ü\n' as x").close();
      assertThatThrownBy(() -> statement.executeQuery("select x")).isInstanceOf(SQLException.class);
    }
    Path file;
    try (Stream<Path> files = Files.list(artifacts)) {
      file = files.findFirst().orElseThrow();
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("format").asInt()).isEqualTo(1);
    assertThat(lines.get(0).get("sql").asText()).isEqualTo("select 'ü\n' as x");
    assertThat(lines.get(0).get("ast").isObject()).isTrue();
    assertThat(lines.get(0).get("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(lines.get(1).get("error").get("sqlState").asText()).isEqualTo("42703");
  }
}
