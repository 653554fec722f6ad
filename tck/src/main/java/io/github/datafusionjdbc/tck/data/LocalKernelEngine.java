package io.github.datafusionjdbc.tck.data;

import io.delta.kernel.defaults.engine.DefaultExpressionHandler;
import io.delta.kernel.defaults.engine.DefaultFileSystemClient;
import io.delta.kernel.defaults.engine.DefaultJsonHandler;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;

/** Delta Kernel on local files, without Hadoop: enough to write a table's first commit. */
final class LocalKernelEngine implements Engine {
  private final LocalFileIO files = new LocalFileIO();

  @Override
  public ExpressionHandler getExpressionHandler() {
    return new DefaultExpressionHandler();
  }

  @Override
  public JsonHandler getJsonHandler() {
    return new DefaultJsonHandler(files);
  }

  @Override
  public FileSystemClient getFileSystemClient() {
    return new DefaultFileSystemClient(files);
  }

  @Override
  public ParquetHandler getParquetHandler() {
    throw new UnsupportedOperationException("a first commit reads and writes no parquet");
  }
}
