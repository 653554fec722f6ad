/**
 * The canonical tree of a statement as data: a versioned JSON payload that can be read back, and
 * the fingerprints made from it.
 *
 * <p>Knows Calcite's {@link org.apache.calcite.sql.SqlNode} and nothing of the catalog, the lane or
 * the engine.
 */
package io.github.datafusionjdbc.policy.ast;
