package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JDBC 4.3, section 13.4 and appendix C. */
@ExtendWith(NativeLeakCheck.class)
class EscapesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{fn ucase('a')} | A",
        "{fn lcase('A')} | a",
        "{fn ceiling(1.2)} | 2.0",
        "{fn char(65)} | A",
        "{fn sign(-2)} | -1.0",
        "{fn truncate(1.57, 1)} | 1.5",
        "{fn log(1)} | 0.0",
        "{fn mod(7, 4)} | 3",
        "{fn rand()} between 0 and 1 | true",
        "{fn locate('b', 'abc')} | 2",
        "{fn insert('abc', 2, 1, 'xy')} | axyc",
        "{fn concat('[', {fn space(2)})} | `[  `",
        "{fn year({d '2024-02-29'})} | 2024",
        "{fn quarter({d '2024-02-29'})} | 1",
        "{fn month({ts '2024-02-29 01:02:03'})} | 2",
        "{fn dayofmonth({d '2024-02-29'})} | 29",
        "{fn dayofweek({d '2024-02-25'})} | 1",
        "{fn dayofyear({d '2024-02-29'})} | 60",
        "{fn hour({ts '2024-02-29 01:02:03'})} | 1",
        "{fn dayname({d '2024-02-29'})} | Thursday",
        "{fn monthname({d '2024-02-29'})} | February",
        "{fn curdate()} = current_date | true",
        "{fn convert('12', SQL_INTEGER)} + 1 | 13",
        "{fn convert(1.5, SQL_VARCHAR)} | 1.5",
        "{fn timestampadd(SQL_TSI_MONTH, 1, {d '2024-01-31'})} | 2024-02-29",
        "{fn timestampadd(SQL_TSI_QUARTER, -1, {ts '2024-01-31 00:00:00'})}"
            + " = timestamp '2023-10-31' | true",
        "{fn timestampdiff(SQL_TSI_HOUR, {ts '2024-01-01 00:30:00'}, {ts '2024-01-02 00:00:00'})}"
            + " | 23",
        "{fn timestampdiff(SQL_TSI_DAY, {d '2024-01-03'}, {d '2024-01-01'})} | -2",
      })
  void functionsMeanWhatJdbcSays(String expression, String value) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select " + expression)) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo(value);
    }
  }

  @Test
  void joinsLimitsAndEscapeCharactersAreTaken() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select t.column1, u.column1 from {oj (values ('a_'), ('b'), ('ab')) t left outer"
                    + " join (values ('b')) u on t.column1 = u.column1} where t.column1 like"
                    + " '_!_' {escape '!'} or u.column1 is not null order by 1 {limit 1 offset"
                    + " 1}")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("b");
      assertThat(result.getString(2)).isEqualTo("b");
      assertThat(result.next()).isFalse();
    }
  }

  @Test
  void aCallIsNotSupported() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement()) {
      SQLException refused =
          catchThrowableOfType(SQLException.class, () -> statement.execute("{call f()}"));
      assertThat((Throwable) refused).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(refused.getMessage()).contains("there are no procedures");
    }
  }

  @Test
  void listedFunctionsAndConversionsAreThoseThatWork() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Statement statement = connection.createStatement()) {
      DatabaseMetaData metadata = connection.getMetaData();
      assertThat(metadata.getStringFunctions().split(",", -1))
          .contains("UCASE", "LOCATE", "SPACE")
          .doesNotContain("SOUNDEX", "DIFFERENCE");
      assertThat(metadata.getTimeDateFunctions().split(",", -1))
          .contains("TIMESTAMPADD", "DAYNAME", "YEAR");
      assertThat(metadata.supportsConvert(Types.VARCHAR, Types.DATE)).isTrue();
      assertThat(metadata.supportsConvert(Types.DATE, Types.INTEGER)).isFalse();
      try (ResultSet result =
          statement.executeQuery("select {fn convert('2024-02-29', SQL_DATE)}")) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("2024-02-29");
      }
    }
  }
}
