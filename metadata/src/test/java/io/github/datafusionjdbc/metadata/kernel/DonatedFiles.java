package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.engine.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Data files for commits: copies of a table's own, which have its schema and statistics. */
final class DonatedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DonatedFiles() {}

  /** A file of the log; its rows are those of the data file, deleted ones too. */
  record Active(WrittenFile file, boolean hasDeletionVector) {}

  static List<Active> active(DeltaSnapshot snapshot) {
    List<Active> files = new ArrayList<>();
    snapshot.readFiles(
        (path, size, modified, partitionValues, stats, deletionVector) ->
            files.add(
                new Active(
                    file(path, size, modified, partitionValues, stats), deletionVector != null)));
    return files;
  }

  private static WrittenFile file(
      String path, long size, long modified, String partitionValues, String stats) {
    try {
      return new WrittenFile(
          path,
          size,
          modified,
          JSON.readTree(stats).path("numRecords").asLong(),
          JSON.readValue(partitionValues, new TypeReference<Map<String, String>>() {}),
          stats);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of each active file, under a new name in the same folder and with all its rows. */
  static List<WrittenFile> of(DeltaSnapshot snapshot) {
    return active(snapshot).stream().map(file -> copy(snapshot, file.file())).toList();
  }

  private static WrittenFile copy(DeltaSnapshot snapshot, WrittenFile file) {
    String path = file.path();
    String copy =
        path.substring(0, path.lastIndexOf('/') + 1) + "part-" + UUID.randomUUID() + ".parquet";
    try {
      Files.copy(
          Path.of(URI.create(snapshot.root()).resolve(path)),
          Path.of(URI.create(snapshot.root()).resolve(copy)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenFile(
        copy,
        file.size(),
        file.modifiedMillis(),
        file.rows(),
        file.partitionValues(),
        file.statistics());
  }
}
