package io.github.datafusionjdbc.policy.command;

import io.github.datafusionjdbc.policy.StatementRefused;

/**
 * UPDATE, DELETE, MERGE, TRUNCATE or ALTER of a table: admitted, but not executed yet.
 *
 * @param table what it changes
 * @param refusal what executing it says
 */
public record TableChange(ObjectName table, StatementRefused refusal) implements StatementCommand {}
