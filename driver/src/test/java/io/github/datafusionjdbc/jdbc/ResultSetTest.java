package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(NativeLeakCheck.class)
class ResultSetTest {
  @RegisterExtension static final Database DATABASE = new Database();

  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    statement = DATABASE.connection().createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
  }

  private static void assertState(
      String state, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(state);
  }

  @Test
  void rowsComeInOrderOverManyBatches() throws SQLException {
    ResultSet result =
        statement.executeQuery("select value from generate_series(1, 100000) order by value");
    long expected = 0;
    while (result.next()) {
      expected++;
      assertThat(result.getLong(1)).isEqualTo(expected);
      assertThat(result.getRow()).isEqualTo((int) expected);
    }
    assertThat(expected).isEqualTo(100_000);
    assertThat(result.isAfterLast()).isTrue();
    assertThat(result.next()).isFalse();
  }

  @Test
  void theCursorSaysWhereItIs() throws SQLException {
    ResultSet result = statement.executeQuery("select 1 as a");
    assertThat(result.isBeforeFirst()).isTrue();
    assertState("24000", () -> result.getInt(1));
    assertThat(result.next()).isTrue();
    assertThat(result.isFirst()).isTrue();
    assertState("22023", () -> result.getInt(0));
    assertState("22023", () -> result.getInt(2));
    assertState("42703", () -> result.getInt("b"));
    assertThat(result.next()).isFalse();
    assertState("24000", () -> result.getInt(1));
    result.close();
    assertThat(result.isClosed()).isTrue();
    assertState("24000", () -> result.getInt(1));
    assertState("24000", result::next);
    result.close();
  }

  @Test
  void anEmptyResultIsNeitherBeforeNorAfterItsRows() throws SQLException {
    ResultSet result = statement.executeQuery("select 1 as a where false");
    assertThat(result.isBeforeFirst()).isFalse();
    assertThat(result.next()).isFalse();
    assertThat(result.isAfterLast()).isFalse();
    assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("a");
  }

  @Test
  void labelsAreFoundExactlyThenWithoutCaseThenTheFirst() throws SQLException {
    ResultSet result =
        statement.executeQuery("select 1 as \"a\", 2 as \"A\", 3 as \"b\", 4 as \"ünï\"");
    result.next();
    assertThat(result.getInt("A")).isEqualTo(2);
    assertThat(result.getInt("a")).isEqualTo(1);
    assertThat(result.getInt("B")).isEqualTo(3);
    assertThat(result.getInt("ÜNÏ")).isEqualTo(4);
    assertThatThrownBy(() -> result.findColumn("c"))
        .hasMessage("the result has no column \"c\"; its columns are \"a\", \"A\", \"b\", \"ünï\"");
  }

  @Test
  void maxRowsCutsTheResult() throws SQLException {
    statement.setMaxRows(10_000);
    ResultSet result = statement.executeQuery("select value from generate_series(1, 50000)");
    int rows = 0;
    while (result.next()) {
      rows++;
    }
    assertThat(rows).isEqualTo(10_000);
  }

  @Test
  void twoResultsOfOneConnectionAreIndependent() throws SQLException {
    try (Statement other = DATABASE.connection().createStatement()) {
      ResultSet first = statement.executeQuery("select value from generate_series(1, 30000)");
      ResultSet second = other.executeQuery("select value * 2 from generate_series(1, 30000)");
      long sum = 0;
      while (first.next() && second.next()) {
        sum += second.getLong(1) - 2 * first.getLong(1);
      }
      assertThat(second.next()).isEqualTo(sum != 0);
    }
  }

  @Test
  void executingAgainClosesTheEarlierResult() throws SQLException {
    ResultSet first = statement.executeQuery("select 1");
    ResultSet second = statement.executeQuery("select 2");
    assertThat(first.isClosed()).isTrue();
    assertThat(second.next()).isTrue();
  }

  @Test
  void aFailedExecuteLeavesTheStatementUsable() throws SQLException {
    assertState("42601", () -> statement.executeQuery("select from from"));
    assertState("22012", () -> statement.executeQuery("select 1 / (select 0)"));
    assertThat(statement.executeQuery("select 1").next()).isTrue();
  }

  @Test
  void aFailureAmongTheRowsIsNotAnEndOfTheRows() throws SQLException {
    ResultSet result =
        statement.executeQuery("select 1 / (value - 50000) from generate_series(1, 100000)");
    assertState(
        "22012",
        () -> {
          while (result.next()) {
            result.getLong(1);
          }
        });
    assertState("22012", result::next);
    result.close();
    assertThat(statement.executeQuery("select 1").next()).isTrue();
  }

  @Test
  void theStatementClosesWithItsResultIfAsked() throws SQLException {
    statement.closeOnCompletion();
    ResultSet result = statement.executeQuery("select 1");
    result.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void movingBackAndChangingRowsIsRefusedWithoutSqlState() throws SQLException {
    ResultSet result = statement.executeQuery("select 1");
    assertThatThrownBy(result::first).isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> result.updateInt(1, 2))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isNull();
  }

  @Test
  void columnsAreDescribedByTheEnginesTypes() throws SQLException {
    ResultSetMetaData columns =
        statement.executeQuery("select 1 as a, cast(null as varchar) as b, 1.5 as c").getMetaData();
    assertThat(columns.getColumnName(1)).isEqualTo("a");
    assertThat(columns.getColumnTypeName(1)).isEqualTo("bigint");
    assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
    assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
    assertThat(columns.isSigned(3)).isTrue();
    assertThat(columns.getTableName(1)).isEmpty();
    assertState("22023", () -> columns.getColumnType(4));
  }

  @Test
  void executeGivesAResultAndNothingAfterIt() throws SQLException {
    assertThat(statement.execute("select 1")).isTrue();
    assertThat(statement.getResultSet().next()).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getGeneratedKeys().next()).isFalse();
  }
}
