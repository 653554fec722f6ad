package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * A predicate that a plan puts on a system table. Rows that fail it need not be made; the engine
 * applies it again.
 *
 * @param column the column's name
 * @param op how the column compares with the values
 * @param values at least one string
 */
public record SystemFilter(String column, Op op, List<String> values) {
  /** The comparisons that are handed over. */
  public enum Op {
    /** Equals the only value. */
    EQUAL,
    /** Equals one of the values. */
    IN,
    /** Matches the only value as a LIKE pattern, escape {@code \}. */
    LIKE
  }
}
