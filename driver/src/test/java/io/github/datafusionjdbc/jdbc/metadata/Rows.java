package io.github.datafusionjdbc.jdbc.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections to the test data, and whole results as lists. */
public final class Rows {
  private static final Path DATA = Path.of("../tck/data").toAbsolutePath().normalize();

  private Rows() {}

  /** Spark's tables of flights, in the schema nyc. */
  static Connection flights() throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + DATA.resolve("nycflights"));
  }

  /** One Delta table for each feature of the protocol, in the schema public. */
  static Connection features() throws SQLException {
    return DriverManager.getConnection("jdbc:datafusion:" + features("."));
  }

  /** A folder of a feature's table. */
  static Path features(String table) {
    return DATA.resolve("features").resolve(table).normalize();
  }

  /** What Spark reads from a table of features, and its schema. */
  static Path expected(String table) {
    return DATA.resolve("expected/features").resolve(table);
  }

  /** The rows, each as its columns' texts joined by a bar; nulls as "null". Closes the result. */
  public static List<String> of(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** One column's texts. Closes the result. */
  static List<String> of(ResultSet result, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (result) {
      while (result.next()) {
        values.add(result.getString(column));
      }
    }
    return values;
  }

  /** The rows of a query. */
  static List<String> of(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return of(statement.executeQuery(sql));
    }
  }
}
