package io.github.datafusionjdbc.jdbc;

import java.sql.SQLException;

/** {@link java.sql.Wrapper#unwrap} for objects that wrap nothing but themselves. */
final class Wrappers {
  private Wrappers() {}

  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (!isInstance(object, type)) {
      throw Errors.notWrapped(type);
    }
    return type.cast(object);
  }

  /** False for null too. */
  static boolean isInstance(Object object, Class<?> type) {
    return type != null && type.isInstance(object);
  }
}
