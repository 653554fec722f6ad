/**
 * Policies: what statements may do, read from JSON files described by the resource {@code
 * policy-v1.schema.json}, each compiled once and known by its hash. Knows names of kinds,
 * constructs, operators, functions and tables, and nothing of a statement's tree.
 */
package io.github.datafusionjdbc.policy.rules;
