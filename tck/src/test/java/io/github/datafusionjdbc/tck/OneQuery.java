package io.github.datafusionjdbc.tck;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The main class of a JVM that {@link QuietTest} starts. */
public final class OneQuery {
  private OneQuery() {}

  /** Prints one value; then closes the connection if told so, else leaves all open. */
  public static void main(String[] arguments) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:datafusion:");
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("select 42");
    result.next();
    System.out.println(result.getInt(1));
    if (arguments[0].equals("close")) {
      connection.close();
    }
  }
}
