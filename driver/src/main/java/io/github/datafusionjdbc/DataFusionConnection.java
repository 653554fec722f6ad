package io.github.datafusionjdbc;

import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.session.Artifact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a connection of this driver offers beyond {@link Connection}; reached by {@code
 * connection.unwrap(DataFusionConnection.class)}.
 */
public interface DataFusionConnection extends Connection {
  /**
   * The record of the newest statement on this connection that an application sent, whether it was
   * admitted or refused; empty before the first one.
   *
   * @throws SQLException 08003 if the connection is closed
   */
  Optional<Artifact> lastArtifact() throws SQLException;

  /**
   * The records that are still in memory, oldest first: those of the application and of metadata
   * calls, each bounded by the connection key {@code artifactsMemory}.
   *
   * @throws SQLException 08003 if the connection is closed
   */
  List<Artifact> artifacts() throws SQLException;

  /**
   * What the driver makes of a statement before it is run: its kind, the canonical text, the tree
   * as versioned JSON, fingerprints, the relations and functions it names, and each edit with its
   * reason. Tables are looked up; nothing is planned, run or recorded.
   *
   * @throws SQLException what executing it would throw, if it is not admitted; 08003 if the
   *     connection is closed
   */
  AdmittedStatement admit(String sql) throws SQLException;

  /**
   * What statements on this connection may do: the floors of warehouse and process and the
   * connection's own policy, and more if the connection is read-only.
   *
   * @throws SQLException 08003 if the connection is closed
   */
  Policy policy() throws SQLException;

  /**
   * Opens an appender, which inserts many rows faster than a batch of a prepared statement.
   *
   * @param table its name as SQL writes it, such as {@code sales.orders} or {@code "My Table"}
   * @param columns the columns that are filled, by their exact names, in the order of the values;
   *     the others take their defaults. None stands for all that the table does not make itself
   * @throws SQLException as an INSERT into these columns would: 42P01, 42703, 42501 and the like;
   *     SQLFeatureNotSupportedException with autocommit off
   */
  DataFusionAppender appender(String table, String... columns) throws SQLException;

  /**
   * The engine's own name and version, such as {@code Apache DataFusion 55.2.0}.
   *
   * @throws SQLException 08003 if the connection is closed
   */
  String engineVersion() throws SQLException;
}
