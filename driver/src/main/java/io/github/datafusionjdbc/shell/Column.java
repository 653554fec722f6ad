package io.github.datafusionjdbc.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A column of a result.
 *
 * @param label its name
 * @param type one of {@link Types}
 */
record Column(String label, int type) {
  static List<Column> of(ResultSetMetaData metaData) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(new Column(metaData.getColumnLabel(i), metaData.getColumnType(i)));
    }
    return columns;
  }

  /** The values of the current row as text, null for NULL, bytes in hexadecimal digits. */
  static String[] values(List<Column> columns, ResultSet result) throws SQLException {
    String[] values = new String[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(result, i + 1);
    }
    return values;
  }

  private String value(ResultSet result, int index) throws SQLException {
    if (!isBinary()) {
      return result.getString(index);
    }
    byte[] bytes = result.getBytes(index);
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  private boolean isBinary() {
    return switch (type) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
      default -> false;
    };
  }

  boolean isNumber() {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  boolean isBoolean() {
    return type == Types.BOOLEAN || type == Types.BIT;
  }
}
