package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.MemoryTable;
import io.github.datafusionjdbc.metadata.CatalogEntry.TemporaryTable;
import io.github.datafusionjdbc.policy.PreparedDefinition;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a session has for itself: relations, each of which hides what the warehouse has under the
 * same name, and prepared statements. Gone with the session. Thread-safe.
 */
public final class TemporaryObjects implements AutoCloseable {
  private final Map<ObjectName, CatalogEntry> entries = new HashMap<>();
  private final Map<String, PreparedDefinition> prepared = new HashMap<>();

  /** What a name stands for; the rows of a table are not the caller's to read. */
  public synchronized Optional<CatalogEntry> find(String schema, String name) {
    return Optional.ofNullable(entries.get(new ObjectName(schema, name)));
  }

  /** As {@link #find}; the rows of a table stay as they are until the caller closes them. */
  synchronized Optional<CatalogEntry> pin(String schema, String name) {
    return find(schema, name)
        .map(
            entry ->
                entry instanceof TemporaryTable table
                    ? new TemporaryTable(table.definition(), table.rows().share())
                    : entry);
  }

  /**
   * Adds an entry, whose rows belong to this then.
   *
   * @return false if the name has one
   */
  public synchronized boolean add(String schema, String name, CatalogEntry entry) {
    return entries.putIfAbsent(new ObjectName(schema, name), entry) == null;
  }

  /** Puts an entry in the place of another, or of none. */
  public synchronized void put(String schema, String name, CatalogEntry entry) {
    close(entries.put(new ObjectName(schema, name), entry));
  }

  /**
   * Gives a table more rows, or others.
   *
   * @param definition the table that was meant
   * @param rows which stay the caller's
   * @param overwrite whether they take the place of all that it has
   * @throws MetadataException 42P01 if it is not there any more
   */
  public synchronized void insert(
      String schema,
      String name,
      TemporaryTable.Definition definition,
      MemoryTable rows,
      boolean overwrite) {
    TemporaryTable table =
        find(schema, name)
            .filter(TemporaryTable.class::isInstance)
            .map(TemporaryTable.class::cast)
            .filter(found -> found.definition().equals(definition))
            .orElseThrow(() -> CatalogErrors.temporaryTableIsGone(schema + "." + name));
    MemoryTable after = overwrite ? rows.share() : table.rows().append(rows);
    put(schema, name, new TemporaryTable(definition, after));
  }

  /**
   * @return false if there is none
   */
  public synchronized boolean remove(String schema, String name) {
    CatalogEntry removed = entries.remove(new ObjectName(schema, name));
    close(removed);
    return removed != null;
  }

  /** The names of all. */
  public synchronized List<ObjectName> names() {
    return List.copyOf(entries.keySet());
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

  /** Gives up all that there is; idempotent. */
  @Override
  public synchronized void close() {
    entries.values().forEach(TemporaryObjects::close);
    entries.clear();
  }

  private static void close(CatalogEntry entry) {
    if (entry instanceof TemporaryTable table) {
      table.rows().close();
    }
  }
}
