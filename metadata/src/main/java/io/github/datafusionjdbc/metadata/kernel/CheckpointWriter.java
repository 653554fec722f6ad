package io.github.datafusionjdbc.metadata.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Engine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the actions of a checkpoint as parquet. They go to the engine as JSON, as they stand in
 * commits, through a temporary file: those of a million data files have no place on the heap.
 */
final class CheckpointWriter {
  private final Engine engine;

  CheckpointWriter(Engine engine) {
    this.engine = engine;
  }

  void write(String uri, CloseableIterator<FilteredColumnarBatch> actions) throws IOException {
    Path lines = Files.createTempFile("checkpoint", ".json");
    try {
      engine.writeParquet(uri, lines, columns(writeLines(lines, actions)));
    } finally {
      Files.delete(lines);
    }
  }

  /** The schema of the rows, which all batches share. */
  private static StructType writeLines(Path lines, CloseableIterator<FilteredColumnarBatch> actions)
      throws IOException {
    StructType schema = new StructType();
    try (actions;
        BufferedWriter out = Files.newBufferedWriter(lines, UTF_8)) {
      while (actions.hasNext()) {
        FilteredColumnarBatch batch = actions.next();
        schema = batch.getData().getSchema();
        try (CloseableIterator<Row> rows = batch.getRows()) {
          while (rows.hasNext()) {
            out.write(JsonUtils.rowToJson(rows.next()));
            out.write('\n');
          }
        }
      }
    }
    return schema;
  }

  private static List<ArrowField> columns(StructType schema) {
    return schema.fields().stream()
        .map(
            field ->
                new ArrowField(
                    field.getName(), DeltaTypes.column(field.getDataType()).orElseThrow(), true))
        .toList();
  }
}
