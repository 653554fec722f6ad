package io.github.datafusionjdbc.policy.command;

/**
 * USE: from then on unqualified names are looked up in this schema.
 *
 * @param schema a schema that is there
 */
public record UseSchema(String schema) implements StatementCommand {}
