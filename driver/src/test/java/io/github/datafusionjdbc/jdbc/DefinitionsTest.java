package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CREATE and DROP of schemas and tables. */
class DefinitionsTest extends EmptyWarehouse {
  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private void assertRefused(String sql, String state, String message) {
    assertFails(() -> statement.executeUpdate(sql), state, message);
  }

  @Test
  void aSchemaIsThereForEveryConnectionUntilItIsDropped() throws SQLException {
    assertThat(statement.executeUpdate("create schema sales")).isZero();
    assertRefused("create schema sales", "42P06", "sales");
    assertThat(statement.executeUpdate("create schema if not exists sales")).isZero();
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        ResultSet schemas = other.getMetaData().getSchemas(null, "sales")) {
      assertThat(schemas.next()).isTrue();
    }
    assertThat(statement.executeUpdate("drop schema sales")).isZero();
    assertRefused("drop schema sales", "42P01", "sales");
    assertThat(statement.executeUpdate("drop schema if exists sales")).isZero();
  }

  @Test
  void aTableIsCreatedEmptyWithItsColumnsAndDroppedWithItsFolder() throws SQLException {
    statement.executeUpdate("create schema s");
    assertThat(
            statement.execute(
                "create table s.t (id bigint not null, \"Ünï\" varchar(5) comment 'short',"
                    + " at timestamp with time zone, d decimal(10, 2), tags varchar array)"))
        .isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(column("select count(*) from s.t")).containsExactly("0");
    try (ResultSet columns = connection.getMetaData().getColumns(null, "s", "t", null)) {
      List<String> found = new ArrayList<>();
      while (columns.next()) {
        found.add(
            columns.getString("COLUMN_NAME")
                + " "
                + columns.getString("TYPE_NAME")
                + " "
                + columns.getString("IS_NULLABLE")
                + " "
                + columns.getString("REMARKS"));
      }
      assertThat(found)
          .containsExactly(
              "id bigint NO null",
              "Ünï varchar YES short",
              "at timestamp with time zone YES null",
              "d decimal YES null",
              "tags varchar array YES null");
    }
    assertRefused("create table s.t (a int)", "42P07", "t");
    assertThat(statement.executeUpdate("create table if not exists s.t (a int)")).isZero();
    assertThat(statement.executeUpdate("drop table s.t")).isZero();
    assertThat(folder.resolve("s/t")).doesNotExist();
    assertRefused("drop table s.t", "42P01", "t");
    assertThat(statement.executeUpdate("drop table if exists s.t")).isZero();
  }

  @Test
  void aTableThatIsReplacedHasTheNewColumns() throws SQLException {
    statement.executeUpdate("create table t (a int)");
    statement.executeUpdate("create or replace table t (b varchar, c double)");
    try (ResultSet rows = statement.executeQuery("select * from t")) {
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
      assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("b");
    }
    assertThat(folder.resolve("public/t/_delta_log/00000000000000000001.json")).exists();
  }

  @Test
  void aTableWithALocationKeepsItsFilesWhenItIsDropped(@TempDir Path elsewhere) throws Exception {
    Path place = elsewhere.resolve("mine");
    statement.executeUpdate("create table t (a int) location '" + place + "'");
    assertThat(column("select count(*) from t")).containsExactly("0");
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        ResultSet tables = other.getMetaData().getTables(null, "public", "t", null)) {
      assertThat(tables.next()).isTrue();
    }
    statement.executeUpdate("drop table t");
    assertThat(place.resolve("_delta_log/00000000000000000000.json")).exists();
    assertRefused("drop table t", "42P01", "t");
    try (var entries = Files.walk(folder.resolve("_catalog"))) {
      assertThat(entries.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aSchemaThatIsNotEmptyIsDroppedOnlyWithCascade() throws SQLException {
    statement.executeUpdate("create schema s");
    statement.executeUpdate("create table s.a (x int)");
    statement.executeUpdate("create table s.b (x int)");
    assertRefused("drop schema s", "2BP01", "CASCADE");
    statement.executeUpdate("drop schema s cascade");
    assertThat(folder.resolve("s/a")).doesNotExist();
    assertThat(folder.resolve("s/b")).doesNotExist();
    assertRefused("create table s.a (x int)", "42P01", "no schema 's'");
  }

  @Test
  void aTableThatAnotherWriterMadeIsNotRemoved() throws Exception {
    statement.executeUpdate("create table t (a int)");
    Path copy = folder.resolve("public/copy/_delta_log");
    Files.createDirectories(copy);
    Files.copy(
        folder.resolve("public/t/_delta_log/00000000000000000000.json"),
        copy.resolve("00000000000000000000.json"));
    assertRefused("drop table copy", "42809", "public/copy");
    assertThat(copy.resolve("00000000000000000000.json")).exists();
  }

  @Test
  void writesAreRefusedInATransactionAndOnAReadOnlyConnection() throws SQLException {
    connection.setAutoCommit(false);
    assertThatThrownBy(() -> statement.executeUpdate("create table t (a int)"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("setAutoCommit(true)");
    connection.setAutoCommit(true);
    connection.setReadOnly(true);
    assertRefused("create table t (a int)", "42501", "readonly");
    assertThat(folder.resolve("public")).doesNotExist();
  }

  @Test
  void aDefinitionIsNoQueryAndAQueryGivesNoUpdateCount() throws SQLException {
    assertThatThrownBy(() -> statement.executeQuery("create table t (a int)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeUpdate");
    assertThat(folder.resolve("public")).doesNotExist();
    assertRefused("select 1", "42601", "executeQuery");
  }

  @Test
  void aPrimaryKeyIsListedInTheOrderOfItsDeclaration() throws SQLException {
    statement.executeUpdate("create table t (a int, \"Ö\" varchar, c int, primary key (\"Ö\", a))");
    statement.executeUpdate("create table none (a int)");
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, "public", "t")) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString("COLUMN_NAME")).isEqualTo("a");
      assertThat(keys.getShort("KEY_SEQ")).isEqualTo((short) 2);
      assertThat(keys.getString("PK_NAME")).isEqualTo("t_pkey");
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString("COLUMN_NAME")).isEqualTo("Ö");
      assertThat(keys.getShort("KEY_SEQ")).isEqualTo((short) 1);
      assertThat(keys.next()).isFalse();
    }
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, "public", "none")) {
      assertThat(keys.next()).isFalse();
    }
    assertThat(column("select constraint_type from information_schema.table_constraints"))
        .containsExactly("PRIMARY KEY");
    assertThatThrownBy(() -> statement.executeUpdate("insert into t values (null, 'x', 1)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
  }
}
