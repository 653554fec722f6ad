package io.github.datafusionjdbc.jdbc.metadata;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.session.ConnectionSettings;
import io.github.datafusionjdbc.session.DriverVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** What a connection says about the database, the driver and itself (JDBC 4.3 chapter 7). */
public final class DataFusionDatabaseMetaData extends AbsentObjects {
  private static final String PRODUCT_NAME = "Apache DataFusion";

  private final DataFusionConnection connection;
  private final MetadataQueries queries;
  private final ConnectionSettings settings;

  /**
   * @param connection whose metadata this is
   * @param queries sends queries through that connection
   * @param settings what the connection was opened with
   */
  public DataFusionDatabaseMetaData(
      DataFusionConnection connection, MetadataQueries queries, ConnectionSettings settings) {
    super(queries);
    this.connection = connection;
    this.queries = queries;
    this.settings = settings;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  /** Values of storage keys are masked. */
  @Override
  public String getURL() {
    return settings.url();
  }

  /** Empty: there are no users. */
  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public boolean usesLocalFiles() {
    return settings.warehouse().startsWith("file:");
  }

  @Override
  public boolean usesLocalFilePerTable() {
    return false;
  }

  @Override
  public String getDatabaseProductName() {
    return PRODUCT_NAME;
  }

  /** The engine's version, such as 55.2.0. */
  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return connection.engineVersion().replace(PRODUCT_NAME, "").strip();
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return versionPart(0);
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return versionPart(1);
  }

  private int versionPart(int index) throws SQLException {
    return Integer.parseInt(getDatabaseProductVersion().split("\\.", -1)[index]);
  }

  @Override
  public String getDriverName() {
    return "DataFusion JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    return DriverVersion.TEXT;
  }

  @Override
  public int getDriverMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return DriverVersion.MINOR;
  }

  @Override
  public String getNumericFunctions() throws SQLException {
    return EscapeFunctions.present(queries, EscapeFunctions.NUMERIC);
  }

  @Override
  public String getStringFunctions() throws SQLException {
    return EscapeFunctions.present(queries, EscapeFunctions.STRING);
  }

  @Override
  public String getSystemFunctions() throws SQLException {
    return EscapeFunctions.present(queries, EscapeFunctions.SYSTEM);
  }

  @Override
  public String getTimeDateFunctions() throws SQLException {
    return EscapeFunctions.present(queries, EscapeFunctions.TIME_DATE);
  }

  /** The one property that a connection takes, for the record of its statements. */
  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return query(
        """
        SELECT 'ApplicationName' AS "NAME", CAST(0 AS INTEGER) AS "MAX_LEN", '' AS "DEFAULT_VALUE",
          'name of the application, kept in the record of each statement' AS "DESCRIPTION"\
        """);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!isWrapperFor(type)) {
      throw new SQLDataException(
          "not a wrapper of " + (type == null ? null : type.getName()),
          SqlState.INVALID_PARAMETER_VALUE.code());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type != null && type.isInstance(this);
  }
}
