package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DataFusion's runtime for one warehouse: memory pool, spill folder, object stores and caches.
 *
 * <p>Engines are shared: {@link #acquire} returns a lease on the engine of equal options, opening
 * it at need; the engine closes with its last lease, and when the last engine and all that was
 * opened on it are closed, their threads stop. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  private static final Map<EngineOptions, Shared> OPEN = new HashMap<>();

  private final EngineOptions options;
  private final NativeHandle lease;

  private Engine(EngineOptions options, NativeHandle lease) {
    this.options = options;
    this.lease = lease;
  }

  /**
   * A lease on the engine with these options. The caller closes it. The first call in a process
   * loads the native library.
   *
   * @throws EngineException UNSUPPORTED if the library does not run on this platform, DISK if it
   *     cannot be unpacked; STORE_*, PLANNING or EXECUTION if the options cannot be used
   */
  public static Engine acquire(EngineOptions options) {
    NativeLibrary.load();
    synchronized (OPEN) {
      Shared shared = OPEN.get(options);
      if (shared == null) {
        shared =
            new Shared(
                Native.engineOpen(
                    options.warehouse(),
                    pairs(options.storageOptions()),
                    pairs(options.settings())));
        OPEN.put(options, shared);
      }
      shared.leases++;
      return new Engine(
          options, new NativeHandle("engine", shared.engine, handle -> giveBack(options)));
    }
  }

  private static void giveBack(EngineOptions options) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(options);
      shared.leases--;
      if (shared.leases == 0) {
        OPEN.remove(options);
        Native.engineClose(shared.engine);
        if (OPEN.isEmpty()) {
          Native.shutdown();
        }
      }
    }
  }

  /** Key, value, key, value, as native takes them. */
  static String[] pairs(Map<String, String> map) {
    String[] pairs = new String[2 * map.size()];
    int next = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      pairs[next++] = entry.getKey();
      pairs[next++] = entry.getValue();
    }
    return pairs;
  }

  public EngineOptions options() {
    return options;
  }

  /** A session with DataFusion settings (datafusion.execution.time_zone and the like). */
  public Session openSession(Map<String, String> settings) {
    long session = lease.call(engine -> Native.sessionOpen(engine, pairs(settings)));
    return new Session(this, new NativeHandle("session", session, Native::sessionClose));
  }

  /** The stores this engine reads and writes, as one. Usable until this lease is closed. */
  public ObjectStore objectStore() {
    return new ObjectStore(lease);
  }

  /** Pins a Delta table: the schema and the active files of one version. The caller closes it. */
  public DeltaTable openDeltaTable(DeltaTableSpec spec, DeltaFiles files) {
    ArrowRows rows = files.rows();
    long table =
        lease.call(
            engine ->
                Native.deltaTableOpen(
                    engine, spec.toJson(), rows.types(), rows.rowCount(), rows.buffers()));
    return new DeltaTable(this, new NativeHandle("Delta table", table, Native::deltaTableClose));
  }

  /**
   * Files as a table with these columns, of which the partition columns are the last. Columns that
   * a file lacks are NULL. The caller closes it.
   *
   * @throws EngineException PLANNING for options, URIs and partition values that are wrong
   */
  public ExternalTable openExternalTable(ExternalTableSpec spec, List<ArrowField> columns) {
    byte[] schema = SchemaCodec.encode(columns);
    long table = lease.call(engine -> Native.externalTableOpen(engine, spec.toJson(), schema));
    return new ExternalTable(
        this, new NativeHandle("external table", table, Native::externalTableClose));
  }

  /** Rows in memory, of which there are none yet. The caller closes it. */
  public MemoryTable openMemoryTable(List<ArrowField> columns) {
    byte[] schema = SchemaCodec.encode(columns);
    return MemoryTable.of(lease.call(engine -> Native.memoryTableOpen(engine, schema)));
  }

  /**
   * The columns that the files have, and after them the partition columns as strings.
   *
   * @throws EngineException PLANNING without files; STORE_*, CORRUPT_FILE or EXECUTION if they
   *     cannot be read
   */
  public List<ArrowField> inferColumns(ExternalTableSpec spec) {
    return SchemaCodec.decode(
        lease.call(
            engine ->
                CancelToken.withBound(token -> Native.inferSchema(engine, spec.toJson(), token))));
  }

  /** One parquet file as batches, adapted to a Delta schema (JSON). For checkpoints. */
  public ResultStream readParquet(String uri, long size, String deltaSchemaJson) {
    byte[] schema = deltaSchemaJson.getBytes(UTF_8);
    return ResultStream.of(
        this,
        lease.call(
            engine ->
                CancelToken.withBound(
                    token -> Native.readParquet(engine, uri, size, schema, token))));
  }

  /**
   * Writes one parquet file atomically, replacing what is there. For checkpoints.
   *
   * @param rows a local file with one JSON object a line; what an object lacks is NULL
   * @throws EngineException if the rows cannot be read or the file not be written; nothing is
   *     written then
   */
  public void writeParquet(String uri, Path rows, List<ArrowField> columns) {
    byte[] schema = SchemaCodec.encode(columns);
    lease.run(engine -> Native.writeParquet(engine, uri, rows.toString(), schema));
  }

  /**
   * A query on the engine's own information_schema (routines, parameters, df_settings), which knows
   * no table. Not for users' statements.
   */
  public ResultStream templateQuery(String sql) {
    return ResultStream.of(
        this, lease.call(engine -> Native.templateQuery(engine, sql.getBytes(UTF_8))));
  }

  /** What is outstanding in this class loader's copy of the library; zeros if there is none. */
  public static EngineCounters counters() {
    if (!NativeLibrary.isLoaded()) {
      return new EngineCounters(0, 0, 0);
    }
    long[] counters = Native.counters();
    return new EngineCounters(counters[0], counters[1], counters[2]);
  }

  @Override
  public void close() {
    lease.close();
  }

  /** An open engine and how many leases there are on it; guarded by {@link #OPEN}. */
  private static final class Shared {
    private final long engine;
    private int leases;

    Shared(long engine) {
      this.engine = engine;
    }
  }
}
