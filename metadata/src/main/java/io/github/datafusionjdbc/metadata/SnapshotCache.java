package io.github.datafusionjdbc.metadata;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The versions of a warehouse's tables that were used last, bounded by their number and by the
 * number of files that the engine holds for them. Thread-safe.
 */
final class SnapshotCache {
  private record Key(Object incarnation, long version) {}

  private final int maxSnapshots;
  private final long maxFiles;
  private final Map<Key, CachedSnapshot> snapshots = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  SnapshotCache(int maxSnapshots, long maxFiles) {
    this.maxSnapshots = maxSnapshots;
    this.maxFiles = maxFiles;
  }

  /** A version of a table, if it is there. */
  synchronized Optional<CachedSnapshot> get(Object incarnation, long version) {
    return Optional.ofNullable(snapshots.get(new Key(incarnation, version)));
  }

  /** Puts a version in as the one used last, and evicts what is too much. */
  void used(CachedSnapshot snapshot) {
    List<CachedSnapshot> evicted = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        evicted.add(snapshot);
      } else {
        snapshots.put(new Key(snapshot.incarnation(), snapshot.snapshot().version()), snapshot);
        removeEldest(evicted);
      }
    }
    evicted.forEach(CachedSnapshot::evict);
  }

  private void removeEldest(List<CachedSnapshot> removed) {
    long files = snapshots.values().stream().mapToLong(CachedSnapshot::files).sum();
    Iterator<CachedSnapshot> eldest = snapshots.values().iterator();
    while (snapshots.size() > 1 && (snapshots.size() > maxSnapshots || files > maxFiles)) {
      CachedSnapshot next = eldest.next();
      files -= next.files();
      removed.add(next);
      eldest.remove();
    }
  }

  /** Forgets a table that is no more. */
  void forget(Object incarnation) {
    removeIf(key -> key.incarnation() == incarnation);
  }

  /** Forgets everything, now and from now on. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    removeIf(key -> true);
  }

  private void removeIf(Predicate<Key> condition) {
    List<CachedSnapshot> evicted = new ArrayList<>();
    synchronized (this) {
      snapshots
          .entrySet()
          .removeIf(entry -> condition.test(entry.getKey()) && evicted.add(entry.getValue()));
    }
    evicted.forEach(CachedSnapshot::evict);
  }
}
