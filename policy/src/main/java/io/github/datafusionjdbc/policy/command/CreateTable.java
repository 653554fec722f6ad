package io.github.datafusionjdbc.policy.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CREATE [OR REPLACE] [TEMPORARY] TABLE, with columns, AS a query, or with columns that name those
 * of the query.
 *
 * @param temporary rows in memory, for the session
 * @param columns empty where the query alone says what they are
 * @param primaryKey names of its columns, empty if there is none
 * @param partitionColumns names in the order of the statement
 * @param properties TBLPROPERTIES
 * @param location the folder that LOCATION names, as written
 * @param query the rows to begin with
 */
public record CreateTable(
    ObjectName name,
    IfExists ifExists,
    boolean temporary,
    List<ColumnDefinition> columns,
    List<String> primaryKey,
    List<CheckConstraint> checks,
    List<String> partitionColumns,
    Optional<String> comment,
    Map<String, String> properties,
    Optional<String> location,
    Optional<SourceQuery> query)
    implements StatementCommand {}
