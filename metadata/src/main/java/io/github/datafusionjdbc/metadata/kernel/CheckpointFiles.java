package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.github.datafusionjdbc.engine.Engine;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Parquet files of the log, by the engine. Data files do not come this way. */
final class CheckpointFiles implements ParquetHandler {
  private final Engine engine;
  private final Optional<StructStatistics> statistics;

  CheckpointFiles(Engine engine, Optional<StructStatistics> statistics) {
    this.engine = engine;
    this.statistics = statistics;
  }

  /** Kernel filters again, so the predicate, which only spares work, is not used. */
  @Override
  public CloseableIterator<FileReadResult> readParquetFiles(
      CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate) {
    return new Batches(files, schema);
  }

  @Override
  public CloseableIterator<DataFileStatus> writeParquetFiles(
      String directory,
      CloseableIterator<FilteredColumnarBatch> data,
      List<Column> statisticsColumns) {
    throw new UnsupportedOperationException("write of parquet files to " + directory);
  }

  /** Replaces what is there: two checkpoints of one version say the same. */
  @Override
  public void writeParquetFileAtomically(String path, CloseableIterator<FilteredColumnarBatch> data)
      throws IOException {
    new CheckpointWriter(engine).write(path, data);
  }

  /** One file after the other. A batch is valid until hasNext is asked for the one after it. */
  private final class Batches implements CloseableIterator<FileReadResult> {
    private final CloseableIterator<FileStatus> files;
    private final StructType schema;
    private CheckpointFile current;
    private FileReadResult next;

    Batches(CloseableIterator<FileStatus> files, StructType schema) {
      this.files = files;
      this.schema = schema;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        if (current == null) {
          if (!files.hasNext()) {
            return false;
          }
          current = CheckpointFile.open(engine, files.next(), schema, statistics);
        }
        next = current.next();
        if (next == null) {
          current.close();
          current = null;
        }
      }
      return true;
    }

    @Override
    public FileReadResult next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      FileReadResult result = next;
      next = null;
      return result;
    }

    @Override
    public void close() throws IOException {
      if (current != null) {
        current.close();
        current = null;
      }
      files.close();
    }
  }
}
