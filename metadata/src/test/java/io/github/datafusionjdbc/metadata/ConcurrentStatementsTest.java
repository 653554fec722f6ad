package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.TableSource;
import io.github.datafusionjdbc.policy.TableVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements on many threads, while tables change under them. */
class ConcurrentStatementsTest {
  private static final int THREADS = 8;
  private static final Path SOURCE = FEATURES.resolve("checkpoints");

  /** Rows of the table at its versions 0 to 8. */
  private static final long[] ROWS = {0, 1, 2, 3, 4, 2, 3, 1, 2};

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(Engine.counters().handles()).isZero();
  }

  @Test
  void statementsThatComeTogetherLoadATableOnce() throws Exception {
    TestWarehouse.copy(SOURCE, folder.resolve("t"));
    Set<TableSource> sources =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    try (TestWarehouse warehouse = TestWarehouse.open(folder)) {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      onThreads(
          () -> {
            together.await();
            try (PinnedCatalog catalog = warehouse.statement()) {
              catalog.find("public", "t", Optional.empty());
              sources.add(catalog.bindings().get(0).source());
              together.await();
            }
            return null;
          });
      assertThat(sources).hasSize(1);
    }
  }

  @Test
  void everyStatementSeesOneVersionWhileCommitsArrive() throws Exception {
    Path table = folder.resolve("t");
    TestWarehouse.copy(SOURCE, table, 0);
    Map<Long, Boolean> seen = new ConcurrentHashMap<>();
    try (TestWarehouse warehouse = TestWarehouse.open(folder)) {
      ExecutorService writer = Executors.newSingleThreadExecutor();
      Future<?> writes =
          writer.submit(
              () -> {
                for (long version = 1; version <= 8; version++) {
                  TestWarehouse.copy(SOURCE, table, version);
                }
              });
      onThreads(
          () -> {
            long last = 0;
            for (int i = 0; i < 20; i++) {
              try (PinnedCatalog catalog = warehouse.statement()) {
                long version =
                    catalog
                        .find("public", "t", Optional.empty())
                        .orElseThrow()
                        .version()
                        .getAsLong();
                assertThat(version).isGreaterThanOrEqualTo(last);
                assertThat(warehouse.query(catalog, "SELECT count(*) FROM datafusion.public.t"))
                    .containsExactly(List.of(Long.toString(ROWS[(int) version])));
                seen.put(version, true);
                last = version;
              }
            }
            return null;
          });
      writes.get();
      writer.shutdown();
      try (PinnedCatalog catalog = warehouse.statement()) {
        assertThat(catalog.find("public", "t", Optional.empty()).orElseThrow().version())
            .hasValue(8);
      }
    }
    assertThat(seen).isNotEmpty();
  }

  @Test
  void allVersionsAreReadAtOnceAndAllAreGivenBack() throws Exception {
    TestWarehouse.copy(SOURCE, folder.resolve("t"));
    try (TestWarehouse warehouse = TestWarehouse.open(folder)) {
      onThreads(
          () -> {
            for (long version = 0; version < ROWS.length; version++) {
              try (PinnedCatalog catalog = warehouse.statement()) {
                catalog.find("public", "t", Optional.of(new TableVersion.Number(version)));
                assertThat(
                        warehouse.query(
                            catalog,
                            "SELECT count(*) FROM datafusion.public.\"t@v" + version + "\""))
                    .containsExactly(List.of(Long.toString(ROWS[(int) version])));
              }
            }
            return null;
          });
    }
  }

  private static void onThreads(java.util.concurrent.Callable<Void> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(work));
      }
      for (Future<Void> result : results) {
        result.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
