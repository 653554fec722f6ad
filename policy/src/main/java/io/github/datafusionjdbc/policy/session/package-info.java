/**
 * Nodes of the trees of statements about the connection.
 *
 * <p>Give what was written by name; know neither catalog nor engine.
 */
package io.github.datafusionjdbc.policy.session;
