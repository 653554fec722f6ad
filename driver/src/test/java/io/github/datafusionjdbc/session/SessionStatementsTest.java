package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakCheck.class)
class SessionStatementsTest {
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:datafusion:../tck/data/nycflights?schema=nyc");
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private String labels(String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData metadata = result.getMetaData();
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        labels.add(metadata.getColumnLabel(i));
      }
      return String.join(" ", labels);
    }
  }

  @Test
  void tablesAreShown() throws SQLException {
    assertThat(rows("show tables"))
        .contains(
            "datafusion nyc airlines BASE TABLE",
            "datafusion information_schema tables SYSTEM TABLE");
    assertThat(rows("SHOW TABLES FROM nyc LIKE '%lines'"))
        .containsExactly("datafusion nyc airlines BASE TABLE");
    assertThat(labels("show tables")).isEqualTo("table_catalog table_schema table_name table_type");
    assertThat(rows("show schemas like 'nyc%'")).containsExactly("datafusion nyc");
  }

  @Test
  void columnsAreShown() throws SQLException {
    assertThat(rows("show columns from airlines"))
        .containsExactly(
            "datafusion nyc airlines carrier varchar YES",
            "datafusion nyc airlines name varchar YES");
    assertThat(labels("SHOW COLUMNS IN airlines"))
        .isEqualTo("table_catalog table_schema table_name column_name data_type is_nullable");
    assertThat(rows("show full columns from nyc.airlines like 'n%'")).hasSize(1);
  }

  @Test
  void tablesAndQueriesAreDescribedInTheEnginesTypes() throws SQLException {
    assertThat(rows("describe airlines"))
        .containsExactly("carrier Utf8View YES", "name Utf8View YES");
    assertThat(rows("DESC select 1 as a, null as b")).containsExactly("a Int64 NO", "b Null YES");
    assertThat(labels("describe airlines")).isEqualTo("column_name data_type is_nullable");
    assertThat(rows("describe information_schema.tables")).isNotEmpty();
  }

  @Test
  void functionsAreShown() throws SQLException {
    assertThat(labels("show functions"))
        .isEqualTo("function_name return_type parameter_types function_type description");
    assertThat(rows("show functions like 'date_tru%'"))
        .isNotEmpty()
        .allMatch(row -> row.startsWith("date_trunc "));
  }

  @Test
  void settingsAreShownAndChangedForTheConnectionAlone() throws SQLException {
    String show = "show datafusion.execution.coalesce_batches";
    String before = rows(show).get(0);
    assertThat(labels(show)).isEqualTo("name value");
    assertThat(rows("show all")).contains(before).hasSizeGreaterThan(50);

    assertThat(statement.execute("SET datafusion.execution.coalesce_batches = false")).isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(rows(show)).containsExactly("datafusion.execution.coalesce_batches false");
    try (Connection other = DriverManager.getConnection("jdbc:datafusion:../tck/data/nycflights");
        Statement asked = other.createStatement();
        ResultSet result = asked.executeQuery(show)) {
      assertThat(result.next()).isTrue();
      assertThat("datafusion.execution.coalesce_batches " + result.getString(2)).isEqualTo(before);
    }

    statement.execute("reset datafusion.execution.coalesce_batches");
    assertThat(rows(show)).containsExactly(before);
  }

  @Test
  void aPreparedStatementFollowsTheSettings() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement("select 1.5")) {
      assertThat(type(prepared)).isEqualTo("java.lang.Double");
      statement.execute("set datafusion.optimizer.max_passes to '1'");
      assertThat(type(prepared)).isEqualTo("java.lang.Double");
    }
    assertThat(rows("show datafusion.optimizer.max_passes"))
        .containsExactly("datafusion.optimizer.max_passes 1");
  }

  private static String type(PreparedStatement prepared) throws SQLException {
    try (ResultSet result = prepared.executeQuery()) {
      assertThat(result.next()).isTrue();
      return result.getObject(1).getClass().getName();
    }
  }

  @Test
  void aStatementThatReadsKeepsTheSettingsItBeganWith() throws SQLException {
    try (Statement reading = connection.createStatement();
        ResultSet result = reading.executeQuery("select * from generate_series(1, 100000)")) {
      assertThat(result.next()).isTrue();
      statement.execute("set datafusion.execution.batch_size = 10");
      int rows = 1;
      while (result.next()) {
        rows++;
      }
      assertThat(rows).isEqualTo(100000);
    }
  }

  /** Pools take 0A000 for a broken connection, so what is not supported has no SQLState. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set datafusion.sql_parser.dialect = 'mysql' | 42501 | 5",
        "SET datafusion.catalog.information_schema = true | 42501 | 5",
        "set datafusion.runtime.memory_limit to '1G' | 42501 | 5",
        "reset datafusion.runtime.memory_limit | 42501 | 7",
        "set time zone = '+01:00' | | 5",
        "use nowhere | 42P01 | 5",
        "show tables from nowhere | 42P01 | 18",
        "describe nothing | 42P01 | 10",
        "show columns from nothing | 42P01 | 19",
        "show columns | 42601 | 12",
        "set datafusion.execution.batch_size | 42601 | 35",
        "explain set a = 1 | | 9",
      })
  void whatIsWrongIsRefusedWithItsPlace(String sql, String state, int column) {
    SQLException refused = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
    assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo(state);
    assertThat(refused.getMessage()).contains("line 1, column " + column);
  }

  @Test
  void settingsAndValuesThatThereAreNotChangeNothing() throws SQLException {
    assertThat(
            catchThrowableOfType(
                    SQLException.class, () -> statement.execute("set datafusion.nope = 1"))
                .getSQLState())
        .isEqualTo("42704");
    assertThat(
            catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("set datafusion.execution.batch_size = 'many'"))
                .getSQLState())
        .isEqualTo("22023");
    assertThat(rows("select 1")).containsExactly("1");
  }

  @Test
  void useChangesTheSchemaOfNames() throws SQLException {
    statement.execute("USE information_schema");
    assertThat(connection.getSchema()).isEqualTo("information_schema");
    assertThat(rows("select count(*) > 0 from tables")).containsExactly("true");
    statement.execute("use schema datafusion.nyc");
    assertThat(connection.getSchema()).isEqualTo("nyc");
  }

  @Test
  void aReadOnlyConnectionMayAskAndSet() throws SQLException {
    connection.setReadOnly(true);
    statement.execute("set datafusion.execution.batch_size = 100");
    assertThat(rows("show datafusion.execution.batch_size"))
        .containsExactly("datafusion.execution.batch_size 100");
    assertThat(rows("describe airlines")).hasSize(2);
  }
}
