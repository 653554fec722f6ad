package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.ObjectStore;
import io.github.datafusionjdbc.policy.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A warehouse in an object store, where there are no folders and listings are all there is. */
class MemoryWarehouseTest {
  private static final Path SOURCE = FEATURES.resolve("checkpoints");
  private static final String ROOT = "memory:///object-store-test";

  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.acquire(new EngineOptions(ROOT, Map.of(), Map.of()), false);
  }

  @AfterEach
  void close() {
    warehouse.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  private PinnedCatalog statement() {
    return warehouse.openStatement(
        new StatementScope(
            "datafusion", "public", Duration.ZERO, null, new TemporaryObjects(), List.of()));
  }

  private void put(String table, long firstVersion, long lastVersion) throws IOException {
    ObjectStore store = warehouse.engine().objectStore();
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = SOURCE.relativize(file).toString();
        String name = file.getFileName().toString();
        long version =
            path.startsWith("_delta_log/0") ? Long.parseLong(name.substring(0, 20)) : firstVersion;
        if (version >= firstVersion && version <= lastVersion && !name.startsWith("_last")) {
          store.put(ROOT + "/" + table + "/" + path, Files.readAllBytes(file));
        }
      }
    }
  }

  @Test
  void tablesAreFoundReadAndSeenToGrow() throws Exception {
    put("sales/t", 0, 4);
    try (PinnedCatalog catalog = statement()) {
      assertThat(catalog.schemaNames()).containsExactly("information_schema", "public", "sales");
      assertThat(catalog.tables("sales")).containsExactly("t");
      assertThat(catalog.find("sales", "t", Optional.empty()).orElseThrow().version()).hasValue(4);
      assertThat(catalog.bindings()).hasSize(1);
    }
    put("sales/t", 5, 8);
    try (PinnedCatalog catalog = statement()) {
      assertThat(catalog.find("sales", "t", Optional.empty()).orElseThrow().version()).hasValue(8);
      assertThat(catalog.find("sales", "t", Optional.of(new TableVersion.Number(6))).orElseThrow())
          .extracting("engineName")
          .isEqualTo("t@v6");
      assertThat(catalog.bindings()).hasSize(2);
    }
  }

  @Test
  void aTableThatIsRemovedIsGone() throws Exception {
    put("t", 0, 2);
    try (PinnedCatalog catalog = statement()) {
      assertThat(catalog.find("public", "t", Optional.empty())).isPresent();
    }
    ObjectStore store = warehouse.engine().objectStore();
    for (FileStatus file : store.list(ROOT + "/t/", null)) {
      store.delete(file.uri());
    }
    try (PinnedCatalog catalog = statement()) {
      assertThat(catalog.find("public", "t", Optional.empty())).isEmpty();
      assertThat(catalog.tables("public")).isEmpty();
    }
  }
}
