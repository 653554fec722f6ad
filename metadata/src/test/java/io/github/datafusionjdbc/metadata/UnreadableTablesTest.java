package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.StatementRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are there but cannot be read say why, each without harm to the others. */
class UnreadableTablesTest {
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

  /** Without checksums: they repeat protocol and metadata, and the commits would not be read. */
  private Path copy(String table) throws IOException {
    Path target = folder.resolve("t");
    TestWarehouse.copy(FEATURES.resolve(table), target);
    try (Stream<Path> log = Files.list(target.resolve("_delta_log"))) {
      for (Path checksum : log.filter(file -> file.toString().endsWith(".crc")).toList()) {
        Files.delete(checksum);
      }
    }
    return target;
  }

  private static void replace(Path file, String part, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(part);
    Files.writeString(file, text.replace(part, replacement));
  }

  private StatementRefused refusal() {
    try (PinnedCatalog catalog = warehouse.statement()) {
      return catchThrowableOfType(
          StatementRefused.class,
          () -> {
            catalog.find("public", "t", Optional.empty());
            catalog.bindings();
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalogManaged", "geospatial", "timeTravelToTheFuture"})
  void aFeatureThatIsNotKnownIsRefusedByItsName(String feature) throws Exception {
    Path table = copy("variant_column");
    replace(
        TestWarehouse.commit(table, 0),
        "\"readerFeatures\":[\"variantType\"],\"writerFeatures\":[\"variantType\"",
        "\"readerFeatures\":[\"" + feature + "\"],\"writerFeatures\":[\"" + feature + "\"");
    StatementRefused refusal = refusal();
    assertThat(refusal.state()).as(refusal.getMessage()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    assertThat(refusal)
        .hasMessage(
            "The table public.t needs the Delta table feature "
                + feature
                + ", which this driver does not read.");
  }

  @Test
  void aProtocolVersionThatIsNotKnownIsRefusedByItsNumber() throws Exception {
    Path table = copy("append_only");
    replace(TestWarehouse.commit(table, 0), "\"minReaderVersion\":1", "\"minReaderVersion\":4");
    StatementRefused refusal = refusal();
    assertThat(refusal.state()).as(refusal.getMessage()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    assertThat(refusal).hasMessageContaining("version 4 of Delta's reader protocol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quaternion", "void"})
  void aTypeThatIsNotKnownIsRefusedByItsName(String type) throws Exception {
    Path table = copy("append_only");
    replace(
        TestWarehouse.commit(table, 0),
        "\\\"type\\\":\\\"integer\\\"",
        "\\\"type\\\":\\\"" + type + "\\\"");
    StatementRefused refusal = refusal();
    assertThat(refusal.state()).as(refusal.getMessage()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    assertThat(refusal)
        .hasMessage(
            "The table public.t needs the type " + type + ", which this driver does not read.");
  }

  @Test
  void aCommitThatIsNoJsonIsReportedAsDamaged() throws Exception {
    Path table = copy("append_only");
    Files.writeString(TestWarehouse.commit(table, 1), "{\"add\":{\"path\":\"x\"");
    assertDamaged();
  }

  @Test
  void anEmptyCommitIsOneWithoutActionsButATableNeedsMetadata() throws Exception {
    Path table = copy("append_only");
    Files.writeString(TestWarehouse.commit(table, 1), "");
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.find("public", "t", Optional.empty())).isPresent();
    }
    Files.writeString(TestWarehouse.commit(table, 0), "");
    Files.writeString(TestWarehouse.commit(table, 1), "\n");
    assertDamaged();
  }

  @Test
  void aCommitMissingFromTheMiddleIsReportedAsDamaged() throws Exception {
    Path table = copy("all_types");
    Files.delete(TestWarehouse.commit(table, 2));
    assertDamaged();
  }

  private void assertDamaged() {
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThatThrownBy(
              () -> {
                catalog.find("public", "t", Optional.empty());
                catalog.bindings();
              })
          .satisfies(
              e ->
                  assertThat(
                          e instanceof StatementRefused refused
                              ? refused.state()
                              : ((MetadataException) e).state())
                      .as(e.getMessage())
                      .isEqualTo(SqlState.DATA_CORRUPTED))
          .hasMessageContaining("public.t");
    }
  }

  @Test
  void aCheckpointThatIsNoParquetIsReportedAsDamaged() throws Exception {
    Path table = copy("restored");
    Files.writeString(
        table.resolve("_delta_log/00000000000000000003.checkpoint.parquet"), "not parquet");
    assertDamaged();
  }

  @Test
  void aSidecarThatIsMissingIsReportedWithItsName() throws Exception {
    Path table = copy("checkpoint_v2");
    TestWarehouse.delete(table.resolve("_delta_log/_sidecars"));
    try (PinnedCatalog catalog = warehouse.statement()) {
      catalog.find("public", "t", Optional.empty());
      assertThatThrownBy(catalog::bindings)
          .isInstanceOfSatisfying(
              MetadataException.class,
              e -> assertThat(e.state()).as(e.getMessage()).isEqualTo(SqlState.UNDEFINED_FILE))
          .hasMessageContaining("public.t")
          .hasMessageContaining("_sidecars");
    }
  }

  @Test
  void aPointerToACheckpointThatIsNotThereDoesNoHarm() throws Exception {
    Path table = copy("checkpoints");
    Files.writeString(table.resolve("_delta_log/_last_checkpoint"), "{\"version\":5,\"size\":1}");
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.find("public", "t", Optional.empty()).orElseThrow().version()).hasValue(8);
    }
    Files.writeString(table.resolve("_delta_log/_last_checkpoint"), "garbage");
    TestWarehouse.copy(FEATURES.resolve("append_only"), folder.resolve("other"));
    try (TestWarehouse again = TestWarehouse.open(folder);
        PinnedCatalog catalog = again.statement()) {
      assertThat(catalog.find("public", "t", Optional.empty()).orElseThrow().version()).hasValue(8);
    }
  }

  @Test
  void oneUnreadableTableDoesNotHideTheOthers() throws Exception {
    Path table = copy("append_only");
    Files.writeString(TestWarehouse.commit(table, 0), "garbage");
    TestWarehouse.copy(FEATURES.resolve("append_only"), folder.resolve("fine"));
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.tables("public")).containsExactly("fine", "t");
      catalog.find("information_schema", "columns", Optional.empty());
      assertThat(
              warehouse.query(
                  catalog,
                  "SELECT table_name, column_name FROM datafusion.information_schema.columns"
                      + " WHERE table_schema = 'public' AND column_name = 'id'"))
          .containsExactly(java.util.List.of("fine", "id"));
    }
  }
}
