package io.github.datafusionjdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in the database, asked for when they are first needed. Not thread-safe. */
final class Catalog {
  /** A table or view. */
  record Table(String schema, String name, String type) {}

  /** A column of a table. */
  record TableColumn(String name, String type, boolean nullable) {}

  private final Connection connection;
  private List<String> schemas;
  private List<Table> tables;
  private final Map<Table, List<TableColumn>> columns = new HashMap<>();

  Catalog(Connection connection) {
    this.connection = connection;
  }

  /** Forgets what is known, since a statement may have changed it. */
  void forget() {
    schemas = null;
    tables = null;
    columns.clear();
  }

  List<String> schemas() throws SQLException {
    if (schemas == null) {
      List<String> found = new ArrayList<>();
      try (ResultSet rows = connection.getMetaData().getSchemas()) {
        while (rows.next()) {
          found.add(rows.getString("TABLE_SCHEM"));
        }
      }
      schemas = found;
    }
    return schemas;
  }

  List<Table> tables() throws SQLException {
    if (tables == null) {
      List<Table> found = new ArrayList<>();
      try (ResultSet rows = connection.getMetaData().getTables(null, null, null, null)) {
        while (rows.next()) {
          found.add(
              new Table(
                  rows.getString("TABLE_SCHEM"),
                  rows.getString("TABLE_NAME"),
                  rows.getString("TABLE_TYPE")));
        }
      }
      tables = found;
    }
    return tables;
  }

  List<TableColumn> columns(Table table) throws SQLException {
    List<TableColumn> known = columns.get(table);
    if (known == null) {
      known = new ArrayList<>();
      DatabaseMetaData database = connection.getMetaData();
      try (ResultSet rows =
          database.getColumns(
              null, escape(table.schema(), database), escape(table.name(), database), null)) {
        while (rows.next()) {
          known.add(
              new TableColumn(
                  rows.getString("COLUMN_NAME"),
                  type(rows),
                  rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
        }
      }
      columns.put(table, known);
    }
    return known;
  }

  private static String type(ResultSet column) throws SQLException {
    String name = column.getString("TYPE_NAME");
    return switch (column.getInt("DATA_TYPE")) {
      case java.sql.Types.DECIMAL, java.sql.Types.NUMERIC ->
          name.contains("(")
              ? name
              : name
                  + "("
                  + column.getInt("COLUMN_SIZE")
                  + ","
                  + column.getInt("DECIMAL_DIGITS")
                  + ")";
      default -> name;
    };
  }

  private static String escape(String name, DatabaseMetaData database) throws SQLException {
    String escape = database.getSearchStringEscape();
    return name == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  /** The tables that a name as written in SQL may mean: with or without schema and quotes. */
  List<Table> find(String written) throws SQLException {
    List<Table> found = new ArrayList<>();
    for (Table table : tables()) {
      String qualified = quote(table.schema()) + "." + quote(table.name());
      if (same(written, quote(table.name())) || same(written, qualified)) {
        found.add(table);
      }
    }
    return found;
  }

  private static boolean same(String written, String quoted) {
    return written.equals(quoted)
        || (!written.contains("\"") && written.equalsIgnoreCase(quoted.replace("\"", "")));
  }

  /** The name as SQL needs it: in quotes unless it is plain. */
  String quote(String name) throws SQLException {
    if (name == null) {
      return "";
    }
    boolean plain = name.matches("[\\p{Alpha}_][\\p{Alnum}_]*");
    String folded =
        connection.getMetaData().storesUpperCaseIdentifiers()
            ? name.toUpperCase(Locale.ROOT)
            : name.toLowerCase(Locale.ROOT);
    return plain && folded.equals(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
