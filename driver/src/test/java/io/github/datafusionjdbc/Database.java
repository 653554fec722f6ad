package io.github.datafusionjdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A connection to a private warehouse in memory, open while a test class runs. */
public final class Database implements BeforeAllCallback, AfterAllCallback {
  /** A check of one row. */
  @FunctionalInterface
  public interface RowCheck {
    void check(ResultSet row) throws SQLException;
  }

  private final String url;
  private Connection connection;

  public Database() {
    this("jdbc:datafusion:");
  }

  public Database(String url) {
    this.url = url;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    connection = DriverManager.getConnection(url);
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    connection.close();
  }

  public Connection connection() {
    return connection;
  }

  /** Runs a query and checks its first row. */
  public void row(String sql, RowCheck check) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new AssertionError("no row: " + sql);
      }
      check.check(result);
    }
  }
}
