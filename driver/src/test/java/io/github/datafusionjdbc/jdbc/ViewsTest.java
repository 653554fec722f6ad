package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CREATE and DROP of views. */
class ViewsTest extends EmptyWarehouse {
  @BeforeEach
  void createTable() throws SQLException {
    statement.executeUpdate("create table t as select 1 as id, 'ä' as s union all select 2, null");
  }

  private void assertFails(String sql, String state, String message) {
    assertFails(() -> statement.execute(sql), state, message);
  }

  @Test
  void aViewShowsWhatItsTableHasNowAndIsThereAfterARestart() throws SQLException {
    assertThat(statement.executeUpdate("create view v as select id + 1 as next, s from t"))
        .isZero();
    assertThat(rows("select * from v order by next")).containsExactly("2|ä", "3|null");
    connection.close();
    connect();
    statement.executeUpdate("insert into t values (3, 'c')");
    assertThat(rows("select * from public.v order by next"))
        .containsExactly("2|ä", "3|null", "4|c");
  }

  @Test
  void aViewKeepsItsColumnsAndTheSchemaInWhichItWasMade() throws SQLException {
    statement.executeUpdate("create view v (\"Ä\", b) as select * from t");
    statement.executeUpdate("create schema other");
    statement.executeUpdate("create or replace table t as select 1 as id, 'x' as s, 9 as added");
    connection.setSchema("other");
    assertThat(rows("select * from public.v")).containsExactly("1|x");
    assertThat(rows("select \"Ä\" from public.v")).containsExactly("1");
  }

  @Test
  void viewsOfViewsNestAndCyclesAreRefused() throws Exception {
    statement.executeUpdate("create view a as select id from t");
    statement.executeUpdate("create view b as select id * 10 as ten from a");
    assertThat(rows("select sum(ten) from b")).containsExactly("30");
    assertFails("create or replace view a as select ten as id from b", "42P17", "itself");
    assertThat(rows("select sum(ten) from b")).containsExactly("30");
    // as another process may leave it
    Files.delete(folder.resolve("_catalog/relations/public/a.json"));
    assertFails("select * from b", "42P01", "view 'b' cannot be read: there is no table 'a'");
  }

