package io.github.datafusionjdbc.policy.command;

import java.util.List;

/**
 * A query whose rows are stored.
 *
 * @param sql canonical text in the engine's dialect, parameters as $1..$n with the statement's
 *     numbers; its relations are among those of the statement
 * @param columns names of its columns as far as the lane knows them: null for a column that only
 *     the engine has a label for; the list is empty where their number is not known
 */
public record SourceQuery(String sql, List<String> columns) {}
