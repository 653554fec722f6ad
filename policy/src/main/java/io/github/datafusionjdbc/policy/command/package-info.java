/**
 * What statements other than queries ask for, resolved: names are whole, defaults filled in,
 * expressions checked. The session executes them; nothing here is SQL text that still has to be
 * parsed, except queries and expressions, which are canonical.
 *
 * <p>Knows {@link io.github.datafusionjdbc.policy.Relation}; must not know the tree, Delta or JDBC.
 */
package io.github.datafusionjdbc.policy.command;
