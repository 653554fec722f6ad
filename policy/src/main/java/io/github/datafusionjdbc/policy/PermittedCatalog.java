package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.Collection;
import java.util.Optional;

/** A catalog behind a policy: a table that may not be read is refused before it is looked up. */
final class PermittedCatalog implements StatementCatalog {
  private final StatementCatalog catalog;
  private final Policy policy;

  PermittedCatalog(StatementCatalog catalog, Policy policy) {
    this.catalog = catalog;
    this.policy = policy;
  }

  @Override
  public String catalogName() {
    return catalog.catalogName();
  }

  @Override
  public String defaultSchema() {
    return catalog.defaultSchema();
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version)
      throws StatementRefused {
    Optional<String> refusing = policy.refusingRead(schema, table);
    if (refusing.isPresent()) {
      throw new StatementRefused(
          SqlState.INSUFFICIENT_PRIVILEGE,
          Refusals.notPermitted("reading table '" + schema + "." + table + "'", refusing.get()),
          0,
          0,
          table);
    }
    return catalog.find(schema, table, version);
  }

  @Override
  public Optional<RelationKind> kind(String schema, String table) {
    return catalog.kind(schema, table);
  }

  @Override
  public Collection<String> schemas() {
    return catalog.schemas();
  }

  /** Those that may be read: a message names no other. */
  @Override
  public Collection<String> tables(String schema) {
    return catalog.tables(schema).stream()
        .filter(table -> policy.refusingRead(schema, table).isEmpty())
        .toList();
  }

  @Override
  public Optional<PreparedDefinition> prepared(String name) {
    return catalog.prepared(name);
  }
}
