package io.github.datafusionjdbc.metadata.kernel;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.engine.WrittenFile;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.metadata.TestWarehouse;
import io.github.datafusionjdbc.policy.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits to copies of Spark's tables, with data files that Spark wrote for them. */
class DeltaCommitterTest extends FeatureCopies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WriteOperation APPEND =
      new WriteOperation(
          "WRITE",
          Map.of("mode", "Append", "partitionBy", "[]"),
          Map.of("numOutputRows", "1"),
          Map.of("fingerprint", "f00d"),
          "test/1");
  private static final WriteOperation OVERWRITE =
      new WriteOperation("WRITE", Map.of("mode", "Overwrite"), Map.of(), Map.of(), "test/1");

  private static List<JsonNode> actions(Path table, long version) throws IOException {
    List<JsonNode> actions = new ArrayList<>();
    for (String line : Files.readAllLines(TestWarehouse.commit(table, version))) {
      actions.add(JSON.readTree(line));
    }
    return actions;
  }

  private static JsonNode only(Path table, long version, String kind) throws IOException {
    List<JsonNode> found =
        actions(table, version).stream().filter(a -> a.has(kind)).map(a -> a.get(kind)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static Stream<String> writableFeatures() throws IOException {
    try (Stream<Path> tables = Files.list(FEATURES)) {
      return tables
          .map(table -> table.getFileName().toString())
          .filter(
              name ->
                  !List.of("identity", "variant_column", "empty", "change_feed_dv").contains(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("writableFeatures")
  void anAppendAddsItsRowsAndKeepsThoseThatWereThere(String feature) throws Exception {
    Path table = copyOf(feature);
    long before = rows(table);
    DeltaSnapshot snapshot = latest(table);
    List<WrittenFile> files = DonatedFiles.of(snapshot);
    assertThat(files).isNotEmpty();
    long added = files.stream().mapToLong(WrittenFile::rows).sum();

    long version = committer(table).append(snapshot, APPEND, files, false);

    assertThat(version).isEqualTo(snapshot.version() + 1);
    assertThat(rows(table)).isEqualTo(before + added);
    JsonNode info = only(table, version, "commitInfo");
    assertThat(info.path("operation").asText()).isEqualTo("WRITE");
    assertThat(info.path("isBlindAppend").asBoolean()).isTrue();
    assertThat(info.path("tags").path("fingerprint").asText()).isEqualTo("f00d");
    assertThat(info.path("readVersion").asLong()).isEqualTo(snapshot.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "variant_column"})
  void aTableWhoseFeatureCannotBeKeptIsRefusedByItsName(String feature) {
    Path table = copyOf(feature);
    String name = feature.equals("identity") ? "identityColumns" : "variantType";
    DeltaSnapshot snapshot = latest(table);
    DeltaCommitter committer = committer(table);

    assertThatThrownBy(() -> committer.append(snapshot, APPEND, List.of(), false))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED))
        .hasMessageContaining(name);
    assertThat(TestWarehouse.commit(table, snapshot.version() + 1)).doesNotExist();
  }

  @Test
  void anUnknownWriterFeatureIsRefusedByItsName() throws Exception {
    Path table = copyOf("append_only");
    Files.writeString(
        TestWarehouse.commit(table, 2),
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,"
            + "\"writerFeatures\":[\"appendOnly\",\"timeMachine\"]}}\n");
    DeltaSnapshot snapshot = latest(table);

    assertThatThrownBy(() -> committer(table).append(snapshot, APPEND, List.of(), false))
        .hasMessageContaining("timeMachine");
  }

  @Test
  void rowIdsStartAfterTheHighestAndTheHighestIsMovedOn() throws Exception {
    Path table = copyOf("row_tracking");
    DeltaSnapshot snapshot = latest(table);
    List<WrittenFile> files = DonatedFiles.of(snapshot);
    assertThat(files).hasSize(3).allMatch(file -> file.rows() == 1);

    long version = committer(table).append(snapshot, APPEND, files, false);

    List<JsonNode> adds =
        actions(table, version).stream().filter(a -> a.has("add")).map(a -> a.get("add")).toList();
    assertThat(adds).extracting(a -> a.path("baseRowId").asLong()).containsExactly(4L, 5L, 6L);
    assertThat(adds).allMatch(a -> a.path("defaultRowCommitVersion").asLong() == version);
    JsonNode domain = only(table, version, "domainMetadata");
    assertThat(JSON.readTree(domain.path("configuration").asText()).path("rowIdHighWaterMark"))
        .isEqualTo(JSON.readTree("6"));
  }

  @Test
  void anInCommitTimestampComesFirstAndIsLaterThanTheOneBeforeEvenIfTheClockIsNot()
      throws Exception {
    Path table = copyOf("in_commit_timestamps");
    DeltaSnapshot snapshot = latest(table);
    long future = System.currentTimeMillis() + 86_400_000L;
    Path commit = TestWarehouse.commit(table, snapshot.version());
    Files.writeString(
        commit,
        Files.readString(commit)
            .replaceAll("\"inCommitTimestamp\":\\d+", "\"inCommitTimestamp\":" + future));
    snapshot = latest(table);

    long version = committer(table).append(snapshot, APPEND, List.of(), false);

    JsonNode first = actions(table, version).get(0);
    assertThat(first.path("commitInfo").path("inCommitTimestamp").asLong()).isEqualTo(future + 1);
    assertThat(latest(table).timestampMillis()).isEqualTo(future + 1);
  }

  @Test
  void anOverwriteRemovesWhatIsThereWithItsDeletionVectors() throws Exception {
    Path table = copyOf("deletion_vectors");
    DeltaSnapshot snapshot = latest(table);
    List<DonatedFiles.Active> before = DonatedFiles.active(snapshot);
    assertThat(before).anyMatch(DonatedFiles.Active::hasDeletionVector);

    long version = committer(table).overwrite(snapshot, OVERWRITE, List.of(), false);

    assertThat(rows(table)).isZero();
    List<JsonNode> removes =
        actions(table, version).stream()
            .filter(a -> a.has("remove"))
            .map(a -> a.get("remove"))
            .toList();
    assertThat(removes).hasSize(before.size()).allMatch(r -> r.path("dataChange").asBoolean());
    assertThat(removes.stream().filter(r -> r.has("deletionVector")).count())
        .isEqualTo(before.stream().filter(DonatedFiles.Active::hasDeletionVector).count());
  }

  @Test
  void anAppendOnlyTableTakesNoOverwrite() {
    Path table = copyOf("append_only");
    DeltaSnapshot snapshot = latest(table);

    assertThatThrownBy(() -> committer(table).overwrite(snapshot, OVERWRITE, List.of(), false))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE))
        .hasMessageContaining("append-only");
  }

  @Test
  void appendsThatRaceAllLandOnceEach() throws Exception {
    Path table = copyOf("row_tracking");
    long before = rows(table);
    DeltaSnapshot snapshot = latest(table);
    int writers = 4;
    long total = 20;
    int each = 5;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<List<Long>>> results = new ArrayList<>();
    try {
      for (int writer = 0; writer < writers; writer++) {
        Callable<List<Long>> work =
            () -> {
              List<Long> versions = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                List<WrittenFile> file = DonatedFiles.of(snapshot).subList(0, 1);
                versions.add(committer(table).append(snapshot, APPEND, file, false));
              }
              return versions;
            };
        results.add(threads.submit(work));
      }
      List<Long> versions = new ArrayList<>();
      for (Future<List<Long>> result : results) {
        versions.addAll(result.get());
      }
      assertThat(versions).doesNotHaveDuplicates().hasSize(20);
      assertThat(latest(table).version()).isEqualTo(snapshot.version() + total);
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows(table)).isEqualTo(before + total);
    List<Long> rowIds = new ArrayList<>();
    for (long version = 0; version <= latest(table).version(); version++) {
      actions(table, version).stream()
          .filter(action -> action.has("add"))
          .forEach(action -> rowIds.add(action.path("add").path("baseRowId").asLong()));
    }
    assertThat(rowIds).doesNotHaveDuplicates();
  }

  @Test
  void anAppendOfRowsReadFromTheTableFailsIfTheseChangedMeanwhile() throws Exception {
    Path table = copyOf("optimized");
    DeltaSnapshot read = latest(table);
    List<WrittenFile> files = DonatedFiles.of(read);
    committer(table).append(read, APPEND, files.subList(0, 1), false);

    assertThatThrownBy(() -> committer(table).append(read, APPEND, files, true))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.SERIALIZATION_FAILURE))
        .hasMessageContaining("version " + (read.version() + 1));
    assertThat(latest(table).version()).isEqualTo(read.version() + 1);
  }

  @Test
  void anAppendFailsIfTheTablesDefinitionChangedMeanwhile() throws Exception {
    Path table = copyOf("defaults");
    DeltaSnapshot read = latest(table);
    String metaData =
        Files.readAllLines(TestWarehouse.commit(table, 0)).stream()
            .filter(line -> line.startsWith("{\"metaData\""))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        TestWarehouse.commit(table, read.version() + 1),
        metaData.replace(
            "\"configuration\":{", "\"configuration\":{\"delta.constraints.c\":\"id > 0\""));

    assertThatThrownBy(() -> committer(table).append(read, APPEND, List.of(), false))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.SERIALIZATION_FAILURE))
        .hasMessageContaining("definition");
  }

  @Test
  void anOverwriteThatLosesARaceAlsoRemovesWhatTheWinnerAdded() throws Exception {
    Path table = copyOf("optimized");
    DeltaSnapshot read = latest(table);
    List<WrittenFile> files = DonatedFiles.of(read);
    committer(table).append(read, APPEND, files.subList(0, 1), false);
    List<WrittenFile> own = DonatedFiles.of(read).subList(0, 1);

    committer(table).overwrite(read, OVERWRITE, own, false);

    assertThat(rows(table)).isEqualTo(own.get(0).rows());
  }
}
