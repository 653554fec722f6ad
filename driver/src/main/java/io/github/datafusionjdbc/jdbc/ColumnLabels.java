package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds columns by label: first the exact one, then without regard to case; of several the first
 * (java.sql.ResultSet).
 */
final class ColumnLabels {
  private final List<ArrowField> columns;
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> anyCase = new HashMap<>();

  ColumnLabels(List<ArrowField> columns) {
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      exact.putIfAbsent(name, i + 1);
      anyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), i + 1);
    }
  }

  /**
   * The column's index, counted from 1.
   *
   * @throws SQLException 42703 if there is none, with the labels that there are
   */
  int find(String label) throws SQLException {
    Integer index = exact.get(label);
    if (index == null && label != null) {
      index = anyCase.get(label.toLowerCase(Locale.ROOT));
    }
    if (index == null) {
      throw Errors.unknownLabel(label, shownLabels());
    }
    return index;
  }

  private String shownLabels() {
    int most = 20;
    String labels =
        columns.stream()
            .limit(most)
            .map(field -> "\"" + field.name() + "\"")
            .collect(Collectors.joining(", "));
    return columns.size() > most ? labels + ", ..." : labels;
  }
}
