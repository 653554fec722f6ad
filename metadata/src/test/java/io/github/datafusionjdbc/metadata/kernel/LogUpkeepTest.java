package io.github.datafusionjdbc.metadata.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints and checksums after commits to copies of Spark's tables. */
class LogUpkeepTest extends FeatureCopies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WriteOperation APPEND =
      new WriteOperation("WRITE", Map.of("mode", "Append"), Map.of(), Map.of(), "test/1");

  /** Commits rows that the table has already, until it is at that version. */
  private void appendUpTo(Path table, long version) {
    DeltaSnapshot first = latest(table);
    for (long next = first.version() + 1; next <= version; next++) {
      committer(table).append(latest(table), APPEND, DonatedFiles.of(first), false);
    }
  }

  private static Path logFile(Path table, String name) {
    return table.resolve("_delta_log").resolve(name);
  }

  private static Path checkpoint(Path table, long version) {
    return logFile(table, "%020d.checkpoint.parquet".formatted(version));
  }

  /** Leaves a reader nothing but the checkpoint and what came after it. */
  private static void removeCommitsBefore(Path table, long version) throws IOException {
    String checkpoint = checkpoint(table, version).getFileName().toString();
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.matches("\\d{20}\\..*") && name.compareTo(checkpoint) < 0) {
          Files.delete(file);
        }
      }
    }
  }

  static Stream<String> tables() {
    return Stream.of(
        "all_types",
        "append_only",
        "change_feed",
        "check_constraint",
        "clustered",
        "defaults",
        "deletion_vectors",
        "in_commit_timestamps",
        "mapping_id",
        "mapping_name",
        "partitions",
        "row_tracking",
        "schema_evolution",
        "type_widening");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aCheckpointHasAllThatTheCommitsBeforeItHave(String feature) throws Exception {
    Path table = copyOf(feature);
    appendUpTo(table, 10);
    DeltaSnapshot before = latest(table);
    List<DonatedFiles.Active> files = DonatedFiles.active(before);
    long rows = rows(table);
    assertThat(rows).isPositive();

    assertThat(checkpoint(table, 10)).exists();
    removeCommitsBefore(table, 10);

    DeltaSnapshot after = latest(table);
    assertThat(DonatedFiles.active(after)).containsExactlyInAnyOrderElementsOf(files);
    assertThat(after.kernelSnapshot().getMetadata())
        .isEqualTo(before.kernelSnapshot().getMetadata());
    assertThat(after.kernelSnapshot().getProtocol())
        .isEqualTo(before.kernelSnapshot().getProtocol());
    assertThat(rows(table)).isEqualTo(rows);
    JsonNode last = JSON.readTree(logFile(table, "_last_checkpoint").toFile());
    assertThat(last.path("version").asLong()).isEqualTo(10);
    appendUpTo(table, 11);
    assertThat(rows(table)).isGreaterThan(rows);
  }

  @Test
  void theChecksumCountsTheTablesFilesAndBytes() throws Exception {
    Path table = copyOf("partitions");
    appendUpTo(table, 10);
    List<DonatedFiles.Active> files = DonatedFiles.active(latest(table));
    JsonNode checksum = JSON.readTree(logFile(table, "%020d.crc".formatted(10)).toFile());
    assertThat(checksum.path("numFiles").asInt()).isEqualTo(files.size());
    assertThat(checksum.path("tableSizeBytes").asLong())
        .isEqualTo(files.stream().mapToLong(active -> active.file().size()).sum());
  }

  @Test
  void aFailureToWriteACheckpointLeavesTheCommitStanding() throws Exception {
    Path table = copyOf("append_only");
    appendUpTo(table, 9);
    Files.createDirectories(checkpoint(table, 10).resolve("in the way"));
    long rows = rows(table);
    appendUpTo(table, 10);
    assertThat(latest(table).version()).isEqualTo(10);
    assertThat(rows(table)).isGreaterThan(rows);
  }
}
