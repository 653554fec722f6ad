package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.metadata.informationschema.SqlType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/**
 * The parameters of a prepared statement, as far as the engine infers them from their use. Where it
 * cannot, a parameter takes the type of the value that is set, and is shown as varchar, which every
 * value can be given as.
 */
final class JdbcParameterMetaData implements ParameterMetaData {
  private static final ArrowType UNKNOWN = new ArrowType.Utf8(ArrowType.Layout.OFFSETS);

  private final List<ArrowField> parameters;

  JdbcParameterMetaData(List<ArrowField> parameters) {
    this.parameters = parameters;
  }

  private ArrowType arrowType(int parameter) throws SQLException {
    if (parameter < 1 || parameter > parameters.size()) {
      throw Errors.parameterIndex(parameter, parameters.size());
    }
    ArrowType type = parameters.get(parameter - 1).type();
    return type instanceof ArrowType.Null ? UNKNOWN : type;
  }

  private SqlType type(int parameter) throws SQLException {
    return SqlType.of(arrowType(parameter));
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    type(parameter);
    return parameterNullable;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).signed();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).typeCode();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).typeName();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return JdbcObjects.classOf(arrowType(parameter)).getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    type(parameter);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isInstance(this, type);
  }
}
