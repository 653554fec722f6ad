package io.github.datafusionjdbc.policy.command;

/**
 * An expression over the columns of one table, or over none, that was checked by the lane. Columns
 * stand bare in it, without a table before them.
 *
 * @param engineSql its text in the engine's dialect
 * @param sparkSql its text in Spark's dialect, as Delta's metadata keeps it; null where the table
 *     is no Delta table
 */
public record Expression(String engineSql, String sparkSql) {}
