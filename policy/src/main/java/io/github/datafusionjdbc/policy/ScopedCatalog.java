package io.github.datafusionjdbc.policy;

import java.util.Collection;
import java.util.Optional;

/** A catalog in which unqualified names are in another schema. */
record ScopedCatalog(StatementCatalog catalog, String defaultSchema) implements StatementCatalog {
  @Override
  public String catalogName() {
    return catalog.catalogName();
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version)
      throws StatementRefused {
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

  @Override
  public Collection<String> tables(String schema) {
    return catalog.tables(schema);
  }
}
