package io.github.datafusionjdbc.policy;

import java.util.Collection;
import java.util.Optional;

/**
 * What names mean to one statement. Alive for one statement: a table is pinned to one version at
 * its first look-up, and the same look-up gives the same answer to the end.
 */
public interface StatementCatalog {
  /** The catalog that unqualified names are in. */
  String catalogName();

  /** The schema that unqualified table names are looked up in. */
  String defaultSchema();

  /**
   * Looks a table up and pins it.
   *
   * @param schema exact name
   * @param table exact name
   * @param version the version asked for, empty for the newest
   * @return empty if there is no such table
   * @throws StatementRefused if the table is there but cannot be read: a version that does not
   *     exist, a feature that is not supported
   */
  Optional<Relation> find(String schema, String table, Optional<TableVersion> version)
      throws StatementRefused;

  /**
   * What a name stands for; empty if for nothing. Nothing is loaded or pinned: a table that cannot
   * be read has a kind as well.
   *
   * @param schema exact name
   * @param table exact name
   */
  Optional<RelationKind> kind(String schema, String table);

  /** Names of the schemas, for messages that name the nearest one. */
  Collection<String> schemas();

  /** Names of the tables in a schema, for messages that name the nearest one. */
  Collection<String> tables(String schema);

  /**
   * A statement that the connection has prepared.
   *
   * @param name exact
   */
  default Optional<PreparedDefinition> prepared(String name) {
    return Optional.empty();
  }
}
