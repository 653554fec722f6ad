package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.DeltaTable;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.metadata.kernel.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of versions that were used, and when it is given up. */
class SnapshotCacheTest {
  private final Object incarnation = new Object();
  private Engine engine;
  private DeltaLog log;
  private long handlesBefore;

  @BeforeEach
  void open() {
    engine = Engine.acquire(TestWarehouse.options(FEATURES));
    log = new DeltaLog(engine, "t", FEATURES.resolve("optimized").toUri().toString());
    handlesBefore = Engine.counters().handles();
  }

  @AfterEach
  void close() {
    engine.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  private CachedSnapshot snapshot(SnapshotCache cache, long version) {
    CachedSnapshot snapshot = new CachedSnapshot(cache, incarnation, log.at(version));
    cache.used(snapshot);
    return snapshot;
  }

  private long openTables() {
    return Engine.counters().handles() - handlesBefore;
  }

  @Test
  void theVersionUsedLongestAgoGoesFirst() {
    SnapshotCache cache = new SnapshotCache(2, 1000);
    snapshot(cache, 1);
    snapshot(cache, 2);
    assertThat(cache.get(incarnation, 1)).isPresent();
    snapshot(cache, 3);
    assertThat(cache.get(incarnation, 1)).isPresent();
    assertThat(cache.get(incarnation, 2)).isEmpty();
    assertThat(cache.get(incarnation, 3)).isPresent();
    cache.close();
  }

  @Test
  void filesInTheEngineAreBounded() {
    SnapshotCache cache = new SnapshotCache(100, 4);
    CachedSnapshot two = snapshot(cache, 2);
    CachedSnapshot three = snapshot(cache, 3);
    two.use();
    two.release();
    assertThat(openTables()).isEqualTo(1);
    three.use();
    three.release();
    assertThat(two.files()).as("version 2 has 2 files, version 3 has 3").isZero();
    assertThat(three.files()).isEqualTo(3);
    assertThat(openTables()).isEqualTo(1);
    cache.close();
    assertThat(openTables()).isZero();
  }

  @Test
  void whatIsInUseStaysOpenUntilItIsGivenBack() {
    SnapshotCache cache = new SnapshotCache(1, 1000);
    CachedSnapshot one = snapshot(cache, 1);
    DeltaTable table = one.use();
    snapshot(cache, 2);
    assertThat(cache.get(incarnation, 1)).isEmpty();
    assertThat(one.use()).isSameAs(table);
    cache.close();
    assertThat(openTables()).isEqualTo(1);
    one.release();
    one.release();
    assertThat(openTables()).isZero();
  }

  @Test
  void whatWasEvictedIsReadAgainWhenItIsNeeded() {
    SnapshotCache cache = new SnapshotCache(1, 1000);
    CachedSnapshot one = snapshot(cache, 1);
    one.use();
    one.release();
    snapshot(cache, 2);
    assertThat(openTables()).isZero();
    one.use();
    assertThat(one.files()).isEqualTo(1);
    one.release();
    cache.close();
  }

  @Test
  void versionsOfATableThatWasMadeAgainAreNotMixedUp() {
    SnapshotCache cache = new SnapshotCache(10, 1000);
    CachedSnapshot old = snapshot(cache, 1);
    Object again = new Object();
    cache.forget(incarnation);
    assertThat(cache.get(incarnation, 1)).isEmpty();
    CachedSnapshot made = new CachedSnapshot(cache, again, log.at(1));
    cache.used(made);
    old.use();
    old.release();
    assertThat(cache.get(again, 1)).containsSame(made);
    cache.close();
  }
}
