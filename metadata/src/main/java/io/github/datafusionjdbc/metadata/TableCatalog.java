package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.ExternalTable;
import io.github.datafusionjdbc.engine.ExternalTableSpec;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.metadata.kernel.DeltaLog;
import io.github.datafusionjdbc.policy.RelationKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The Delta tables of a warehouse and what is known of them. Thread-safe. */
final class TableCatalog implements AutoCloseable {
  private static final int MAX_TABLES = 10_000;
  private static final int MAX_SNAPSHOTS = 512;
  private static final long MAX_FILES = 2_000_000;

  private record Name(String schema, String table) {}

  private final Engine engine;
  private final TableFolders folders;
  private final CatalogEntries entries;
  private final SnapshotCache snapshots = new SnapshotCache(MAX_SNAPSHOTS, MAX_FILES);
  private final Map<Name, Located> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Located> eldest) {
          return size() > MAX_TABLES;
        }
      };

  /**
   * @param entry what names its place; null for a folder of the warehouse
   */
  private record Located(KnownTable table, CatalogEntry.TableLocation entry) {}

  TableCatalog(Engine engine, TableFolders folders, CatalogEntries entries) {
    this.engine = engine;
    this.folders = folders;
    this.entries = entries;
  }

  /**
   * The table, which was there at a look that did not begin before a time; empty if there is none.
   *
   * @param notBefore as {@link System#nanoTime} counts
   */
  Optional<KnownTable> find(String schema, String table, long notBefore) {
    Name name = new Name(schema, table);
    Located before;
    synchronized (known) {
      before = known.get(name);
    }
    if (before != null) {
      if (isStillThere(name, before) && before.table().exists(notBefore)) {
        return Optional.of(before.table());
      }
      synchronized (known) {
        known.remove(name, before);
      }
    }
    return locate(name)
        .map(
            located -> {
              synchronized (known) {
                return known.computeIfAbsent(name, n -> located).table();
              }
            });
  }

  /** A folder of the warehouse tells by itself. */
  private boolean isStillThere(Name name, Located located) {
    return located.entry() == null
        || entries.find(name.schema(), name.table()).equals(Optional.of(located.entry()));
  }

  private Optional<Located> locate(Name name) {
    Optional<String> folder = folders.locate(name.schema(), name.table());
    if (folder.isPresent()) {
      return Optional.of(new Located(known(name, folder.get()), null));
    }
    return entries
        .find(name.schema(), name.table())
        .filter(CatalogEntry.TableLocation.class::isInstance)
        .map(CatalogEntry.TableLocation.class::cast)
        .map(entry -> new Located(known(name, entry.location()), entry));
  }

  private KnownTable known(Name name, String folder) {
    String shown = name.schema() + "." + name.table();
    return new KnownTable(shown, new DeltaLog(engine, shown, folder), snapshots);
  }

  /** Looks the table up anew next time. */
  void forget(String schema, String table) {
    synchronized (known) {
      known.remove(new Name(schema, table));
    }
  }

  /** Names of the schemas, sorted; {@code public} is always there. */
  List<String> schemas() {
    TreeSet<String> names = new TreeSet<>(folders.schemas());
    names.add(TableFolders.PUBLIC);
    names.addAll(entries.schemas());
    return List.copyOf(names);
  }

  /** What is in a schema, by name, sorted. A folder of the warehouse comes before an entry. */
  SortedMap<String, RelationKind> relations(String schema) {
    SortedMap<String, RelationKind> relations = new TreeMap<>();
    entries.relations(schema).forEach(name -> relations.put(name, entryKind(schema, name)));
    folders.tables(schema).forEach(name -> relations.put(name, RelationKind.TABLE));
    return relations;
  }

  /** One that cannot be read must not hide the others. */
  private RelationKind entryKind(String schema, String name) {
    try {
      return entries.find(schema, name).map(CatalogEntry::relationKind).orElse(RelationKind.TABLE);
    } catch (MetadataException e) {
      return RelationKind.TABLE;
    }
  }

  /** The files of an external table that there are now. */
  List<FileStatus> files(CatalogEntry.ExternalFiles external) {
    return new FileListing(engine.objectStore()).files(external.locations());
  }

  /** Opens an external table on some files; the caller closes it. */
  ExternalTable open(CatalogEntry.ExternalFiles external, List<FileStatus> files) {
    ExternalTableSpec spec =
        new ExternalTableSpec(
            external.format(),
            external.options(),
            files,
            external.partitionColumns(),
            external.orders());
    return engine.openExternalTable(spec, external.columns());
  }

  /** What an entry says of a name, whether or not a folder has it too. */
  Optional<CatalogEntry> entry(String schema, String name) {
    return entries.find(schema, name);
  }

  /** Gives up the cached tables; those in use go with their last statement. */
  @Override
  public void close() {
    snapshots.close();
  }
}
