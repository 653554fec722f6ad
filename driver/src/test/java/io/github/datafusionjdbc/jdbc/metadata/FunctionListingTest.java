package io.github.datafusionjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions, their parameters and the names that JDBC knows. */
class FunctionListingTest {
  private static Connection connection;
  private static DatabaseMetaData metaData;

  @BeforeAll
  static void connect() throws SQLException {
    connection = Rows.features();
    metaData = connection.getMetaData();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void functionsBelongToNoSchema() throws SQLException {
    List<String> all = Rows.of(metaData.getFunctions(null, null, "%"), "FUNCTION_NAME");
    assertThat(all).contains("abs", "count", "row_number", "upper").isSorted();
    assertThat(Rows.of(metaData.getFunctions("", "", null), "FUNCTION_NAME")).isEqualTo(all);
    assertThat(Rows.of(metaData.getFunctions("datafusion", null, null))).isEmpty();
    assertThat(Rows.of(metaData.getFunctions(null, "public", null))).isEmpty();
  }

  @Test
  void functionsCanBeNarrowedByName() throws SQLException {
    assertThat(
            new HashSet<>(Rows.of(metaData.getFunctions(null, null, "date\\_p%"), "FUNCTION_NAME")))
        .containsExactly("date_part");
    assertThat(Rows.of(metaData.getFunctions(null, null, "no_such_function"))).isEmpty();
    assertThat(Rows.of(metaData.getFunctions(null, null, "ABS"))).isEmpty();
  }

  @Test
  void specificNamesAreUnique() throws SQLException {
    assertThat(Rows.of(metaData.getFunctions(null, null, null), "SPECIFIC_NAME"))
        .doesNotHaveDuplicates();
  }

  @Test
  void functionsThatReturnTablesAreToldApart() throws SQLException {
    assertThat(types("upper")).containsExactly(DatabaseMetaData.functionNoTable);
    assertThat(types("generate_series"))
        .containsExactlyInAnyOrder(
            DatabaseMetaData.functionNoTable, DatabaseMetaData.functionReturnsTable);
  }

  private static Set<Integer> types(String function) throws SQLException {
    Set<Integer> types = new HashSet<>();
    try (ResultSet rows = metaData.getFunctions(null, null, function)) {
      while (rows.next()) {
        types.add(rows.getInt("FUNCTION_TYPE"));
        assertThat(rows.getString("REMARKS")).isNotBlank();
      }
    }
    return types;
  }

  @Test
  void theResultComesFirstAmongTheColumnsOfAFunction() throws SQLException {
    try (ResultSet rows = metaData.getFunctionColumns(null, null, "character_length", null)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("returnValue");
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.functionReturn);
      assertThat(rows.getInt("ORDINAL_POSITION")).isZero();
      assertThat(rows.getInt("DATA_TYPE")).isIn(Types.INTEGER, Types.BIGINT);
      String specificName = rows.getString("SPECIFIC_NAME");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("$1");
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.functionColumnIn);
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("varchar");
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
      assertThat(rows.getString("SPECIFIC_NAME")).isEqualTo(specificName);
    }
  }

  @Test
  void columnsOfFunctionsCanBeNarrowed() throws SQLException {
    assertThat(
            Rows.of(
                metaData.getFunctionColumns(null, null, "upper", "returnValue"), "FUNCTION_NAME"))
        .isNotEmpty()
        .containsOnly("upper");
    assertThat(Rows.of(metaData.getFunctionColumns("elsewhere", null, "upper", "%"))).isEmpty();
  }

  @Test
  void everyRoutineWithParametersIsListedAsAFunction() throws SQLException {
    assertThat(Rows.of(metaData.getFunctions(null, null, null), "SPECIFIC_NAME"))
        .containsAll(Rows.of(metaData.getFunctionColumns(null, null, null, null), "SPECIFIC_NAME"));
  }

  @Test
  void theNamesThatJdbcKnowsAreThoseThatCanBeCalled() throws SQLException {
    assertThat(metaData.getNumericFunctions().split(",", -1)).contains("ABS", "ROUND", "SQRT");
    assertThat(metaData.getStringFunctions().split(",", -1)).contains("CONCAT", "REPLACE", "LTRIM");
    assertThat(metaData.getTimeDateFunctions().split(",", -1)).contains("NOW");
  }
}
