package io.github.datafusionjdbc.session;

/**
 * The result of a statement that gives no rows.
 *
 * @param rows how many were written; 0 of a definition
 */
public record UpdateCount(long rows, Artifact artifact) implements StatementResult {}
