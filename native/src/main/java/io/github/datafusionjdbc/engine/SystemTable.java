package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * A table whose rows are made in Java just before execution, from the predicates of the plan.
 *
 * @param columns name and type of each column
 */
public record SystemTable(List<ArrowField> columns) implements TableSource {
  public SystemTable {
    columns = List.copyOf(columns);
  }
}
