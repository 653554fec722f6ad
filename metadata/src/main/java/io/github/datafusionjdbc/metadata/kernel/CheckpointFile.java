package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.FileStatus;
import io.github.datafusionjdbc.engine.ArrowColumn;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import java.util.Optional;

/**
 * The batches of one parquet file of the log.
 *
 * <p>A writer keeps statistics of files as JSON, as a struct, or both (PROTOCOL.md, "Checkpoint
 * Schema"); Kernel knows only the JSON. The struct costs time to decode, so a file is opened
 * without it, and once more with it if the first files in it have no JSON.
 */
final class CheckpointFile implements AutoCloseable {
  private final Engine engine;
  private final FileStatus file;
  private final StructType schema;
  private final int addOrdinal;
  private final int statsOrdinal;
  private Optional<StructStatistics> undecided;
  private Optional<StructStatistics> decoded = Optional.empty();
  private ResultStream stream;
  private long rowsRead;

  private CheckpointFile(
      Engine engine, FileStatus file, StructType schema, Optional<StructStatistics> statistics) {
    this.engine = engine;
    this.file = file;
    this.schema = schema;
    this.addOrdinal = schema.indexOf("add");
    this.statsOrdinal =
        addOrdinal < 0 ? -1 : ((StructType) schema.at(addOrdinal).getDataType()).indexOf("stats");
    this.undecided = statsOrdinal < 0 ? Optional.empty() : statistics;
    this.stream = open(schema);
  }

  static CheckpointFile open(
      Engine engine, FileStatus file, StructType schema, Optional<StructStatistics> statistics) {
    return new CheckpointFile(engine, file, schema, statistics);
  }

  private ResultStream open(StructType readSchema) {
    return engine.readParquet(
        StorePaths.toUri(file.getPath()), file.getSize(), readSchema.toJson());
  }

  /** The next batch, which ends the one before; null at the end. */
  FileReadResult next() {
    RecordBatch batch = nextBatch();
    if (batch != null && undecided.isPresent()) {
      Optional<Boolean> hasJson = hasJsonStatistics(batch.column(addOrdinal));
      if (hasJson.isPresent()) {
        decoded = hasJson.get() ? Optional.empty() : undecided;
        undecided = Optional.empty();
        batch = decoded.isPresent() ? reopen() : batch;
      }
    }
    if (batch == null) {
      return null;
    }
    rowsRead += batch.rowCount();
    return new FileReadResult(toKernel(batch), file.getPath());
  }

  /** The parquet reader does not tell a file that is missing from one that is damaged. */
  private RecordBatch nextBatch() {
    try {
      return stream.next();
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.CORRUPT_FILE) {
        engine.objectStore().head(StorePaths.toUri(file.getPath()));
      }
      throw e;
    }
  }

  /** Empty if there is no file in the batch. */
  private Optional<Boolean> hasJsonStatistics(ArrowColumn add) {
    ArrowColumn stats = add.child(statsOrdinal);
    boolean found = false;
    for (int row = 0; row < add.length(); row++) {
      if (!add.isNull(row)) {
        if (!stats.isNull(row)) {
          return Optional.of(true);
        }
        found = true;
      }
    }
    return found ? Optional.of(false) : Optional.empty();
  }

  /** The batch at the same place, with the struct. */
  private RecordBatch reopen() {
    stream.close();
    stream = open(decoded.orElseThrow().extend(schema, addOrdinal));
    RecordBatch batch = stream.next();
    for (long skipped = 0; skipped < rowsRead; batch = stream.next()) {
      skipped += batch.rowCount();
    }
    return batch;
  }

  private ColumnarBatch toKernel(RecordBatch batch) {
    ColumnVector[] vectors = new ColumnVector[schema.length()];
    for (int i = 0; i < vectors.length; i++) {
      ArrowColumn column = batch.column(i);
      vectors[i] =
          i == addOrdinal && decoded.isPresent()
              ? decoded.get().fill(column, (StructType) schema.at(i).getDataType(), statsOrdinal)
              : new ArrowVector(column, schema.at(i).getDataType());
    }
    return new DefaultColumnarBatch(batch.rowCount(), schema, vectors);
  }

  @Override
  public void close() {
    stream.close();
  }
}