  @Test
  void viewsAreListedAsViewsWithTheirColumnsAndTheirQuery() throws SQLException {
    statement.executeUpdate("create view v as select id, cast(s as varchar) as s from t");
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"VIEW"})) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("v");
      assertThat(tables.getString("TABLE_TYPE")).isEqualTo("VIEW");
      assertThat(tables.next()).isFalse();
    }
    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "v", "%")) {
      List<String> found = new ArrayList<>();
      while (columns.next()) {
        found.add(columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
      }
      assertThat(found).containsExactly("id bigint", "s varchar");
    }
    assertThat(rows("select table_name, view_definition from information_schema.views"))
        .singleElement()
        .asString()
        .startsWith("v|SELECT ")
        .contains("\"public\".\"t\"");
  }

  @Test
  void aNameIsTakenOnce() throws SQLException {
    statement.executeUpdate("create view v as select 1 as a");
    assertFails("create view v as select 2 as a", "42P07", "'v' is a view already");
    assertFails("create table v (a int)", "42P07", "'v' is a view already");
    assertFails("create view t as select 2 as a", "42P07", "'t' is a table already");
    assertFails("create or replace view t as select 2 as a", "42809", "'t' is a table");
    assertFails("drop table v", "42809", "DROP VIEW");
    assertFails("drop view t", "42809", "DROP TABLE");
    statement.executeUpdate("create view if not exists v as select 3 as a");
    assertThat(rows("select a from v")).containsExactly("1");
    statement.executeUpdate("create or replace view v as select 4 as b");
    assertThat(rows("select b from v")).containsExactly("4");
    assertFails("create view w (a, a) as select 1, 2", "42701", "'a'");
    assertFails("create view w (a) as select 1, 2", "42601", "1 columns are named");
    assertThatThrownBy(() -> statement.execute("create view w as select ? as a"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("a view has no parameters");
  }

  @Test
  void aViewTakesNoRowsAndHasNoVersions() throws SQLException {
    statement.executeUpdate("create view v as select id from t");
    assertFails("insert into v values (1)", "42809", "'v' is a view");
    assertFails("select * from v for version as of 0", "42809", "has no versions");
  }

  @Test
  void aViewThatIsDroppedIsGoneAndItsTableStays() throws Exception {
    statement.executeUpdate("create view v as select id from t");
    assertThat(statement.executeUpdate("drop view v")).isZero();
    assertFails("select * from v", "42P01", "'v'");
    assertFails("drop view v", "42P01", "'v'");
    assertThat(statement.executeUpdate("drop view if exists v")).isZero();
    assertThat(rows("select count(*) from t")).containsExactly("2");
    try (var entries = Files.walk(folder.resolve("_catalog"))) {
      assertThat(entries.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aSchemaIsDroppedWithItsViews() throws SQLException {
    statement.executeUpdate("create schema s");
    statement.executeUpdate("create view s.v as select id from public.t");
    assertFails("drop schema s", "2BP01", "'v'");
    statement.executeUpdate("drop schema s cascade");
    assertFails("select * from s.v", "42P01", "s");
    assertThat(rows("select count(*) from t")).containsExactly("2");
  }

  @Test
  void aTemporaryViewIsOfItsConnectionAlone() throws Exception {
    statement.executeUpdate("create temporary view v as select id from t where id > 1");
    assertThat(rows("select * from v")).containsExactly("2");
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement elsewhere = other.createStatement()) {
      assertThatThrownBy(() -> elsewhere.executeQuery("select * from v"))
          .hasMessageContaining("there is no table 'v'");
      elsewhere.executeUpdate("create view v as select 7 as id");
    }
    assertThat(rows("select * from v"))
        .as("the temporary one hides the other")
        .containsExactly("2");
    assertFails("create or replace view v as select 1 as id", "42809", "temporary");
    statement.executeUpdate("create or replace temporary view v as select 3 as id");
    assertThat(rows("select * from v")).containsExactly("3");
    statement.executeUpdate("drop view v");
    assertThat(rows("select * from v")).containsExactly("7");
    assertThat(folder.resolve("_catalog/relations/public/v.json")).exists();
  }

  @Test
  void aPreparedQueryOfAViewFollowsItsDefinition() throws SQLException {
    statement.executeUpdate("create view v as select id from t where id = 1");
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from v where id < ?")) {
      query.setInt(1, 10);
      try (ResultSet count = query.executeQuery()) {
        assertThat(count.next()).isTrue();
        assertThat(count.getInt(1)).isEqualTo(1);
      }
      statement.executeUpdate("create or replace view v as select id from t");
      try (ResultSet count = query.executeQuery()) {
        assertThat(count.next()).isTrue();
        assertThat(count.getInt(1)).isEqualTo(2);
      }
    }
  }

  @Test
  void aPolicyHoldsBothTheViewAndTheTablesBehindIt(@TempDir Path rules) throws Exception {
    statement.executeUpdate("create schema s");
    statement.executeUpdate("create view s.v as select id from public.t");
    Path onlyViews = Files.writeString(rules.resolve("v.json"), policy("s.*"));
    Path onlyTables = Files.writeString(rules.resolve("t.json"), policy("public.*"));
    Path both = Files.writeString(rules.resolve("b.json"), policy("s.*\", \"public.*"));
    assertRefused(onlyViews, "'public.t'");
    assertRefused(onlyTables, "'s.v'");
    try (Connection limited = with(both);
        ResultSet rows = limited.createStatement().executeQuery("select count(*) from s.v")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  private static String policy(String tables) {
    return "{\"version\": 1, \"name\": \"some\", \"tables\": {\"read\": [\"" + tables + "\"]}}";
  }

  private Connection with(Path policy) throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + folder + "?policy=" + policy);
  }

  private void assertRefused(Path policy, String table) throws SQLException {
    try (Connection limited = with(policy);
        Statement query = limited.createStatement()) {
      assertThatThrownBy(() -> query.executeQuery("select count(*) from s.v"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
          .hasMessageContaining(table);
    }
  }

  @Test
  void anEntryThatCannotBeReadSaysSoAndHidesNoOther() throws Exception {
    statement.executeUpdate("create view v as select id from t");
    Files.writeString(folder.resolve("_catalog/relations/public/w.json"), "{\"kind\": \"view\"");
    assertFails("select * from w", "XX001", "w.json");
    assertThat(rows("select * from v order by id")).containsExactly("1", "2");
    assertThat(
            rows("select table_name from information_schema.tables where table_schema = 'public'"))
        .contains("t", "v", "w");
    assertThat(rows("select table_name from information_schema.views")).containsExactly("v");
  }

  @Test
  void everyTypeOfTheEngineMayBeAColumnOfAView() throws SQLException {
    statement.executeUpdate(
        "create view v as select [1, null] as l, struct(1 as a, 'x' as b) as st, map {'k': 1.5} as m,"
            + " interval '1' day as i, time '10:00:00' as ti, cast(1 as decimal(38, 5)) as d,"
            + " X'00' as bi, now() as n, null as nothing, arrow_cast('a', 'Dictionary(Int32, Utf8)')"
            + " as dic");
    connection.close();
    connect();
    try (ResultSet rows = statement.executeQuery("select * from v")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("l")).isEqualTo("[1, null]");
      assertThat(rows.getBigDecimal("d")).isEqualTo("1.00000");
      assertThat(rows.getString("dic")).isEqualTo("a");
    }
    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "v", "%")) {
      int count = 0;
      while (columns.next()) {
        count++;
      }
      assertThat(count).isEqualTo(10);
    }
  }

  @Test
  void whatAViewReadsIsDroppedOnlyWithCascade() throws SQLException {
    statement.executeUpdate("create schema s");
    statement.executeUpdate("create table s.t as select 1 as a");
    statement.executeUpdate("create table other as select 1 as a");
    statement.executeUpdate("create view v as select a from s.t");
    statement.executeUpdate("create view w as select v.a from v join other on v.a = other.a");
    statement.executeUpdate("create temporary view x as select * from s.t");
    assertFails(() -> statement.execute("drop table s.t"), "2BP01", "public.v, public.w, public.x");
    assertFails(() -> statement.execute("drop table s.t restrict"), "2BP01", "CASCADE");
    assertFails(() -> statement.execute("drop view v"), "2BP01", "the view public.w depends on it");
    assertThat(rows("select a from w")).containsExactly("1");
    statement.executeUpdate("create or replace view w as select a from other");
    statement.executeUpdate("drop view v");
    statement.executeUpdate("drop view x");
    statement.executeUpdate("create view v as select a from s.t");
    statement.executeUpdate("drop schema s cascade");
    assertFails(() -> rows("select * from v"), "42P01", "v");
    assertThat(rows("select a from w")).containsExactly("1");
    statement.executeUpdate("drop table other cascade");
    assertFails(() -> rows("select * from w"), "42P01", "w");
  }

  @Test
  void aTemporaryTableIsNotWhatViewsOfOthersRead() throws SQLException {
    statement.executeUpdate("create table tt as select 1 as a");
    statement.executeUpdate("create view v as select a from tt");
    statement.executeUpdate("create temporary table tt as select 2 as a");
    statement.executeUpdate("create temporary view x as select a from tt");
    assertFails(() -> statement.execute("drop table tt"), "2BP01", "the view public.x depends");
    statement.executeUpdate("drop table tt cascade");
    assertFails(() -> rows("select * from x"), "42P01", "x");
    assertThat(rows("select * from v")).containsExactly("1");
    assertFails(() -> statement.execute("drop table tt"), "2BP01", "the view public.v depends");
  }
}
