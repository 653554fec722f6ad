/**
 * The tables of {@code information_schema} (ISO/IEC 9075-11), their rows made from the catalog
 * model and the function catalog, and the SQL types under which engine types are shown.
 *
 * <p>Knows the catalog model, Arrow's types and the lane's function catalog. Must not know Delta or
 * JDBC.
 */
package io.github.datafusionjdbc.metadata.informationschema;
