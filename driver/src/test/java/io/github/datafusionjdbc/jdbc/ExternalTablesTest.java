package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.session.Artifact;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CREATE EXTERNAL TABLE over files. */
class ExternalTablesTest extends EmptyWarehouse {
  @TempDir Path files;

  private void assertFails(String sql, String state, String message) {
    assertFails(() -> statement.execute(sql), state, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json", "arrow"})
  void whatCopyWroteIsReadBackAfterARestart(String format) throws SQLException {
    Path file = files.resolve("ä b." + format);
    statement.executeUpdate(
        "copy (select 1 as id, 'ü,' as s union all select 2, null) to '" + file + "'");
    statement.executeUpdate(
        "create external table x stored as " + format + " location '" + file + "'");
    connection.close();
    connect();
    assertThat(rows("select * from x order by id").get(0)).isEqualTo("1|ü,");
    assertThat(rows("select count(*) from x where id > 1")).containsExactly("1");
  }

  @Test
  void filesOfAFolderAreListedAnewForEachStatementAndColumnsStay() throws Exception {
    Files.writeString(files.resolve("a.csv"), "id,s\n1,x\n");
    statement.executeUpdate(
        "create external table x stored as csv location '"
            + files
            + "/' options (has_header true)");
    try (PreparedStatement count = connection.prepareStatement("select count(*) from x")) {
      assertThat(one(count)).isEqualTo(1);
      Files.writeString(files.resolve("b.csv"), "id,s\n2,y\n3,z\n");
      Files.writeString(files.resolve("_SUCCESS"), "no rows");
      Files.writeString(files.resolve(".hidden.csv"), "id,s\n9,q\n");
      Files.createFile(files.resolve("empty.csv"));
      assertThat(one(count)).isEqualTo(3);
      Files.delete(files.resolve("a.csv"));
      assertThat(one(count)).isEqualTo(2);
      Files.delete(files.resolve("b.csv"));
      assertThat(one(count)).isZero();
    }
    assertThat(rows("select column_name from information_schema.columns where table_name = 'x'"))
        .containsExactly("id", "s");
  }

  private static int one(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  @Test
  void aPatternPicksFilesAndDeclaredColumnsHaveTheirTypes() throws Exception {
    Files.writeString(files.resolve("a1.csv"), "1,2024-02-29,1.50\n");
    Files.writeString(files.resolve("a2.csv"), "2,,-3.25\n");
    Files.writeString(files.resolve("b1.csv"), "no,numbers,here\n");
    statement.executeUpdate(
        "create external table x (id smallint not null, d date, n decimal(10, 2)) stored as csv"
            + " location '"
            + files
            + "/a*.csv' options (has_header false)");
    assertThat(rows("select * from x order by id"))
        .containsExactly("1|2024-02-29|1.50", "2|null|-3.25");
  }

  @Test
  void foldersArePartitionColumns() throws SQLException {
    statement.executeUpdate(
        "copy (select 1 as id, 2023 as year union all select 2, 2024) to '"
            + files
            + "/t/' stored as parquet partitioned by (year)");
    statement.executeUpdate(
        "create external table x stored as parquet partitioned by (year) location '"
            + files
            + "/t/'");
    assertThat(rows("select id, year from x where year = '2024'")).containsExactly("2|2024");
    statement.executeUpdate(
        "create external table y (id bigint, year int) stored as parquet partitioned by (year)"
            + " location '"
            + files
            + "/t/'");
    assertThat(rows("select sum(year) from y")).containsExactly("4047");
  }

  @Test
  void anExternalTableIsListedTakesNoRowsAndIsDroppedWithoutItsFiles() throws Exception {
    Path file = Files.writeString(files.resolve("a.csv"), "id\n1\n");
    statement.executeUpdate("create external table x stored as csv location '" + file + "'");
    try (ResultSet tables = connection.getMetaData().getTables(null, "public", "x", null)) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_TYPE")).isEqualTo("EXTERNAL TABLE");
    }
    assertFails("insert into x values (2)", "42809", "external table and takes no rows");
    assertFails("create table x (a int)", "42P07", "'x' is an external table already");
    assertThatThrownBy(() -> rows("select * from x for version as of 0"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("external table public.x has no versions");
    statement.executeUpdate("drop table x");
    assertFails("select * from x", "42P01", "x");
    assertThat(file).exists();
  }

  @Test
  void aTemporaryOneIsOfItsConnectionAlone() throws Exception {
    Path file = Files.writeString(files.resolve("a.csv"), "id\n1\n");
    statement.executeUpdate(
        "create temporary external table x stored as csv location '" + file + "'");
    assertThat(rows("select * from x")).containsExactly("1");
    assertThat(folder.resolve("_catalog")).doesNotExist();
    connection.close();
    connect();
    assertFails("select * from x", "42P01", "x");
  }

  @Test
  void whatCannotBeKeptOrReadIsRefused() throws Exception {
    assertFails(
        "create external table x stored as parquet location '" + files + "/none/'",
        "58P01",
        "none");
    String x = "create external table x (a int) stored as csv location '" + files + "/' ";
    for (String clause :
        List.of("options ('aws.secret_access_key' 'hunter2')", "with order (a + 1)")) {
      assertThatThrownBy(() -> statement.execute(x + clause))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
    assertThatThrownBy(() -> statement.execute(x.replace("create", "create unbounded")))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("files end, so leave it out");
    assertFails(x + "with order (b)", "42703", "'b'");
    assertFails(x + "options (has_headr true)", "22023", "has_header");
    Files.writeString(files.resolve("a.csv"), "a\n1\nnot a number\n");
    statement.executeUpdate(x + "options (has_header true)");
    assertThatThrownBy(() -> rows("select * from x")).hasMessageContaining("not a number");
    assertThat(folder.resolve("_catalog/relations/public/x.json"))
        .content()
        .doesNotContain("hunter2");
  }

  @Test
  void anOrderThatIsDeclaredSparesTheSort() throws Exception {
    Files.writeString(files.resolve("a.csv"), "1,x\n4,y\n,z\n");
    Files.writeString(files.resolve("b.csv"), "2,v\n3,w\n5,\n");
    String create = "create external table %s (id int, s varchar) stored as csv location '%s/'%s";
    String options = " options (has_header false)";
    statement.executeUpdate(create.formatted("unsorted", files, options));
    statement.executeUpdate(create.formatted("sorted", files, options + " with order (id)"));
    String query = "select id, s from %s order by id";
    assertThat(rows(query.formatted("sorted")))
        .isEqualTo(rows(query.formatted("unsorted")))
        .startsWith("1|x", "2|v");
    assertThat(plan(query.formatted("unsorted"))).contains("SortExec");
    assertThat(plan(query.formatted("sorted"))).doesNotContain("SortExec");
    assertThat(plan("select id from sorted order by id desc")).contains("SortExec");
    connection.close();
    connect();
    assertThat(plan(query.formatted("sorted"))).doesNotContain("SortExec");
    assertFails(
        "create external table inferred stored as csv location '"
            + files
            + "/a.csv' options (has_header false) with order (no_such)",
        "42703",
        "no_such");
  }

  private String plan(String query) throws SQLException {
    return String.join("\n", rows("explain " + query));
  }

  @Test
  void theFilesThatWereReadAreInTheRecordWithSizeTimeAndEtag() throws Exception {
    Path file = Files.writeString(files.resolve("ä.csv"), "id\n1\n");
    statement.executeUpdate("create external table x stored as csv location '" + files + "/'");
    assertThat(rows("select * from x")).containsExactly("1");
    Artifact artifact = connection.unwrap(DataFusionConnection.class).lastArtifact().orElseThrow();
    assertThat(artifact.externalFiles().get("public.x"))
        .singleElement()
        .satisfies(
            read -> {
              assertThat(Path.of(URI.create(read.uri()))).isEqualTo(file);
              assertThat(read.size()).isEqualTo(Files.size(file));
              assertThat(read.modifiedMillis())
                  .isEqualTo(Files.getLastModifiedTime(file).toMillis());
              assertThat(read.etag()).isNotEmpty();
            });
    assertThat(
            rows(
                "select external_files from diagnostics.statements"
                    + " where sql = 'select * from x'"))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("public.x", "csv", "etag"));
  }

  @Test
  void itCannotTakeThePlaceOfATemporaryOne() throws Exception {
    Path file = Files.writeString(files.resolve("a.csv"), "id\n1\n");
    String external = " external table x stored as csv location '" + file + "'";
    statement.executeUpdate("create temporary" + external);
    assertFails("create or replace" + external, "42809", "temporary; drop it first");
    statement.executeUpdate("drop table x");
    statement.executeUpdate("create" + external);
    assertFails("create or replace temporary" + external, "42809", "not temporary");
  }
}
