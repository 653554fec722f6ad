package io.github.datafusionjdbc.policy.command;

import java.util.Optional;

/**
 * A declared column.
 *
 * @param name exact name
 * @param type empty only in CREATE TABLE .. (names) AS, where the query has the types
 * @param nullable false after NOT NULL and in a primary key
 * @param defaultValue what INSERT puts where no value is given
 * @param generated the expression of a column GENERATED ALWAYS AS
 */
public record ColumnDefinition(
    String name,
    Optional<ColumnType> type,
    boolean nullable,
    Optional<Expression> defaultValue,
    Optional<Expression> generated,
    Optional<String> comment) {}
