package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.metadata.kernel.DeltaLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Delta tables of a warehouse and what is known of them. Thread-safe. */
final class TableCatalog implements AutoCloseable {
  private static final int MAX_TABLES = 10_000;
  private static final int MAX_SNAPSHOTS = 512;
  private static final long MAX_FILES = 2_000_000;

  private record Name(String schema, String table) {}

  private final Engine engine;
  private final TableFolders folders;
  private final SnapshotCache snapshots = new SnapshotCache(MAX_SNAPSHOTS, MAX_FILES);
  private final Map<Name, KnownTable> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, KnownTable> eldest) {
          return size() > MAX_TABLES;
        }
      };

  TableCatalog(Engine engine, TableFolders folders) {
    this.engine = engine;
    this.folders = folders;
  }

  /**
   * The table, which was there at a look that did not begin before a time; empty if there is none.
   *
   * @param notBefore as {@link System#nanoTime} counts
   */
  Optional<KnownTable> find(String schema, String table, long notBefore) {
    Name name = new Name(schema, table);
    KnownTable before;
    synchronized (known) {
      before = known.get(name);
    }
    if (before != null) {
      if (before.exists(notBefore)) {
        return Optional.of(before);
      }
      synchronized (known) {
        known.remove(name, before);
      }
    }
    Optional<String> folder = folders.locate(schema, table);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    synchronized (known) {
      return Optional.of(
          known.computeIfAbsent(
              name,
              n -> {
                String shown = schema + "." + table;
                return new KnownTable(shown, new DeltaLog(engine, shown, folder.get()), snapshots);
              }));
    }
  }

  List<String> schemas() {
    return folders.schemas();
  }

  List<String> tables(String schema) {
    return folders.tables(schema);
  }

  /** Gives up the cached tables; those in use go with their last statement. */
  @Override
  public void close() {
    snapshots.close();
  }
}
