package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.DataFusionResultSet;
import io.github.datafusionjdbc.NativeLeakCheck;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakCheck.class)
class PoliciesTest {
  @TempDir Path folder;
  private Path warehouse;

  @BeforeEach
  void makeWarehouse() throws IOException {
    warehouse = Files.createDirectories(folder.resolve("warehouse"));
  }

  private Path policy(String name, String rules) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{\"version\": 1, " + rules.replace('\'', '"') + "}");
  }

  private Connection open(String query) throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + warehouse + query);
  }

  private static SQLException refusal(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return catchThrowableOfType(
          SQLException.class,
          () -> {
            try (ResultSet result = statement.executeQuery(sql)) {
              while (result.next()) {
                result.getObject(1);
              }
            }
          });
    }
  }

  private static void assertRefused(Connection connection, String sql, String what)
      throws SQLException {
    SQLException refused = refusal(connection, sql);
    assertThat((Throwable) refused).hasMessageContaining(what);
    assertThat(refused.getSQLState()).isEqualTo("42501");
  }

  @Test
  void aFileOfTheUrlTellsWhatMayRun() throws Exception {
    Path file = policy("no dates.json", "'functions': {'deny': ['now', 'current_date']}");
    try (Connection connection = open("?policy=" + file.toString().replace(" ", "%20"))) {
      assertRefused(
          connection,
          "select 1,\n  Now()",
          "line 2, column 3: function 'now' is not permitted by policy 'no dates'\n"
              + "    Now()\n    ^");
      assertRefused(connection, "select current_date", "function 'current_date'");
      assertThat((Throwable) refusal(connection, "select abs(-1)")).isNull();
      Artifact artifact =
          connection.unwrap(DataFusionConnection.class).lastArtifact().orElseThrow();
      assertThat(artifact.policy().names()).containsExactly("standard", "no dates");
    }
  }

  @Test
  void theDriversOwnQueriesAreNotTheApplicationsToLimit() throws Exception {
    Path file =
        policy(
            "strict.json",
            "'functions': {'allow': []}, 'operators': {'allow': []},"
                + " 'constructs': {'deny': ['STAR']}, 'limits': {'rows': 1}");
    try (Connection connection = open("?policy=" + file)) {
      try (ResultSet types = connection.getMetaData().getTypeInfo();
          ResultSet functions = connection.getMetaData().getFunctions(null, null, "%")) {
        assertThat(types.next()).isTrue();
        assertThat(functions.next()).isTrue();
        assertThat(functions.next()).isTrue();
      }
      assertThat(connection.isValid(5)).isTrue();
      assertRefused(connection, "select 1 + 1", "operator '+'");
    }
  }

  @Test
  void theWarehousesPolicyHoldsWhateverTheUrlSays() throws Exception {
    policy(
        "warehouse/_catalog/policy.json", "'name': 'floor', 'constructs': {'deny': ['RECURSION']}");
    Path own = policy("own.json", "'constructs': {'deny': ['TABLE_FUNCTION']}");
    String recursion = "with recursive x as (select 1 as n) select n from x";
    for (String query : new String[] {"", "?policy=standard", "?policy=" + own}) {
      try (Connection connection = open(query)) {
        assertRefused(connection, recursion, "WITH RECURSIVE is not permitted by policy 'floor'");
      }
    }
    try (Connection connection = open("?policy=" + own)) {
      assertRefused(connection, "select value from range(1, 2)", "by policy 'own'");
      assertThat(connection.unwrap(DataFusionConnection.class).policy().names())
          .containsExactly("standard", "floor", "own");
    }
  }

  @Test
  void aPolicyOfTheProcessHoldsForEveryConnection() throws Exception {
    System.setProperty(
        Policies.PROPERTY, policy("process.json", "'constructs': {'deny': ['STAR']}").toString());
    try (Connection connection = open("?policy=standard")) {
      assertRefused(connection, "select * from range(1, 2)", "by policy 'process'");
    } finally {
      System.clearProperty(Policies.PROPERTY);
    }
  }

  @Test
  void aWrongPolicyOpensNothing() throws Exception {
    Path file = policy("wrong.json", "'functions': {'deny': ['abs', 'nou']}");
    SQLException wrong =
        catchThrowableOfType(SQLException.class, () -> open("?policy=" + file).close());
    assertThat((Throwable) wrong)
        .hasMessageContaining(
            "$.functions.deny[1]: there is no function 'nou'; did you mean 'now'?");
    assertThat(wrong.getSQLState()).isEqualTo("08001");

    wrong = catchThrowableOfType(SQLException.class, () -> open("?policy=readonli").close());
    assertThat((Throwable) wrong)
        .hasMessageContaining("'readonli' is neither built in (readonly, standard, warehouse)");

    Files.createDirectories(warehouse.resolve("_catalog"));
    Files.writeString(warehouse.resolve("_catalog/policy.json"), "{");
    wrong = catchThrowableOfType(SQLException.class, () -> open("").close());
    assertThat((Throwable) wrong)
        .hasMessageContaining("the policy of the warehouse cannot be used: $: ");
  }

  @Test
  void aResultOfTooManyRowsFails() throws Exception {
    Path file = policy("few.json", "'limits': {'rows': 10}");
    try (Connection connection = open("?policy=" + file + "&batchSize=4")) {
      assertThat((Throwable) refusal(connection, "select value from range(0, 10)")).isNull();
      assertRefused(
          connection,
          "select value from range(0, 11)",
          "a result of more than 10 rows is not permitted by policy 'few'");
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("select 1")) {
        SQLException refused =
            catchThrowableOfType(
                SQLException.class,
                () -> result.unwrap(DataFusionResultSet.class).exportArrowStream(1));
        assertThat((Throwable) refused).hasMessageContaining("exporting a result");
      }
    }
  }

  @Test
  void aTimeLimitOfThePolicyCannotBeRaised() throws Exception {
    Path file = policy("short.json", "'limits': {'seconds': 1}");
    try (Connection connection = open("?policy=" + file);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1000);
      assertThat(
              (Throwable)
                  catchThrowableOfType(
                      SQLException.class,
                      () ->
                          statement.executeQuery(
                              "select count(*) from range(0, 100000000000) a(v) where v % 3 = 1")))
          .isInstanceOf(SQLTimeoutException.class);
    }
  }

  @Test
  void aReadOnlyConnectionIsUnderTheReadOnlyPolicy() throws Exception {
    try (Connection connection = open("?readOnly=true");
        PreparedStatement statement = connection.prepareStatement("select 1")) {
      DataFusionConnection ours = connection.unwrap(DataFusionConnection.class);
      assertThat(ours.policy().hash()).isEqualTo(Policy.STANDARD.and(Policy.READ_ONLY).hash());
      connection.setReadOnly(false);
      assertThat(ours.policy().hash()).isEqualTo(Policy.STANDARD.hash());
      statement.executeQuery().close();
      assertThat(ours.lastArtifact().orElseThrow().policy().hash())
          .isEqualTo(Policy.STANDARD.hash());
    }
  }

  @Test
  void theRecordHasThePolicysHash() throws Exception {
    try (Connection connection = open("?policy=readonly");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1").close();
      try (ResultSet rows =
          statement.executeQuery(
              "select policy, policy_hash from diagnostics.statements where sql = 'select 1'")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("standard and readonly");
        assertThat(rows.getString(2))
            .isEqualTo(connection.unwrap(DataFusionConnection.class).policy().hash());
      }
    }
  }
}
