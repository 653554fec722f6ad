/**
 * Nodes of the trees of CREATE and DROP.
 *
 * <p>Give what was written by name; know neither catalog nor engine.
 */
package io.github.datafusionjdbc.policy.ddl;
