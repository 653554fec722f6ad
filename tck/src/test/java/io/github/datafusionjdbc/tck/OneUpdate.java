package io.github.datafusionjdbc.tck;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The main class of a JVM that {@link FullDiskTest} starts. */
public final class OneUpdate {
  private OneUpdate() {}

  /**
   * Prints the update count, or the SQLState of the failure.
   *
   * @param arguments the URL, the statement
   */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      try {
        System.out.println(statement.executeLargeUpdate(arguments[1]));
      } catch (SQLException e) {
        System.out.println(e.getSQLState());
      }
    }
  }
}
