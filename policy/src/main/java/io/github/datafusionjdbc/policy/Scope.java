package io.github.datafusionjdbc.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What names mean inside one SELECT. */
final class Scope {
  private final Scope outer;
  private final List<FromItem> items = new ArrayList<>();
  private final Set<String> merged = new HashSet<>();

  Scope(Scope outer) {
    this.outer = outer;
  }

  /** The scope of the query around this one, null at the top. */
  Scope outer() {
    return outer;
  }

  List<FromItem> items() {
    return items;
  }

  void add(FromItem item) {
    items.add(item);
  }

  /** Takes away what is not seen after a semi or anti join. */
  void hide(int from, int to) {
    items.subList(from, to).clear();
  }

  /** Makes columns of that name one, as USING and NATURAL do. */
  void merge(String column) {
    merged.add(column);
  }

  boolean isMerged(String column) {
    return merged.contains(column);
  }

  /** The first item that goes by this name, or null. */
  FromItem item(List<String> name, int count) {
    for (FromItem item : items) {
      if (item.isNamed(name, count)) {
        return item;
      }
    }
    return null;
  }

  /** All columns in order, merged ones once. */
  List<Column> allColumns() {
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (FromItem item : items) {
      for (Column column : item.columns()) {
        if (!isMerged(column.name()) || seen.add(column.name())) {
          columns.add(column);
        }
      }
    }
    return columns;
  }

  boolean isOpen() {
    for (FromItem item : items) {
      if (item.isOpen()) {
        return true;
      }
    }
    return false;
  }
}
