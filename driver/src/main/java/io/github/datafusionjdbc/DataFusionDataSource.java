package io.github.datafusionjdbc;

import io.github.datafusionjdbc.jdbc.JdbcConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections to one URL, as a bean: set {@code url} and, if need be, {@code properties}. Every
 * connection is a new one; pools are put in front of it.
 */
public final class DataFusionDataSource implements DataSource {
  private String url;
  private Properties properties = new Properties();
  private PrintWriter logWriter;

  /** A source without URL. */
  public DataFusionDataSource() {}

  /** {@code jdbc:datafusion:<warehouse>[?key=value&...]}; null until it is set. */
  public synchronized String getUrl() {
    return url;
  }

  public synchronized void setUrl(String url) {
    this.url = url;
  }

  /** Keys as in the URL, which wins; a copy. */
  public synchronized Properties getProperties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** Sets the keys beside those of the URL. */
  public synchronized void setProperties(Properties properties) {
    Properties copy = new Properties();
    copy.putAll(properties);
    this.properties = copy;
  }

  /**
   * Opens a connection.
   *
   * @throws SQLException 08001 if no URL was set, or the URL, a key or the warehouse is wrong
   */
  @Override
  public Connection getConnection() throws SQLException {
    String target;
    Map<String, String> keys = new HashMap<>();
    synchronized (this) {
      target = url == null ? "(no URL was set)" : url;
      for (String name : properties.stringPropertyNames()) {
        keys.put(name, properties.getProperty(name));
      }
    }
    return JdbcConnection.open(target, keys);
  }

  /** As {@link #getConnection()}: there are no users. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public synchronized PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept and given back; this driver logs by java.util.logging. */
  @Override
  public synchronized void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  /** 0: opening has no time limit. */
  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    if (seconds != 0) {
      throw new SQLFeatureNotSupportedException("opening a connection has no time limit");
    }
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.datafusionjdbc");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!isWrapperFor(type)) {
      throw new SQLDataException(
          "not a wrapper of " + (type == null ? null : type.getName()), "22023");
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type != null && type.isInstance(this);
  }
}
