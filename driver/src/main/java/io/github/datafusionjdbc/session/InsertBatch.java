package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ParameterRows;
import io.github.datafusionjdbc.engine.Parameters;
import java.util.ArrayList;
import java.util.List;

/** The rows of parameters that one INSERT commits together. Not thread-safe. */
public final class InsertBatch {
  /**
   * Rows that are written together: many of the same types, or one with a value that has no column.
   *
   * @param rows null for a single row
   * @param single null for many
   */
  record Run(ParameterRows rows, Parameters single) {}

  private final List<Run> runs = new ArrayList<>();
  private int size;

  /** Adds a copy of the values. */
  public void add(Parameters values) {
    ParameterRows last = runs.isEmpty() ? null : runs.get(runs.size() - 1).rows();
    if (last == null || !last.add(values)) {
      ParameterRows rows = new ParameterRows(values.count());
      runs.add(rows.add(values) ? new Run(rows, null) : new Run(null, values.copy()));
    }
    size++;
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  List<Run> runs() {
    return runs;
  }
}
