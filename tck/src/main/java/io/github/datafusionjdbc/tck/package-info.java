/**
 * The conformance kit: what a JDBC driver owes its users, checked against any JDBC URL, and real
 * clients run against this driver's shaded jar.
 *
 * <p>Knows JDBC only.
 */
package io.github.datafusionjdbc.tck;
