package io.github.datafusionjdbc.metadata.kernel;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static io.github.datafusionjdbc.metadata.TestWarehouse.NYCFLIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.engine.DeltaFiles.DeletionVector;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.metadata.TestWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints are read by our engine, commits by Kernel's own JSON reader: they must agree. */
class CheckpointReadingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file as the log describes it, in a form that can be compared and read. */
  private record LoggedFile(
      long size, long modified, JsonNode partitionValues, JsonNode stats, String deletionVector) {}

  @TempDir Path temp;
  private Engine engine;

  @BeforeEach
  void open() {
    engine = Engine.acquire(TestWarehouse.options(FEATURES));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<Path> tablesWithCheckpoints() throws IOException {
    try (Stream<Path> features = Files.list(FEATURES);
        Stream<Path> nyc = Files.list(NYCFLIGHTS.resolve("nyc"))) {
      return Stream.concat(features, nyc)
          .filter(table -> Files.exists(table.resolve("_delta_log/_last_checkpoint")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tablesWithCheckpoints")
  void aCheckpointHasTheFilesOfTheCommitsBeforeIt(Path table) throws IOException {
    Path commitsOnly = temp.resolve("commits");
    copyCommits(table, commitsOnly);
    DeltaLog log = log(table);
    DeltaLog withoutCheckpoints = log(commitsOnly);

    long latest = log.latest().version();
    assertThat(latest).isEqualTo(withoutCheckpoints.latest().version());
    for (long version = 0; version <= latest; version++) {
      assertThat(files(log.at(version)))
          .as("%s version %d", table.getFileName(), version)
          .isEqualTo(files(withoutCheckpoints.at(version)));
    }
  }

  @Test
  void metadataReadFromACheckpointIsThatOfTheCommits() throws IOException {
    Path table = FEATURES.resolve("restored");
    Path commitsOnly = temp.resolve("commits");
    copyCommits(table, commitsOnly);
    DeltaSnapshot fromCheckpoint = log(table).latest();
    DeltaSnapshot fromCommits = log(commitsOnly).latest();

    assertThat(fromCheckpoint.tableId()).isEqualTo(fromCommits.tableId());
    assertThat(fromCheckpoint.columns()).isEqualTo(fromCommits.columns()).isNotEmpty();
    assertThat(fromCheckpoint.partitionColumns()).isEqualTo(fromCommits.partitionColumns());
    assertThat(fromCheckpoint.properties()).isEqualTo(fromCommits.properties());
  }

  @Test
  void statisticsThatACheckpointHasOnlyAsAStructAreNotLost() {
    Map<String, LoggedFile> files = files(log(FEATURES.resolve("struct_stats_only")).latest());

    assertThat(files).hasSize(2);
    assertThat(files.values())
        .allSatisfy(
            file -> {
              assertThat(file.stats().path("numRecords").asLong()).isEqualTo(1);
              assertThat(file.stats().at("/minValues/id").isIntegralNumber()).isTrue();
              assertThat(file.stats().at("/maxValues/s").isTextual()).isTrue();
              assertThat(file.stats().at("/nullCount/s").isIntegralNumber()).isTrue();
            });
  }

  private DeltaLog log(Path table) {
    return new DeltaLog(engine, table.getFileName().toString(), table.toUri().toString());
  }

  private static void copyCommits(Path table, Path target) throws IOException {
    Files.createDirectories(target.resolve("_delta_log"));
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      for (Path file : log.filter(f -> f.toString().matches(".*/\\d{20}\\.json")).toList()) {
        Files.copy(file, target.resolve("_delta_log").resolve(file.getFileName()));
      }
    }
  }

  private static Map<String, LoggedFile> files(DeltaSnapshot snapshot) {
    Map<String, LoggedFile> files = new TreeMap<>();
    int count =
        snapshot.readFiles(
            (path, size, modified, partitionValues, stats, deletionVector) ->
                files.put(
                    path,
                    new LoggedFile(
                        size,
                        modified,
                        tree(partitionValues),
                        stats == null ? null : tree(stats),
                        describe(snapshot, deletionVector))));
    assertThat(files).hasSize(count);
    return files;
  }

  private static String describe(DeltaSnapshot snapshot, DeletionVector vector) {
    if (vector == null) {
      return null;
    }
    String where =
        vector.uri() == null
            ? HexFormat.of().formatHex(vector.inline())
            : vector.uri().replace(snapshot.root(), "");
    return where + " " + vector.offset() + " " + vector.sizeInBytes() + " " + vector.cardinality();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
