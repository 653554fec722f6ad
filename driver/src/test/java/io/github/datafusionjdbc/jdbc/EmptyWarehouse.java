package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import io.github.datafusionjdbc.jdbc.metadata.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A connection to a new warehouse on disk for each test. */
@ExtendWith(NativeLeakCheck.class)
abstract class EmptyWarehouse {
  @TempDir Path folder;
  Connection connection;
  Statement statement;

  @BeforeEach
  final void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
    statement = connection.createStatement();
  }

  @AfterEach
  final void disconnect() throws SQLException {
    connection.close();
  }

  /** The rows of a query, each as its columns' texts joined by a bar. */
  final List<String> rows(String sql) throws SQLException {
    return Rows.of(statement.executeQuery(sql));
  }

  static void assertFails(ThrowingCallable call, String state, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }
}
