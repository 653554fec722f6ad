package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Statements that need more memory than the limit leaves them. */
@ExtendWith(NativeLeakCheck.class)
class MemoryLimitTest {
  @TempDir Path spill;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection =
        DriverManager.getConnection("jdbc:datafusion:?memoryLimit=100MB&spillDirectory=" + spill);
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void aSortSpillsAndItsFilesGoWithIt() throws SQLException {
    int rows = 6_000_000;
    try (ResultSet result =
        statement.executeQuery(
            "select value % 1000 as k, value as v, 'some text to carry about' as t"
                + " from generate_series(1, "
                + rows
                + ") order by k, v desc")) {
      long count = 0;
      long key = -1;
      long value = 0;
      while (result.next()) {
        long k = result.getLong(1);
        long v = result.getLong(2);
        assertThat(k > key || (k == key && v < value)).isTrue();
        key = k;
        value = v;
        if (count++ == 0) {
          assertThat(spill).isNotEmptyDirectory();
        }
      }
      assertThat(count).isEqualTo(rows);
    }
    connection.close();
    assertThat(spill).isEmptyDirectory();
  }

  @Test
  void whatCannotSpillFailsAndTheConnectionGoesOn() throws SQLException {
    assertThatThrownBy(
            () -> {
              try (ResultSet result =
                  statement.executeQuery(
                      "select array_length(array_agg(value)) from generate_series(1, 50000000)")) {
                result.next();
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53200"))
        .hasMessageContaining("memoryLimit");
    try (ResultSet result = statement.executeQuery("select 1")) {
      assertThat(result.next()).isTrue();
    }
  }
}
