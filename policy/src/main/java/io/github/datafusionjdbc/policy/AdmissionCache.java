package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queries that were admitted before, each with the look-ups that it rests on. One is given again
 * only where every look-up has the same answer as then, so it is never stale: a table with another
 * version or other columns, a view with another query and a temporary object in the way are all
 * other answers. Bounded by the characters of the texts; thread-safe.
 */
final class AdmissionCache {
  /** Of all texts together. A tree takes some fifty bytes for each character of its text. */
  private static final int MAX_CHARACTERS = 1 << 20;

  /** What an admission depends on beside look-ups; a policy is the same only if it is that one. */
  private record Key(StatementText text, String catalogName, String defaultSchema, Policy policy) {}

  private record Lookup(
      String schema, String table, Optional<TableVersion> version, Relation found) {}

  private record Entry(AdmittedStatement statement, List<Lookup> lookups) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int characters;

  /** The statement admitted before; null if there is none or it would be another one now. */
  AdmittedStatement find(StatementText text, StatementCatalog catalog, Policy policy) {
    Key key = key(text, catalog, policy);
    Entry entry;
    synchronized (this) {
      entry = entries.get(key);
    }
    if (entry == null) {
      return null;
    }
    try {
      for (Lookup before : entry.lookups()) {
        Optional<Relation> now = catalog.find(before.schema(), before.table(), before.version());
        if (now.isEmpty() || !now.get().equals(before.found())) {
          return null;
        }
      }
    } catch (StatementRefused e) {
      // the lane asks again and knows the place
      return null;
    }
    return entry.statement();
  }

  /** Keeps a query whose look-ups were recorded, unless it rests on more than look-ups. */
  void keep(StatementText text, AdmittedStatement statement, Recording catalog, Policy policy) {
    String sql = text.sql();
    if (!catalog.complete || statement.command().isPresent() || sql.length() > MAX_CHARACTERS) {
      return;
    }
    Entry entry = new Entry(statement, List.copyOf(catalog.lookups));
    synchronized (this) {
      if (entries.put(key(text, catalog, policy), entry) == null) {
        characters += sql.length();
      }
      Iterator<Key> eldest = entries.keySet().iterator();
      while (characters > MAX_CHARACTERS) {
        characters -= eldest.next().text().sql().length();
        eldest.remove();
      }
    }
  }

  private static Key key(StatementText text, StatementCatalog catalog, Policy policy) {
    return new Key(text, catalog.catalogName(), catalog.defaultSchema(), policy);
  }

  /** A catalog that notes what it is asked. */
  static final class Recording implements StatementCatalog {
    private final StatementCatalog catalog;
    private final List<Lookup> lookups = new ArrayList<>();
    private boolean complete = true;

    Recording(StatementCatalog catalog) {
      this.catalog = catalog;
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
      Optional<Relation> found = catalog.find(schema, table, version);
      if (found.isPresent()) {
        lookups.add(new Lookup(schema, table, version, found.get()));
      } else {
        complete = false;
      }
      return found;
    }

    @Override
    public Optional<RelationKind> kind(String schema, String table) {
      complete = false;
      return catalog.kind(schema, table);
    }

    @Override
    public Optional<PreparedDefinition> prepared(String name) {
      complete = false;
      return catalog.prepared(name);
    }

    @Override
    public Collection<String> schemas() {
      complete = false;
      return catalog.schemas();
    }

    @Override
    public Collection<String> tables(String schema) {
      complete = false;
      return catalog.tables(schema);
    }
  }
}
