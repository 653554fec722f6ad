package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.defaults.engine.DefaultExpressionHandler;
import io.delta.kernel.defaults.engine.DefaultFileSystemClient;
import io.delta.kernel.defaults.engine.DefaultJsonHandler;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;
import io.github.datafusionjdbc.engine.Engine;
import java.util.Optional;

/** What Delta Kernel does its work with: our object stores and parquet, its own JSON. */
final class KernelEngine implements io.delta.kernel.engine.Engine {
  private final Engine engine;
  private final ExpressionHandler expressions = new DefaultExpressionHandler();
  private final JsonHandler json;
  private final FileSystemClient files;
  private final ParquetHandler parquet;

  KernelEngine(Engine engine) {
    this(engine, Optional.empty());
  }

  private KernelEngine(Engine engine, Optional<StructStatistics> statistics) {
    this.engine = engine;
    StoreFileIO io = new StoreFileIO(engine.objectStore());
    json = new DefaultJsonHandler(io);
    files = new DefaultFileSystemClient(io);
    parquet = new CheckpointFiles(engine, statistics);
  }

  /** An engine that fills in statistics which a checkpoint has only as a struct. */
  KernelEngine withStructStatistics(StructStatistics statistics) {
    return new KernelEngine(engine, Optional.of(statistics));
  }

  Engine engine() {
    return engine;
  }

  @Override
  public ExpressionHandler getExpressionHandler() {
    return expressions;
  }

  @Override
  public JsonHandler getJsonHandler() {
    return json;
  }

  @Override
  public FileSystemClient getFileSystemClient() {
    return files;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return parquet;
  }
}
