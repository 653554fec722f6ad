package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.TableBinding;
import java.util.Map;

/** Where inserted rows go: those of one or more plans, then all at once into their table. */
interface RowSink {
  /**
   * Takes the rows of a plan, or fails and takes none of them.
   *
   * @param given rows of the relations that have them from here
   */
  void take(Plan plan, Parameters parameters, Map<TableBinding, ArrowRows> given)
      throws SessionException;

  /** Rows taken so far. */
  long rows();

  /** Makes the rows the table's and gives their number; if it fails, nothing of them is left. */
  long commit() throws SessionException;

  /** Gives up the rows that were taken; without effect after {@link #commit}. */
  void discard();
}
