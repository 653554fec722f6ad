package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables that Spark wrote, with what Spark read from them. The log is replayed here from its JSON
 * commits alone: Delta Kernel is not known to this module.
 */
@ExtendWith(NothingOutstanding.class)
class DeltaTableTest {
  private static final Path DATA = Path.of("..", "tck", "data").toAbsolutePath().normalize();
  private static final String Z85 =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static List<Map<String, Object>> jsonLines(Path file) throws IOException {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.object(Json.parse(line.getBytes(StandardCharsets.UTF_8))));
    }
    return lines;
  }

  private static DeltaTable table(String name, int version) throws IOException {
    Path root = DATA.resolve("features").resolve(name);
    Map<String, Object> metadata = null;
    Map<String, Map<String, Object>> active = new LinkedHashMap<>();
    for (int commit = 0; commit <= version; commit++) {
      Path log = root.resolve("_delta_log").resolve("%020d.json".formatted(commit));
      for (Map<String, Object> action : jsonLines(log)) {
        if (action.containsKey("metaData")) {
          metadata = Json.object(action.get("metaData"));
        } else if (action.containsKey("remove")) {
          active.remove(key(Json.object(action.get("remove"))));
        } else if (action.containsKey("add")) {
          Map<String, Object> add = Json.object(action.get("add"));
          active.put(key(add), add);
        }
      }
    }
    String uri = root.toUri().toString();
    DeltaFiles files = new DeltaFiles();
    for (Map<String, Object> add : active.values()) {
      files.add(
          (String) add.get("path"),
          (Long) add.get("size"),
          (Long) add.get("modificationTime"),
          new String(Json.write(add.get("partitionValues")), StandardCharsets.UTF_8),
          (String) add.get("stats"),
          deletionVector(uri, Json.object(add.get("deletionVector"))));
    }
    List<String> partitionColumns =
        Json.list(metadata.get("partitionColumns")).stream().map(String.class::cast).toList();
    return engine
        .engine()
        .openDeltaTable(
            new DeltaTableSpec(
                uri, (String) metadata.get("schemaString"), partitionColumns, "none", Map.of()),
            files);
  }

  private static String key(Map<String, Object> file) {
    Map<String, Object> vector = Json.object(file.get("deletionVector"));
    return file.get("path") + "|" + (vector == null ? "" : vector.get("pathOrInlineDv"));
  }

  private static DeltaFiles.DeletionVector deletionVector(String root, Map<String, Object> json) {
    if (json == null) {
      return null;
    }
    assertThat(json).containsEntry("storageType", "u");
    return new DeltaFiles.DeletionVector(
        root + "deletion_vector_" + uuid((String) json.get("pathOrInlineDv")) + ".bin",
        null,
        Math.toIntExact((Long) json.get("offset")),
        Math.toIntExact((Long) json.get("sizeInBytes")),
        (Long) json.get("cardinality"));
  }

  /** Delta PROTOCOL.md, "Deletion Vector Descriptor Schema": the UUID's 16 bytes in base 85. */
  private static UUID uuid(String encoded) {
    long[] words = new long[4];
    for (int i = 0; i < 20; i++) {
      words[i / 5] = words[i / 5] * 85 + Z85.indexOf(encoded.charAt(i));
    }
    return new UUID(words[0] << 32 | words[1], words[2] << 32 | words[3]);
  }

  private static List<Long> ids(DeltaTable table) {
    TableBinding binding = new TableBinding("datafusion", "features", "t@v1", table);
    String sql =
        "select cast(id as bigint) as i from \"datafusion\".\"features\".\"t@v1\" order by i";
    try (table;
        Plan plan = engine.session().plan(sql, List.of(binding), null)) {
      // a plan keeps what it needs of its tables
      table.close();
      try (ResultStream stream = plan.execute(Parameters.NONE, Map.of(), null)) {
        List<Long> ids = new ArrayList<>();
        for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            ids.add(batch.column(0).getLong(row));
          }
        }
        return ids;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "append_only, 0",
    "append_only, 1",
    "partitions, 1",
    "partitions, 3",
    "deletion_vectors, 1",
    "deletion_vectors, 2",
    "deletion_vectors, 5",
  })
  void givesTheRowsThatSparkGives(String name, int version) throws IOException {
    Path expected =
        DATA.resolve("expected")
            .resolve("features")
            .resolve(name)
            .resolve("v" + version + ".jsonl");
    assertThat(ids(table(name, version)))
        .isEqualTo(jsonLines(expected).stream().map(row -> (Long) row.get("id")).sorted().toList());
  }

  @Test
  void isNotFoundUnderAnotherName() throws IOException {
    try (DeltaTable table = table("append_only", 1)) {
      TableBinding binding = new TableBinding("datafusion", "features", "t", table);
      assertThatThrownBy(
              () -> engine.session().plan("select * from features.other", List.of(binding), null))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PLANNING));
    }
  }

  @Test
  void saysWhichFileOfTheLogIsGone() {
    DeltaFiles files = new DeltaFiles();
    files.add("gone.parquet", 1000, 0, "{}", null, null);
    String schema =
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,"
            + "\"metadata\":{}}]}";
    String root = DATA.resolve("features").resolve("append_only").toUri().toString();
    DeltaTable table =
        engine
            .engine()
            .openDeltaTable(new DeltaTableSpec(root, schema, List.of(), "none", Map.of()), files);
    assertThatThrownBy(() -> ids(table))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORE_NOT_FOUND))
        .hasMessageContaining("gone.parquet")
        .hasMessageContaining("not found");
  }
}
