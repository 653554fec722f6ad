/**
 * The engine's dialect of SQL: the operators that the standard parser lacks, and the writer of
 * canonical text.
 *
 * <p>Knows trees only; no catalog, no functions.
 */
package io.github.datafusionjdbc.policy.sql;
