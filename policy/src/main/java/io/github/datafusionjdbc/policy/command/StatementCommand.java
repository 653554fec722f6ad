package io.github.datafusionjdbc.policy.command;

/**
 * What a statement that is no query does. Immutable; every name is exact, with its schema, in the
 * only catalog.
 */
public sealed interface StatementCommand
    permits CreateTable,
        CreateExternalTable,
        CreateView,
        CreateSchema,
        Drop,
        Insert,
        Copy,
        TableChange,
        ChangeSetting,
        UseSchema,
        Prepare,
        Deallocate {}
