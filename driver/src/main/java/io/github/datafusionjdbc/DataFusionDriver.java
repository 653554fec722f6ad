package io.github.datafusionjdbc;

import io.github.datafusionjdbc.jdbc.JdbcConnection;
import io.github.datafusionjdbc.session.ConnectionKey;
import io.github.datafusionjdbc.session.ConnectionSettings;
import io.github.datafusionjdbc.session.DriverVersion;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver, for URLs {@code jdbc:datafusion:<warehouse>[?key=value&...]}. Found by {@link
 * DriverManager} as a service; loading it does nothing but register it.
 */
public final class DataFusionDriver implements Driver {
  static {
    register();
  }

  /** For {@link java.util.ServiceLoader} and for applications that make a driver by name. */
  public DataFusionDriver() {}

  private static void register() {
    try {
      DriverManager.registerDriver(new DataFusionDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Opens a connection.
   *
   * @param info keys as in the URL, which wins; what is no key is ignored. May be null
   * @return null if the URL is not of this driver
   * @throws SQLException 08001 if the URL is null, or the URL, a key or the warehouse is wrong
   */
  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return acceptsURL(url) ? JdbcConnection.open(url, asMap(info)) : null;
  }

  private static Map<String, String> asMap(Properties info) {
    Map<String, String> map = new HashMap<>();
    if (info != null) {
      for (String name : info.stringPropertyNames()) {
        map.put(name, info.getProperty(name));
      }
    }
    return map;
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    if (url == null) {
      throw new SQLNonTransientConnectionException("the URL is null", "08001");
    }
    return url.startsWith(ConnectionSettings.URL_PREFIX);
  }

  /**
   * The keys of a connection, each with the value that the URL or {@code info} gives it, else its
   * default.
   *
   * @throws SQLException 08001 if the URL or a value is wrong
   */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    ConnectionSettings settings =
        JdbcConnection.settingsOf(
            url == null || url.isEmpty() ? ConnectionSettings.URL_PREFIX : url, asMap(info));
    List<DriverPropertyInfo> all = new ArrayList<>();
    for (ConnectionKey key : ConnectionKey.values()) {
      DriverPropertyInfo property = new DriverPropertyInfo(key.keyName(), settings.value(key));
      property.description = key.description() + " (" + key.allowed() + ")";
      property.choices = key.choices().isEmpty() ? null : key.choices().toArray(String[]::new);
      all.add(property);
    }
    return all.toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** False: SQL-92 entry level has statements that this driver does not have yet. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  /** The parent of this driver's loggers, {@code io.github.datafusionjdbc}. */
  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.datafusionjdbc");
  }
}
