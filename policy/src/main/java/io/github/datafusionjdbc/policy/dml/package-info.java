/**
 * Nodes of the trees of INSERT and COPY.
 *
 * <p>Give what was written by name; know neither catalog nor engine.
 */
package io.github.datafusionjdbc.policy.dml;
