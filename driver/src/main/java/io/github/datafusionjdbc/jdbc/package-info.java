/**
 * {@code java.sql} on the session: connections, statements, results and the conversions of JDBC 4.3
 * appendix B.
 *
 * <p>Knows {@code session}, the engine's columns and the SQL types of {@code
 * metadata.informationschema}. Must not plan statements by itself.
 */
package io.github.datafusionjdbc.jdbc;
