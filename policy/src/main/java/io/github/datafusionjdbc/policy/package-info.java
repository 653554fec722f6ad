/**
 * The SQL policy lane: every statement is parsed, checked against a catalog and an allowlist, made
 * canonical in the engine's dialect and fingerprinted, before anything is executed.
 *
 * <p>Knows SQL, {@link io.github.datafusionjdbc.policy.StatementCatalog} and a function catalog.
 * Must not know the engine, Delta or JDBC.
 */
package io.github.datafusionjdbc.policy;
