package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.DataFusionDataSource;
import io.github.datafusionjdbc.DataFusionDriver;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakCheck.class)
class ConnectionTest {
  private static final String URL = "jdbc:datafusion:";

  @Test
  void theDriverIsFoundByItsUrlAndLeavesOthersAlone() throws SQLException {
    Driver driver = DriverManager.getDriver(URL);
    assertThat(driver).isInstanceOf(DataFusionDriver.class);
    assertThat(driver.acceptsURL("jdbc:postgresql://h/d")).isFalse();
    assertThat(driver.connect("jdbc:postgresql://h/d", new Properties())).isNull();
    assertThat(driver.jdbcCompliant()).isFalse();
    Properties given = new Properties();
    given.setProperty("schema", "s");
    assertThat(driver.getPropertyInfo(URL, given))
        .extracting(property -> property.name)
        .contains("create", "memoryLimit", "timezone");
    for (DriverPropertyInfo property : driver.getPropertyInfo(URL, given)) {
      assertThat(property.description).isNotBlank();
      if (property.name.equals("schema")) {
        assertThat(property.value).isEqualTo("s");
      }
    }
  }

  @Test
  void propertyInfoShowsWhatTheUrlSays() throws SQLException {
    Driver driver = DriverManager.getDriver(URL);
    DriverPropertyInfo[] properties = driver.getPropertyInfo(URL + "?SCHEMA=a%20b", null);
    assertThat(properties)
        .filteredOn(property -> property.name.equals("schema"))
        .extracting(property -> property.value)
        .containsExactly("a b");
    assertThat(driver.getPropertyInfo("", null)).hasSameSizeAs(properties);
    assertThatThrownBy(() -> driver.getPropertyInfo(URL + "?create=maybe", null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("create");
  }

  @Test
  void aUrlThatIsNullIsAnError() throws SQLException {
    Driver driver = DriverManager.getDriver(URL);
    assertThatThrownBy(() -> driver.connect(null, null)).hasMessage("the URL is null");
    assertThatThrownBy(() -> driver.acceptsURL(null)).hasMessage("the URL is null");
  }

  @Test
  void aWarehouseThatDoesNotExistIsAnErrorUnlessItMayBeMade(@TempDir Path folder)
      throws SQLException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> DriverManager.getConnection(URL + missing))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("missing")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
    DriverManager.getConnection(URL + missing + "?create=true").close();
    assertThat(missing).isDirectory();
  }

  @Test
  void settingsThatPoolsAndOrmsUseAreAccepted() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL)) {
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(connection.isValid(5)).isTrue();
      assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      assertThat(connection.getCatalog()).isEqualTo("datafusion");
      connection.setCatalog("datafusion");
      assertThat(connection.getSchema()).isEqualTo("public");
      connection.setSchema("nyc");
      assertThat(connection.getSchema()).isEqualTo("nyc");
      connection.setClientInfo("ApplicationName", "app");
      assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("app");
      assertThat((Throwable) connection.getWarnings()).isNull();
      connection.prepareStatement("select 1", Statement.NO_GENERATED_KEYS).close();
      connection
          .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
          .close();
      assertThat((Throwable) connection.getWarnings()).hasMessageContaining("TYPE_FORWARD_ONLY");
      assertThat((Throwable) connection.getWarnings().getNextWarning())
          .hasMessageContaining("CONCUR_READ_ONLY");
      connection.clearWarnings();
      assertThat((Throwable) connection.getWarnings()).isNull();
      assertThat(connection.unwrap(DataFusionConnection.class).engineVersion())
          .startsWith("Apache DataFusion 55.");
      assertThat(connection.isWrapperFor(String.class)).isFalse();
    }
  }

  @Test
  void whatThereIsNotIsRefusedWithoutSqlState() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL)) {
      assertThatThrownBy(() -> connection.prepareCall("call f()"))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isNull();
      assertThatThrownBy(connection::setSavepoint)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(
              () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(() -> connection.setCatalog("other")).hasMessageContaining("\"other\"");
    }
  }

  @Test
  void aClosedConnectionSaysSoAndIsNotValid() throws SQLException {
    Connection connection = DriverManager.getConnection(URL);
    connection.abort(Runnable::run);
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08003");
    connection.close();
  }

  @Test
  void aDataSourceOpensWhatItsUrlAndPropertiesSay() throws SQLException {
    DataFusionDataSource source = new DataFusionDataSource();
    assertThatThrownBy(source::getConnection).hasMessageContaining("no URL was set");
    source.setUrl(URL + "?schema=a");
    Properties properties = new Properties();
    properties.setProperty("catalog", "c");
    source.setProperties(properties);
    try (Connection connection = source.getConnection("ignored", "ignored")) {
      assertThat(connection.getSchema()).isEqualTo("a");
      assertThat(connection.getCatalog()).isEqualTo("c");
    }
  }

  @Test
  void hikariHandsTheSameConnectionOutAgain() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL + "memory:pooled");
    config.setMaximumPoolSize(1);
    config.setReadOnly(true);
    config.setConnectionTestQuery("select 1");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Connection first;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        first = connection.unwrap(JdbcConnection.class);
        assertThat(statement.executeQuery("select 1").next()).isTrue();
        assertThatThrownBy(() -> statement.executeUpdate("delete from t"))
            .isInstanceOf(SQLException.class);
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.unwrap(JdbcConnection.class)).isSameAs(first);
      }
    }
  }
}
