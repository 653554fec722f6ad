package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.policy.PreparedDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a session has for itself: relations, each of which hides what the warehouse has under the
 * same name, and prepared statements. Gone with the session. Thread-safe.
 */
public final class TemporaryObjects {
  private record Name(String schema, String name) {}

  private final Map<Name, CatalogEntry> entries = new HashMap<>();
  private final Map<String, PreparedDefinition> prepared = new HashMap<>();

  public synchronized Optional<CatalogEntry> find(String schema, String name) {
    return Optional.ofNullable(entries.get(new Name(schema, name)));
  }

  /** Puts an entry in the place of another, or of none. */
  public synchronized void put(String schema, String name, CatalogEntry entry) {
    entries.put(new Name(schema, name), entry);
  }

  /**
   * @return false if there is none
   */
  public synchronized boolean remove(String schema, String name) {
    return entries.remove(new Name(schema, name)) != null;
  }

  /** Those of a schema by name, sorted. */
  synchronized Map<String, CatalogEntry> of(String schema) {
    Map<String, CatalogEntry> found = new TreeMap<>();
    entries.forEach(
        (name, entry) -> {
          if (name.schema().equals(schema)) {
            found.put(name.name(), entry);
          }
        });
    return found;
  }

  /** The prepared statement of that name. */
  synchronized Optional<PreparedDefinition> prepared(String name) {
    return Optional.ofNullable(prepared.get(name));
  }

  /** Keeps a prepared statement. */
  public synchronized void prepare(String name, PreparedDefinition definition) {
    prepared.put(name, definition);
  }

  /** Gives up a prepared statement. */
  public synchronized void deallocate(String name) {
    prepared.remove(name);
  }
}
