package io.github.datafusionjdbc.policy.command;

/**
 * A column that rows are sorted by.
 *
 * @param column its exact name
 */
public record SortKey(String column, boolean descending, boolean nullsFirst) {}
