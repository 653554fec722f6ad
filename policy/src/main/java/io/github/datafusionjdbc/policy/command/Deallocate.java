package io.github.datafusionjdbc.policy.command;

/** DEALLOCATE of a prepared statement. */
public record Deallocate(String name) implements StatementCommand {}
