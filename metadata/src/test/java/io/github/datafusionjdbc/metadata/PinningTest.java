package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.TableVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which version of a table a statement sees. The table {@code checkpoints} of the features'
 * collection has at its versions 0 to 8 so many rows: 0, 1, 2, 3, 4, 2, 3, 1, 2.
 */
class PinningTest {
  private static final Path SOURCE = FEATURES.resolve("checkpoints");
  private static final String COUNT = "SELECT count(*) FROM datafusion.public.";

  @TempDir Path folder;
  private TestWarehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = TestWarehouse.open(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  private static long version(PinnedCatalog catalog, String table) throws Exception {
    return catalog.find("public", table, Optional.empty()).orElseThrow().version().getAsLong();
  }

  private void commitUpTo(long version) {
    TestWarehouse.copy(SOURCE, folder.resolve("t"), version);
  }

  @Test
  void aCommitBetweenTwoLooksIsNotSeenByTheSameStatementButByTheNext() throws Exception {
    commitUpTo(4);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(4);
      commitUpTo(5);
      assertThat(version(catalog, "t")).isEqualTo(4);
      assertThat(catalog.tableDetails("public", "t").orElseThrow().version()).hasValue(4);
      assertThat(warehouse.query(catalog, COUNT + "t")).containsExactly(List.of("4"));
      assertThat(catalog.pins())
          .extracting(PinnedCatalog.Pin::name, PinnedCatalog.Pin::version)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("public.t", 4L));
    }
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(5);
      assertThat(warehouse.query(catalog, COUNT + "t")).containsExactly(List.of("2"));
    }
  }

  @Test
  void twoVersionsOfOneTableJoin() throws Exception {
    commitUpTo(5);
    try (PinnedCatalog catalog = warehouse.statement()) {
      Relation now = catalog.find("public", "t", Optional.empty()).orElseThrow();
      Relation then =
          catalog.find("public", "t", Optional.of(new TableVersion.Number(3))).orElseThrow();
      assertThat(now.engineName()).isEqualTo("t");
      assertThat(then.engineName()).isEqualTo("t@v3");
      assertThat(
              warehouse.query(
                  catalog,
                  "SELECT count(*), count(n.id) FROM datafusion.public.\"t@v3\" AS o"
                      + " LEFT JOIN datafusion.public.t AS n ON n.id = o.id"))
          .containsExactly(List.of("3", "1"));
      assertThat(catalog.pins()).extracting(PinnedCatalog.Pin::version).containsExactly(5L, 3L);
    }
  }

  @Test
  void aTableThatIsReallyNamedLikeAVersionIsNotConfusedWithIt() throws Exception {
    commitUpTo(8);
    TestWarehouse.copy(FEATURES.resolve("append_only"), folder.resolve("t@v3"));
    try (PinnedCatalog catalog = warehouse.statement()) {
      Relation then =
          catalog.find("public", "t", Optional.of(new TableVersion.Number(3))).orElseThrow();
      Relation other = catalog.find("public", "t@v3", Optional.empty()).orElseThrow();
      assertThat(other.engineName()).isNotEqualTo(then.engineName());
      assertThat(warehouse.query(catalog, COUNT + '"' + then.engineName() + '"'))
          .containsExactly(List.of("3"));
      assertThat(warehouse.query(catalog, COUNT + '"' + other.engineName() + '"'))
          .containsExactly(List.of("1"));
    }
  }

  @Test
  void aTableDroppedAndMadeAgainIsSeenAsTheNewOne() throws Exception {
    commitUpTo(1);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(warehouse.query(find(catalog), COUNT + "t")).containsExactly(List.of("1"));
    }
    TestWarehouse.delete(folder.resolve("t"));
    TestWarehouse.copy(FEATURES.resolve("deletion_vectors"), folder.resolve("t"), 1);
    try (PinnedCatalog catalog = warehouse.statement()) {
      Relation table = catalog.find("public", "t", Optional.empty()).orElseThrow();
      assertThat(table.version()).hasValue(1);
      assertThat(table.columns()).extracting("name").containsExactly("id", "s");
    }
    TestWarehouse.delete(folder.resolve("t"));
    commitUpTo(8);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(
              catalog
                  .find("public", "t", Optional.of(new TableVersion.Number(1)))
                  .orElseThrow()
                  .columns())
          .extracting("name")
          .containsExactly("id", "p");
      assertThat(version(catalog, "t")).isEqualTo(8);
    }
    TestWarehouse.delete(folder.resolve("t"));
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.find("public", "t", Optional.empty())).isEmpty();
      assertThat(catalog.tableDetails("public", "t")).isEmpty();
    }
  }

  private static PinnedCatalog find(PinnedCatalog catalog) throws Exception {
    assertThat(catalog.find("public", "t", Optional.empty())).isPresent();
    return catalog;
  }

  @Test
  void aTableThatMovesToAnotherSchemasFolderIsFoundThere() throws Exception {
    commitUpTo(2);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(2);
    }
    TestWarehouse.delete(folder.resolve("t"));
    TestWarehouse.copy(SOURCE, folder.resolve("public/t"), 3);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(3);
      assertThat(catalog.tableDetails("public", "t").orElseThrow().location())
          .endsWith("/public/t/");
    }
  }

  @Test
  void withinItsMaximumAgeWhatIsKnownIsNotLookedAtAgain() throws Exception {
    commitUpTo(4);
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(4);
    }
    commitUpTo(6);
    try (PinnedCatalog catalog = warehouse.statement(Duration.ofHours(1), null)) {
      assertThat(version(catalog, "t")).isEqualTo(4);
      assertThat(catalog.find("public", "t", Optional.of(new TableVersion.Number(6))))
          .as("a version beyond what is known is looked for")
          .isPresent();
    }
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(version(catalog, "t")).isEqualTo(6);
    }
  }

  @Test
  void aTransactionHoldsTheVersionThatItReadFirst() throws Exception {
    commitUpTo(4);
    TransactionPins pins = new TransactionPins();
    try (PinnedCatalog catalog = warehouse.statement(Duration.ZERO, pins)) {
      assertThat(version(catalog, "t")).isEqualTo(4);
    }
    commitUpTo(5);
    TestWarehouse.copy(SOURCE, folder.resolve("u"), 3);
    try (PinnedCatalog catalog = warehouse.statement(Duration.ZERO, pins)) {
      assertThat(version(catalog, "t")).isEqualTo(4);
      assertThat(version(catalog, "u")).isEqualTo(3);
      assertThat(warehouse.query(catalog, COUNT + "t")).containsExactly(List.of("4"));
      assertThat(catalog.find("public", "t", Optional.of(new TableVersion.Number(5))).orElseThrow())
          .as("a version that is asked for by number")
          .extracting(Relation::version)
          .isEqualTo(java.util.OptionalLong.of(5));
    }
    try (PinnedCatalog catalog = warehouse.statement(Duration.ZERO, new TransactionPins())) {
      assertThat(version(catalog, "t")).isEqualTo(5);
    }
  }

  @Test
  void statementsOnOneVersionShareItsFilesInTheEngine() throws Exception {
    commitUpTo(4);
    try (PinnedCatalog first = warehouse.statement();
        PinnedCatalog second = warehouse.statement()) {
      find(first);
      find(second);
      TableBinding one = first.bindings().get(0);
      assertThat(second.bindings().get(0).source()).isSameAs(one.source());
      assertThat(first.bindings()).isEqualTo(first.bindings());
    }
  }

  @Test
  void aClosedStatementGivesItsTablesBackAndCanBeClosedTwice() throws IOException, Exception {
    commitUpTo(4);
    PinnedCatalog catalog = warehouse.statement();
    find(catalog);
    assertThat(catalog.bindings()).hasSize(1);
    catalog.close();
    catalog.close();
  }

  @Test
  void namesThatAreNotThereAreEmptyAndNoError() throws Exception {
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.find("public", "t", Optional.empty())).isEmpty();
      assertThat(catalog.find("nowhere", "t", Optional.empty())).isEmpty();
      assertThat(catalog.find("public", "T", Optional.of(new TableVersion.Number(0)))).isEmpty();
      assertThat(catalog.bindings()).isEmpty();
      assertThat(catalog.pins()).isEmpty();
    }
  }
}
