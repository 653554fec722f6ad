package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakCheck.class)
class OutputLabelsTest {
  private static final String T = " from (values (2, 'x'), (1, 'y')) as t(a, b)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select now(), now() | now(),now()",
        "select 1, 1, 2 | Int64(1),Int64(1),Int64(2)",
        "select 1 as x, 2 as x | x,x",
        "select a, cast(a as bigint) from t | a,t.a",
        "select cast(a as bigint) from t order by a | t.a",
        "select *, a from t | a,b,a",
        "select a as b, b from t | b,b",
        "select a, a from t union all select a, a from t | a,a",
        "select count(*), count(*) from t | count(*),count(*)",
      })
  void columnsOfOneNameKeepTheirLabels(String sql, String labels) throws SQLException {
    String text = sql.replace(" from t", T);
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(text);
        PreparedStatement prepared = connection.prepareStatement(text)) {
      assertThat(labels(result.getMetaData())).isEqualTo(labels);
      assertThat(labels(prepared.getMetaData())).isEqualTo(labels);
      assertThat(result.next()).isTrue();
      assertThat(result.findColumn(result.getMetaData().getColumnLabel(1))).isEqualTo(1);
    }
  }

  @Test
  void rowsComeInTheOrderOfTheColumnThatIsOnlyCast() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select cast(a as varchar)" + T + " order by a")) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString("t.a"));
      }
      assertThat(rows).containsExactly("1", "2");
    }
  }

  @Test
  void aPatternMayHaveNoEscapeCharacter() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        PreparedStatement statement =
            connection.prepareStatement(
                "select column1 from (values ('a\\b'), ('ab'), ('a%')) where column1 like ? escape"
                    + " '' order by 1")) {
      statement.setString(1, "a\\%");
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("a\\b");
        assertThat(result.next()).isFalse();
      }
    }
  }

  private static String labels(ResultSetMetaData metadata) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      labels.add(metadata.getColumnLabel(i));
    }
    return String.join(",", labels);
  }
}
