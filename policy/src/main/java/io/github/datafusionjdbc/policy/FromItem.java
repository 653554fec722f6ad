package io.github.datafusionjdbc.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One item of FROM: a table, a common table expression, a subquery or a function. */
final class FromItem {
  private final String alias;
  private final List<String> path;
  private final String qualifier;
  private final List<Column> columns;
  private final boolean open;
  private Map<String, Column> byName;

  /**
   * @param alias the name it goes by, null if it has none
   * @param path catalog, schema and table of a table without an alias of the user's, else empty
   * @param qualifier what stands before its columns in canonical text, null for nothing
   * @param open whether it may have more columns than are known, such as the labels of expressions
   *     without an alias
   */
  FromItem(String alias, List<String> path, String qualifier, List<Column> columns, boolean open) {
    this.alias = alias;
    this.path = path;
    this.qualifier = qualifier;
    this.columns = columns;
    this.open = open;
  }

  /** The name in messages. */
  String displayName() {
    return alias == null ? "subquery" : alias;
  }

  String alias() {
    return alias;
  }

  String qualifier() {
    return qualifier;
  }

  List<Column> columns() {
    return columns;
  }

  boolean isOpen() {
    return open;
  }

  /** The column of exactly that name, or null. */
  Column column(String name) {
    if (columns.size() < 8) {
      for (Column column : columns) {
        if (column.name().equals(name)) {
          return column;
        }
      }
      return null;
    }
    if (byName == null) {
      byName = new HashMap<>();
      for (Column column : columns) {
        byName.putIfAbsent(column.name(), column);
      }
    }
    return byName.get(name);
  }

  /** Whether the first {@code count} parts of a name mean this item. */
  boolean isNamed(List<String> name, int count) {
    if (count == 1) {
      return name.get(0).equals(alias);
    }
    if (count > path.size()) {
      return false;
    }
    return name.subList(0, count).equals(path.subList(path.size() - count, path.size()));
  }
}
