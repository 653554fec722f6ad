/**
 * Nodes of the trees of statements that write rows.
 *
 * <p>Give what was written by name; know neither catalog nor engine.
 */
package io.github.datafusionjdbc.policy.dml;
