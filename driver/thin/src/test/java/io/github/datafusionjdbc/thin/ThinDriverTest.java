package io.github.datafusionjdbc.thin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionDriver;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
  void carriesItsLicence() throws IOException, URISyntaxException {
    File packed = new File(locationOf(DataFusionDriver.class).toURI());
    try (ZipFile jar = new ZipFile(packed)) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/THIRD-PARTY.txt")
          .doesNotContain("THIRD-PARTY.txt");
    }
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
