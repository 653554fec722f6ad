package io.github.datafusionjdbc.thin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

/** An application that has the thin form and its declared dependencies on the class path. */
class ThinDriverTest {
  @Test
  void answersAQueryOnADeltaTable() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:datafusion:../../tck/data/nycflights?schema=nyc");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select count(*) from flights where origin = 'JFK'")) {
      result.next();
      assertThat(result.getInt(1)).isEqualTo(111_279);
      assertThat(locationOf(connection.getClass()).getPath())
          .matches(".*/datafusion-jdbc-thin-[^/]*\\.jar");
    }
  }

  @Test
  void usesTheLibrariesOfTheApplication() {
    assertThat(locationOf(SqlNode.class).getPath()).matches(".*/calcite-core-[^/]*\\.jar");
  }

  @Test
  void carriesItsLicence() {
    assertThat(ThinDriverTest.class.getResource("/META-INF/licenses/THIRD-PARTY.txt")).isNotNull();
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
