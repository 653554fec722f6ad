/**
 * {@link java.sql.DatabaseMetaData}: what the database can do, and listings of what it holds.
 *
 * <p>A listing is one ordered query on information_schema, sent through the connection like any
 * other statement. Knows {@code java.sql} only.
 */
package io.github.datafusionjdbc.jdbc.metadata;
