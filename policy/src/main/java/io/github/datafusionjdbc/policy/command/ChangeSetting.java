package io.github.datafusionjdbc.policy.command;

import java.util.Optional;

/**
 * SET or RESET of one of the engine's settings, for the statements of the connection that follow.
 *
 * @param name in lower case, with its dots
 * @param value empty for the value that the connection began with
 */
public record ChangeSetting(String name, Optional<String> value) implements StatementCommand {}
