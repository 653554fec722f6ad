package io.github.datafusionjdbc.engine;

/** What a statement can read from. */
public sealed interface TableSource
    permits ArrowStreamTable, DeltaTable, ExternalTable, MemoryTable, RowFeed, SystemTable {}
