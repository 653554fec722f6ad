package io.github.datafusionjdbc.engine;

import java.util.List;
import java.util.Map;

/** A planned statement. Can be executed many times, also while an earlier result is open. */
public final class Plan implements AutoCloseable {
  Plan() {}

  /** The result's columns, nested ones with their children. */
  public List<ArrowField> schema() {
    throw new UnsupportedOperationException();
  }

  /** One field for each placeholder; of type Null where the engine could not tell. */
  public List<ArrowField> parameters() {
    throw new UnsupportedOperationException();
  }

  /** The optimized logical plan, as text, for the record. */
  public String text() {
    throw new UnsupportedOperationException();
  }

  /** The predicates that this execution puts on each bound system table. */
  public Map<TableBinding, List<SystemFilter>> systemFilters(Parameters parameters) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts an execution.
   *
   * @param systemRows rows for each system table that the statement is bound to, else empty
   * @return the result, which the caller closes
   */
  public ResultStream execute(
      Parameters parameters, Map<TableBinding, ArrowRows> systemRows, CancelToken token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
