package io.github.datafusionjdbc.metadata.kernel;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.metadata.TestWarehouse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Copies of Spark's tables, which a test may commit to. */
abstract class FeatureCopies {
  @TempDir Path temp;
  Engine engine;

  @BeforeEach
  final void open() {
    engine = Engine.acquire(TestWarehouse.options(temp));
  }

  @AfterEach
  final void close() {
    engine.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  final Path copyOf(String feature) {
    Path table = temp.resolve(feature);
    TestWarehouse.copy(FEATURES.resolve(feature), table);
    return table;
  }

  static String root(Path table) {
    String uri = table.toUri().toString();
    return uri.endsWith("/") ? uri : uri + "/";
  }

  final DeltaSnapshot latest(Path table) {
    return new DeltaLog(engine, table.getFileName().toString(), root(table)).latest();
  }

  final DeltaCommitter committer(Path table) {
    return new DeltaCommitter(engine, table.getFileName().toString(), root(table));
  }

  final long rows(Path table) throws Exception {
    try (TestWarehouse warehouse = TestWarehouse.open(temp);
        PinnedCatalog catalog = warehouse.statement()) {
      String name = table.getFileName().toString();
      assertThat(catalog.find("public", name, Optional.empty())).isPresent();
      return Long.parseLong(
          warehouse.query(catalog, "SELECT count(*) FROM datafusion.public." + name).get(0).get(0));
    }
  }
}
