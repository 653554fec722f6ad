/**
 * Nodes of the trees of SHOW, SET, RESET and USE.
 *
 * <p>Give what was written by name; know neither catalog nor engine.
 */
package io.github.datafusionjdbc.policy.session;
