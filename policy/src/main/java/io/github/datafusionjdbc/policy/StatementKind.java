package io.github.datafusionjdbc.policy;

/** What a statement does. */
public enum StatementKind {
  /** SELECT, WITH, VALUES, TABLE and set operations. */
  QUERY,
  /** EXPLAIN of a query. */
  EXPLAIN
}
