package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.DataFusionConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PREPARE, EXECUTE and DEALLOCATE. */
class NamedStatementsTest extends EmptyWarehouse {
  @BeforeEach
  void createTable() throws SQLException {
    statement.executeUpdate("create table t as select 1 as id, 'ä' as s union all select 2, null");
  }

  private String label(String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.getMetaData().getColumnLabel(1);
    }
  }

  @Test
  void aStatementIsExecutedWithItsArguments() throws SQLException {
    assertThat(
            statement.execute(
                "PREPARE P (int, varchar) AS select id, s from t where id > $1 or s = $2 order by id"))
        .isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(rows("execute p(1, 'ä')")).containsExactly("1|ä", "2|null");
    assertThat(rows("EXECUTE p (1, null)")).containsExactly("2|null");
    assertThat(rows("execute p('1', 'x')")).as("cast to its type").containsExactly("2|null");
    statement.executeUpdate("insert into t values (3, 'c')");
    assertThat(rows("execute p(2, '')")).containsExactly("3|c");
  }

  @Test
  void columnsKeepTheLabelsThatTheyHaveWithParameters() throws SQLException {
    statement.execute("prepare p as select $1 + 1, id from t order by id");
    assertThat(label("execute p(41)")).isEqualTo("$1 + Int64(1)");
    assertThat(rows("execute p(41)")).containsExactly("42|1", "42|2");
    statement.execute("prepare q(int) as select $1");
    assertThat(label("execute q(5)")).isEqualTo("$1");
    statement.execute("prepare r(int) as select *, arrow_typeof($1) as type from t limit 1");
    assertThat(rows("select count(*) from t")).containsExactly("2");
    assertThat(rows("execute r(5)")).singleElement().asString().endsWith("|Int32");
  }

  @Test
  void parametersOfJdbcMayBeArguments() throws SQLException {
    statement.execute("prepare p as select s from t where id = ?");
    try (PreparedStatement execute = connection.prepareStatement("execute p(?)")) {
      execute.setInt(1, 1);
      try (ResultSet result = execute.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("ä");
      }
    }
  }

  @Test
  void anInsertMayBePrepared() throws SQLException {
    statement.execute("prepare i(int, varchar) as insert into t values ($1, $2)");
    assertThat(statement.executeUpdate("execute i(7, 'x')")).isEqualTo(1);
    assertThat(statement.executeUpdate("execute i(8, null)")).isEqualTo(1);
    assertThat(rows("select * from t where id > 5 order by id")).containsExactly("7|x", "8|null");
  }

  @Test
  void namesAreOfTheConnectionUntilTheyAreGivenUp() throws SQLException {
    statement.execute("prepare p as select 1");
    assertFails(() -> statement.execute("prepare P as select 2"), "42P05", "'p' already");
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement elsewhere = other.createStatement()) {
      assertThatThrownBy(() -> elsewhere.execute("execute p")).hasMessageContaining("'p'");
    }
    statement.execute("deallocate prepare p");
    assertFails(() -> statement.execute("execute p"), "26000", "line 1, column 9");
    assertFails(() -> statement.execute("deallocate p"), "26000", "'p'");
    statement.execute("prepare p as select 2");
    assertThat(rows("execute p()")).containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "execute p | 42601 | takes 1 argument, not 0",
        "execute p(1, 2) | 42601 | takes 1 argument, not 2",
        "prepare q(int) as select $1, $2 | 42601 | 2 parameters, but 1 type is declared",
        "prepare q as select * from nowhere | 42P01 | 'nowhere'",
        "prepare q | 42601 | ends too early",
        "prepare q as drop table t | 42601 | 'drop'",
      })
  void whatIsWrongIsRefused(String sql, String state, String message) throws SQLException {
    statement.execute("prepare p as select s from t where id = $1");
    assertFails(() -> statement.execute(sql), state, message);
  }

  @Test
  void anArgumentIsNoColumnOfTheQuery() throws SQLException {
    statement.execute("prepare p as select s from t where id = $1");
    assertThatThrownBy(() -> statement.execute("execute p(id)"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("line 1, column 11")
        .hasMessageContaining("constant");
    assertThat(rows("execute p(0 + 1)")).containsExactly("ä");
  }

  @Test
  void aStatementWhoseTableIsGoneSaysSoAtItsName() throws SQLException {
    statement.execute("prepare p as select * from t");
    statement.executeUpdate("drop table t");
    assertFails(
        () -> statement.execute("execute p"),
        "42P01",
        "line 1, column 9: prepared statement 'p' cannot be executed: there is no table 't'");
  }

  @Test
  void changesThatAreNotExecutedYetSayWhereAndChangeNothing() throws SQLException {
    for (String sql :
        new String[] {
          "update t set s = 'x' where id = 1",
          "delete from t",
          "merge into t using t u on t.id = u.id when matched then delete",
          "truncate table t",
          "alter table t add column x int"
        }) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("line 1, column 1")
          .hasMessageContaining("^");
      assertThat(
              connection
                  .unwrap(DataFusionConnection.class)
                  .lastArtifact()
                  .orElseThrow()
                  .astPayload())
          .isNotBlank();
    }
    assertThat(rows("select * from t order by id")).containsExactly("1|ä", "2|null");
  }

  @Test
  void withoutEscapesABraceIsTheEngines() throws SQLException {
    statement.setEscapeProcessing(false);
    assertFails(() -> statement.executeQuery("select {d '2024-01-01'}"), "42601", "line 1");
    assertThat(rows("select {'d': 1}")).hasSize(1);
    statement.setEscapeProcessing(true);
    assertThat(rows("select {d '2024-01-01'}")).containsExactly("2024-01-01");
  }

  @Test
  void aSettingThatThereIsNoneOfIsNotShown() {
    assertFails(() -> statement.executeQuery("show datafusion.nope"), "42704", "datafusion.nope");
  }
}
