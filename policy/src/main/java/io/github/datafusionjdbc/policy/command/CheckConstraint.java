package io.github.datafusionjdbc.policy.command;

/**
 * A condition on each row. A row for which it is false or null violates it: Delta's rule, unlike
 * SQL's.
 *
 * @param name unique in the table, ASCII case ignored
 */
public record CheckConstraint(String name, Expression expression) {}
