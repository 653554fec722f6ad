package io.github.datafusionjdbc.spark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The main class of a JVM that {@link KilledWritersTest} starts and kills. */
public final class Inserts {
  private Inserts() {}

  /**
   * Inserts three rows of each number into table t, in one statement, and prints the number when
   * that is acknowledged.
   *
   * @param arguments the URL, the first number, how many
   */
  public static void main(String[] arguments) throws SQLException {
    int first = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        PreparedStatement insert =
            connection.prepareStatement("insert into t values ($1), ($1), ($1)")) {
      for (int i = first; i < first + count; i++) {
        insert.setInt(1, i);
        insert.executeUpdate();
        System.out.println(i);
      }
    }
  }
}
