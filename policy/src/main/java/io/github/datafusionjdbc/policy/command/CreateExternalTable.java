package io.github.datafusionjdbc.policy.command;

import java.util.List;
import java.util.Map;

/**
 * CREATE [OR REPLACE] EXTERNAL TABLE.
 *
 * @param columns empty where they are read from the files
 * @param locations files, folders or patterns, as written
 * @param partitionColumns folders {@code name=value}, in order; a column that is not among {@code
 *     columns} is a string
 * @param orders what WITH ORDER says that the rows of each file are sorted by
 * @param options by name, lower case, without credentials being told apart
 */
public record CreateExternalTable(
    ObjectName name,
    IfExists ifExists,
    boolean temporary,
    List<ColumnDefinition> columns,
    FileFormat format,
    List<String> locations,
    List<String> partitionColumns,
    List<List<SortKey>> orders,
    Map<String, String> options)
    implements StatementCommand {}
