package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.policy.OutputLabel;
import java.util.ArrayList;
import java.util.List;

/** Shows columns by the labels that the statement asks for, where the engine could not. */
final class OutputLabels {
  private OutputLabels() {}

  /**
   * @param columns as the engine answers
   * @param labels what the lane says of some of them
   */
  static List<ArrowField> of(List<ArrowField> columns, List<OutputLabel> labels) {
    if (labels.isEmpty()) {
      return columns;
    }
    List<ArrowField> shown = new ArrayList<>(columns);
    for (OutputLabel label : labels) {
      for (int i = 0; i < columns.size(); i++) {
        ArrowField column = columns.get(i);
        if (column.name().equals(label.name())) {
          String name = label.label() == null ? columns.get(label.sameAs()).name() : label.label();
          shown.set(i, new ArrowField(name, column.type(), column.nullable()));
        }
      }
    }
    return List.copyOf(shown);
  }
}
