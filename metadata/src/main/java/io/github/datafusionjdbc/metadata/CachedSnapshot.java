package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.DeltaTable;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;

/**
 * A version of a table and, while somebody needs it, its files in the engine. The cache counts as
 * one user of the files until it evicts them; what was evicted is read again when it is needed.
 * Thread-safe.
 */
final class CachedSnapshot {
  private final SnapshotCache cache;
  private final Object incarnation;
  private final DeltaSnapshot snapshot;
  private volatile int files;
  private DeltaTable table;
  private int users;
  private boolean cached;

  /**
   * @param incarnation equal for the versions of one table, until it is dropped and made again
   */
  CachedSnapshot(SnapshotCache cache, Object incarnation, DeltaSnapshot snapshot) {
    this.cache = cache;
    this.incarnation = incarnation;
    this.snapshot = snapshot;
  }

  Object incarnation() {
    return incarnation;
  }

  DeltaSnapshot snapshot() {
    return snapshot;
  }

  /** How many files the engine holds for it. */
  int files() {
    return files;
  }

  /** The table in the engine, read once for all; the caller gives it back with {@link #release}. */
  DeltaTable use() {
    DeltaTable used;
    synchronized (this) {
      if (table == null) {
        DeltaSnapshot.OpenTable open = snapshot.open();
        table = open.table();
        files = open.files();
      }
      users++;
      cached = true;
      used = table;
    }
    cache.used(this);
    return used;
  }

  synchronized void release() {
    users--;
    closeUnused();
  }

  /** The cache no longer counts as a user. */
  synchronized void evict() {
    cached = false;
    closeUnused();
  }

  private void closeUnused() {
    if (users == 0 && !cached && table != null) {
      table.close();
      table = null;
      files = 0;
    }
  }
}
