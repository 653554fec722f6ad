package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.DataFusionConnection;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/** What connections of this driver do not have. */
abstract class AbsentFeatures implements DataFusionConnection {
  @Override
  public final CallableStatement prepareCall(String sql) throws SQLException {
    throw noProcedures();
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency)
      throws SQLException {
    throw noProcedures();
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw noProcedures();
  }

  private static SQLException noProcedures() {
    return Errors.notSupported("prepareCall is not supported: there are no stored procedures");
  }

  @Override
  public final Savepoint setSavepoint() throws SQLException {
    throw Errors.methodNotSupported("setSavepoint");
  }

  @Override
  public final Savepoint setSavepoint(String name) throws SQLException {
    throw Errors.methodNotSupported("setSavepoint");
  }

  @Override
  public final void rollback(Savepoint savepoint) throws SQLException {
    throw Errors.methodNotSupported("rollback to a savepoint");
  }

  @Override
  public final void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw Errors.methodNotSupported("releaseSavepoint");
  }

  @Override
  public final Clob createClob() throws SQLException {
    throw Errors.notSupported("createClob is not supported: use setString or setCharacterStream");
  }

  @Override
  public final NClob createNClob() throws SQLException {
    throw Errors.notSupported("createNClob is not supported: use setString or setCharacterStream");
  }

  @Override
  public final Blob createBlob() throws SQLException {
    throw Errors.notSupported("createBlob is not supported: use setBytes or setBinaryStream");
  }

  @Override
  public final SQLXML createSQLXML() throws SQLException {
    throw Errors.methodNotSupported("createSQLXML");
  }

  @Override
  public final Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw Errors.notSupported("createStruct is not supported: parameters cannot be structs");
  }
}
