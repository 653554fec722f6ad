package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.metadata.kernel.DeltaLog;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.SqlState;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one table: its newest version, and when that was looked at. A look lists the log
 * from the newest commit on. As long as that commit is the same file (size, time and tag), what is
 * known of the table's versions holds; another file in its place is another table. Thread-safe;
 * statements that come at the same time share one look and one load.
 */
final class KnownTable {
  private static final int ATTEMPTS = 3;

  private final String name;
  private final DeltaLog log;
  private final SnapshotCache cache;
  private Object incarnation = new Object();
  private CachedSnapshot newest;
  private DeltaLog.Commit newestCommit;
  private long lookedAt;

  KnownTable(String name, DeltaLog log, SnapshotCache cache) {
    this.name = name;
    this.log = log;
    this.cache = cache;
  }

  /** Whether the table is still there. */
  boolean exists(long notBefore) {
    try {
      newest(notBefore);
      return true;
    } catch (MetadataException e) {
      if (e.state() == SqlState.UNDEFINED_TABLE) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The newest version, by a look that did not begin before a time.
   *
   * @param notBefore as {@link System#nanoTime} counts
   */
  synchronized CachedSnapshot newest(long notBefore) {
    if (newest != null && lookedAt - notBefore >= 0) {
      return newest;
    }
    long now = System.nanoTime();
    if (newest == null || !isUnchanged()) {
      load();
    }
    lookedAt = now;
    return newest;
  }

  private boolean isUnchanged() {
    List<DeltaLog.Commit> commits = log.commitsFrom(newestCommit.version());
    if (!commits.isEmpty() && commits.get(0).equals(newestCommit)) {
      return commits.size() == 1;
    }
    cache.forget(incarnation);
    incarnation = new Object();
    newest = null;
    return false;
  }

  private void load() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        DeltaSnapshot loaded = log.latest();
        Optional<DeltaLog.Commit> commit = log.commitOf(loaded);
        if (commit.isPresent()) {
          newest = add(loaded);
          newestCommit = commit.get();
          return;
        }
      } catch (MetadataException e) {
        // A listing is not atomic: it may show what follows a commit, but not yet the commit.
        if (e.state() != SqlState.DATA_CORRUPTED || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
    throw CatalogErrors.keepsChanging(name);
  }

  private CachedSnapshot add(DeltaSnapshot loaded) {
    CachedSnapshot snapshot = new CachedSnapshot(cache, incarnation, loaded);
    cache.used(snapshot);
    return snapshot;
  }

  /** A version by its number. */
  synchronized CachedSnapshot at(long version, long notBefore) {
    long last = newest(notBefore).snapshot().version();
    if (version > last) {
      last = newest(System.nanoTime()).snapshot().version();
    }
    if (version == last) {
      return newest;
    }
    Optional<CachedSnapshot> cached = cache.get(incarnation, version);
    if (cached.isPresent()) {
      return cached.get();
    }
    if (version < 0 || version > last) {
      throw CatalogErrors.noSuchVersion(name, version, log.earliestVersion(), last);
    }
    try {
      return add(log.at(version));
    } catch (MetadataException e) {
      long first = log.earliestVersion();
      throw version < first ? CatalogErrors.noSuchVersion(name, version, first, last) : e;
    }
  }

  /**
   * The newest version committed not later than a time. As Delta has it, a time after the newest
   * commit is refused: later the same question could have another answer.
   */
  synchronized CachedSnapshot asOf(long epochMicros, long notBefore) {
    long millis = Math.floorDiv(epochMicros, 1000L);
    DeltaSnapshot last = newest(notBefore).snapshot();
    if (millis > last.timestampMillis()) {
      last = newest(System.nanoTime()).snapshot();
    }
    if (millis > last.timestampMillis()) {
      throw CatalogErrors.afterLastVersion(name, millis, last.version(), last.timestampMillis());
    }
    try {
      DeltaSnapshot found = log.asOf(millis, last);
      if (found.version() == last.version()) {
        return newest;
      }
      return cache.get(incarnation, found.version()).orElseGet(() -> add(found));
    } catch (MetadataException e) {
      long first = log.earliestVersion();
      long firstMillis = log.at(first).timestampMillis();
      throw millis < firstMillis
          ? CatalogErrors.beforeFirstVersion(name, millis, first, firstMillis)
          : e;
    }
  }
}
