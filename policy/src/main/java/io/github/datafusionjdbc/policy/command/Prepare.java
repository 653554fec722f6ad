package io.github.datafusionjdbc.policy.command;

import io.github.datafusionjdbc.policy.PreparedDefinition;
import java.util.Optional;

/**
 * PREPARE of a statement under a name of the connection.
 *
 * @param definition the statement
 * @param query its query with types for the parameters that have one, in the engine's dialect;
 *     empty for an INSERT
 */
public record Prepare(String name, PreparedDefinition definition, Optional<String> query)
    implements StatementCommand {}
