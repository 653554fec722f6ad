package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.jdbc.metadata.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy says where files may lie, and which settings may change. */
class PlacesTest extends EmptyWarehouse {
  @TempDir Path outside;

  @BeforeEach
  void makeFiles() throws SQLException {
    statement.executeUpdate("create table t as select 1 as id");
    statement.executeUpdate("copy t to '" + outside + "/a.parquet'");
    statement.executeUpdate(
        "create external table away stored as parquet location '" + outside + "/a.parquet'");
    statement.executeUpdate("create table apart (id bigint) location '" + outside + "/apart'");
  }

  private Connection with(String policy) throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + folder + "?policy=" + policy);
  }

  private void assertRefused(Statement query, String sql) {
    assertFails(() -> query.execute(sql), "42501", "not permitted by policy");
  }

  @Test
  void thePolicyWarehouseKeepsReadsAndWritesInside() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), outside);
    try (Connection connection = with("warehouse");
        Statement query = connection.createStatement()) {
      assertRefused(query, "copy t to '" + outside + "/b.parquet'");
      assertRefused(query, "copy t to '../b.parquet'");
      assertRefused(query, "copy t to 'file://" + folder + "/%2e%2e/b.parquet'");
      assertRefused(query, "copy t to 'link/b.parquet'");
      assertRefused(query, "copy t to 's3://bucket/b.parquet'");
      assertRefused(query, "create table u (id bigint) location '" + outside + "/u'");
      assertRefused(
          query, "create external table x stored as parquet location '" + outside + "/*.parquet'");
      assertRefused(query, "create external table x stored as parquet location 'link/'");
      assertRefused(query, "select * from away");
      assertRefused(query, "select count(*) from t join away using (id)");
      assertRefused(query, "select * from apart");
      assertRefused(query, "insert into apart values (1)");

      query.executeUpdate("copy t to 'exports/b.parquet'");
      query.executeUpdate("create external table x stored as parquet location 'exports/'");
      query.executeUpdate("insert into t values (2)");
      assertThat(Rows.of(query.executeQuery("select t.id from t join x using (id)")))
          .containsExactly("1");
    }
    assertThat(outside.resolve("b.parquet")).doesNotExist();
    assertThat(outside.resolve("u")).doesNotExist();
  }

  @Test
  void aFileNamesFurtherPlaces() throws Exception {
    Path rules =
        Files.writeString(
            outside.resolve("p.json"),
            "{\"version\": 1, \"paths\": [\"warehouse\", \"" + outside + "/open\"]}");
    try (Connection connection = with(rules.toString());
        Statement query = connection.createStatement()) {
      query.executeUpdate("copy t to '" + outside + "/open/b.parquet'");
      assertRefused(query, "copy t to '" + outside + "/opened/b.parquet'");
      assertRefused(query, "copy t to '" + outside + "/open/../b.parquet'");
    }
    assertThat(outside.resolve("open/b.parquet")).exists();
  }

  @Test
  void onlySettingsOfTheListMayChange() throws Exception {
    Path rules =
        Files.writeString(
            outside.resolve("p.json"),
            "{\"version\": 1, \"settings\": {\"allow\": [\"datafusion.execution.batch_size\"]}}");
    try (Connection connection = with(rules.toString());
        Statement query = connection.createStatement()) {
      query.execute("set datafusion.execution.batch_size = 100");
      assertRefused(query, "set datafusion.execution.coalesce_batches = false");
      assertRefused(query, "reset datafusion.execution.coalesce_batches");
    }
    Path wrong =
        Files.writeString(
            outside.resolve("q.json"),
            "{\"version\": 1, \"settings\": {\"deny\": [\"datafusion.execution.batch_sise\"]}}");
    assertFails(
        () -> with(wrong.toString()),
        "08001",
        "$.settings.deny[0]: there is no setting 'datafusion.execution.batch_sise'; did you mean"
            + " 'datafusion.execution.batch_size'?");
  }

  @Test
  void aResultMayHaveABoundOfBytes() throws Exception {
    Path rules =
        Files.writeString(
            outside.resolve("p.json"),
            "{\"version\": 1, \"name\": \"small\", \"limits\": {\"resultBytes\": 100000}}");
    try (Connection connection = with(rules.toString());
        Statement query = connection.createStatement()) {
      assertThat(Rows.of(query.executeQuery("select * from generate_series(1, 1000)")))
          .hasSize(1000);
      for (String sql :
          List.of("select * from generate_series(1, 100000)", "select repeat('x', 200000)")) {
        assertFails(
            () -> Rows.of(query.executeQuery(sql)),
            "42501",
            "a result of more than 100000 bytes is not permitted by policy 'small'");
      }
    }
  }
}
