package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * DataFusion's runtime for one warehouse: memory pool, spill folder, object stores and caches.
 *
 * <p>Engines are shared: {@link #acquire} returns a lease on the engine of equal options, opening
 * it at need; the engine closes with its last lease, the runtimes' threads with the last engine.
 */
public final class Engine implements AutoCloseable {
  private Engine() {}

  /** A lease on the engine with these options. The caller closes it. */
  public static Engine acquire(EngineOptions options) {
    throw new UnsupportedOperationException(options.toString());
  }

  public EngineOptions options() {
    throw new UnsupportedOperationException();
  }

  /** A session with DataFusion settings (datafusion.execution.time_zone and the like). */
  public Session openSession(java.util.Map<String, String> settings) {
    throw new UnsupportedOperationException();
  }

  /** The stores this engine reads and writes, as one. */
  public ObjectStore objectStore() {
    throw new UnsupportedOperationException();
  }

  /** Pins a Delta table: the schema and the active files of one version. The caller closes it. */
  public DeltaTable openDeltaTable(DeltaTableSpec spec, DeltaFiles files) {
    throw new UnsupportedOperationException();
  }

  /** One parquet file as batches, adapted to a Delta schema (JSON). For checkpoints. */
  public ResultStream readParquet(String uri, long size, String deltaSchemaJson) {
    throw new UnsupportedOperationException();
  }

  /**
   * A query on the engine's own information_schema (routines, parameters, df_settings), which knows
   * no table. Not for users' statements.
   */
  public ResultStream templateQuery(String sql) {
    throw new UnsupportedOperationException();
  }

  /** What is outstanding in this process's copy of the library. */
  public static EngineCounters counters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException(List.of().toString());
  }
}
