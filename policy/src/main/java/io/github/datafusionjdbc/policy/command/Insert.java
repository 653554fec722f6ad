package io.github.datafusionjdbc.policy.command;

import io.github.datafusionjdbc.policy.Relation;
import java.util.List;
import java.util.Optional;

/**
 * INSERT INTO or INSERT OVERWRITE.
 *
 * @param target the table, pinned
 * @param overwrite whether the rows take the place of all that the table has
 * @param source a query that gives the values of {@link #columns}, in that order, under any names;
 *     not yet cast to the columns' types
 * @param batch the same for many rows of parameters, which are the columns {@link #parameterColumn}
 *     of the relation {@link #PARAMETERS}; only for one row of VALUES
 * @param columns the target's columns that {@code source} gives, in the table's order: all but
 *     those whose values the table makes
 * @param generated columns to compute from the others, once these have the table's types
 * @param checks what each row has to satisfy, over the target's columns
 */
public record Insert(
    Relation target,
    boolean overwrite,
    SourceQuery source,
    Optional<SourceQuery> batch,
    List<String> columns,
    List<Generated> generated,
    List<CheckConstraint> checks)
    implements StatementCommand {

  /** Schema and name of the relation that {@link #batch} reads. */
  public static final String PARAMETERS = "parameters";

  /**
   * The column of {@link #PARAMETERS} that holds a parameter's values.
   *
   * @param index from 0
   */
  public static String parameterColumn(int index) {
    return "p" + (index + 1);
  }

  /** A column GENERATED ALWAYS AS an expression of the others. */
  public record Generated(String column, Expression expression) {}
}
