package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.NativeLeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** COPY of a query into files. */
@ExtendWith(NativeLeakCheck.class)
class CopyTest {
  @Test
  void aQueryIsCopiedToAFileThatIsReplacedOnlyWhereAsked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("out.csv");
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement statement = connection.createStatement()) {
      String copy = "copy (select 1 as a, 'x' as b) to '" + file + "'";
      assertThat(statement.executeUpdate(copy)).isEqualTo(1);
      assertThat(Files.readString(file)).isEqualTo("a,b\n1,x\n");
      assertThatThrownBy(() -> statement.executeUpdate(copy))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("out.csv");
      assertThat(statement.executeUpdate(copy + " options (overwrite true)")).isEqualTo(1);
      try (ResultSet writes =
          statement.executeQuery("select target, operation, bytes from diagnostics.writes")) {
        assertThat(writes.next()).isTrue();
        assertThat(writes.getString(1)).endsWith("out.csv");
        assertThat(writes.getString(2)).isEqualTo("COPY");
        assertThat(writes.getLong(3)).isEqualTo(8);
      }
    }
  }

  @Test
  void rowsOfAllPartsOfAPlanAreCopied(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("out.csv");
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "copy (select 1 as a union all select 2 union all select 3) to '" + file + "'"))
          .isEqualTo(3);
      assertThat(Files.readAllLines(file)).containsExactlyInAnyOrder("a", "1", "2", "3");
    }
  }
}
