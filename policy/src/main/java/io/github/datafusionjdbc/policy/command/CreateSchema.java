package io.github.datafusionjdbc.policy.command;

import java.util.Optional;

/** CREATE SCHEMA, which knows no REPLACE. */
public record CreateSchema(String name, IfExists ifExists, Optional<String> comment)
    implements StatementCommand {}
