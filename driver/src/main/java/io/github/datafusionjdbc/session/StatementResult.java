package io.github.datafusionjdbc.session;

/** What an executed statement gives: rows, or a number of them. */
public sealed interface StatementResult permits QueryResult, UpdateCount {
  /** The record of this execution. */
  Artifact artifact();
}
