package io.github.datafusionjdbc.tck.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What {@link Startup} runs in a JVM of its own: the first row of the JVM's first statement. */
public final class FirstRow {
  private FirstRow() {}

  /** Takes a JDBC URL. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 1")) {
      if (!result.next() || result.getInt(1) != 1) {
        throw new IllegalStateException("no row");
      }
    }
  }
}
