package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.engine.SystemFilter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The predicates that a statement puts on the text columns of a table, ready to be applied. */
final class NameFilters {
  private record ColumnFilter(String column, Predicate<String> predicate) {}

  private final List<SystemFilter> filters;
  private final List<ColumnFilter> predicates;

  /**
   * @param filters a conjunction
   */
  NameFilters(List<SystemFilter> filters) {
    this.filters = filters;
    this.predicates =
        filters.stream()
            .map(filter -> new ColumnFilter(filter.column(), predicate(filter)))
            .toList();
  }

  /** Whether a row with this value in that column can pass; null passes no predicate. */
  boolean admit(String column, String value) {
    for (ColumnFilter filter : predicates) {
      if (filter.column.equals(column) && (value == null || !filter.predicate.test(value))) {
        return false;
      }
    }
    return true;
  }

  /** The only values that the column can have, if the statement names them one by one. */
  Optional<List<String>> values(String column) {
    return filters.stream()
        .filter(f -> f.column().equals(column) && f.op() != SystemFilter.Op.LIKE)
        .findFirst()
        .map(f -> f.values().stream().distinct().sorted().toList());
  }

  private static Predicate<String> predicate(SystemFilter filter) {
    return switch (filter.op()) {
      case EQUAL, IN -> filter.values()::contains;
      case LIKE -> like(filter.values().get(0)).asMatchPredicate();
    };
  }

  private static Pattern like(String pattern) {
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!escaped && c == '\\' && i + 1 < pattern.length()) {
        escaped = true;
        continue;
      }
      if (!escaped && c == '%') {
        regex.append(".*");
      } else if (!escaped && c == '_') {
        regex.append('.');
      } else {
        regex.append(isWord(c) ? "" : "\\").append(c);
      }
      escaped = false;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** A backslash before one of these would mean something else to a regular expression. */
  private static boolean isWord(char c) {
    return c >= 0x80 || Character.isLetterOrDigit(c);
  }
}
