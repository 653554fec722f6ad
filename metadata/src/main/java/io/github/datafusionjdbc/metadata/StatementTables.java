package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ExternalTable;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.MemoryTable;
import io.github.datafusionjdbc.policy.PreparedDefinition;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.TableVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The Delta tables as one statement sees them: each pinned at its first look-up, each schema listed
 * once. Not thread-safe.
 */
final class StatementTables implements AutoCloseable {
  /** Beyond this a time in nanoseconds would overflow. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private record Name(String schema, String table, Optional<TableVersion> version) {}

  private final TableCatalog tables;
  private final TransactionPins pins;
  private final long notBefore;
  private final Map<Name, Optional<CachedSnapshot>> pinned = new HashMap<>();
  private final TemporaryObjects temporary;
  private final Map<Name, Optional<CatalogEntry>> entries = new HashMap<>();
  private final List<MemoryTable> rows = new ArrayList<>();
  private final Map<String, SortedMap<String, RelationKind>> listings = new HashMap<>();
  private List<String> schemas;

  StatementTables(TableCatalog tables, StatementScope scope) {
    this.tables = tables;
    this.pins = scope.pins();
    this.temporary = scope.temporary();
    Duration maxAge =
        scope.snapshotMaxAge().compareTo(FOREVER) < 0 ? scope.snapshotMaxAge() : FOREVER;
    this.notBefore = System.nanoTime() - maxAge.toNanos();
  }

  /**
   * The version of a table that this statement sees; empty if there is no such table.
   *
   * @param version empty for the newest, or in a transaction the one that it read first
   */
  Optional<CachedSnapshot> pin(String schema, String table, Optional<TableVersion> version) {
    Name name = new Name(schema, table, version);
    Optional<CachedSnapshot> before = pinned.get(name);
    if (before != null) {
      return before;
    }
    Optional<CachedSnapshot> found =
        version.isPresent() ? at(schema, table, version.get()) : current(schema, table);
    pinned.put(name, found);
    return found;
  }

  private Optional<CachedSnapshot> current(String schema, String table) {
    return pins == null
        ? newest(schema, table)
        : pins.hold(schema, table, () -> newest(schema, table));
  }

  private Optional<CachedSnapshot> newest(String schema, String table) {
    return tables.find(schema, table, notBefore).map(known -> known.newest(notBefore));
  }

  private Optional<CachedSnapshot> at(String schema, String table, TableVersion version) {
    return tables
        .find(schema, table, notBefore)
        .map(
            known ->
                version instanceof TableVersion.AsOf asOf
                    ? known.asOf(asOf.epochMicros(), notBefore)
                    : known.at(((TableVersion.Number) version).version(), notBefore));
  }

  /** Names of the schemas that have a table, sorted. */
  List<String> schemas() {
    if (schemas == null) {
      schemas = tables.schemas();
    }
    return schemas;
  }

  /**
   * What a name stands for beside Delta tables: an object of the session, or an entry of the
   * warehouse.
   */
  Optional<CatalogEntry> entry(String schema, String name) {
    return entries.computeIfAbsent(
        new Name(schema, name, Optional.empty()),
        n -> pinTemporary(schema, name).or(() -> tables.entry(schema, name)));
  }

  private Optional<CatalogEntry> pinTemporary(String schema, String name) {
    Optional<CatalogEntry> entry = temporary.pin(schema, name);
    entry
        .filter(CatalogEntry.TemporaryTable.class::isInstance)
        .map(CatalogEntry.TemporaryTable.class::cast)
        .ifPresent(table -> rows.add(table.rows()));
    return entry;
  }

  /** The files of an external table that there are now. */
  List<FileStatus> files(CatalogEntry.ExternalFiles external) {
    return tables.files(external);
  }

  /** Opens an external table on some files; the caller closes it. */
  ExternalTable open(CatalogEntry.ExternalFiles external, List<FileStatus> files) {
    return tables.open(external, files);
  }

  /** Whether the session has an object of that name, which hides all others. */
  boolean isTemporary(String schema, String name) {
    return temporary.find(schema, name).isPresent();
  }

  /** The prepared statement of that name. */
  Optional<PreparedDefinition> prepared(String name) {
    return temporary.prepared(name);
  }

  /** What is in a schema, by name, sorted. */
  SortedMap<String, RelationKind> relations(String schema) {
    return listings.computeIfAbsent(
        schema,
        s -> {
          SortedMap<String, RelationKind> relations = tables.relations(schema);
          temporary.of(schema).forEach((name, entry) -> relations.put(name, entry.relationKind()));
          return relations;
        });
  }

  @Override
  public void close() {
    rows.forEach(MemoryTable::close);
    rows.clear();
    entries.clear();
  }
}
