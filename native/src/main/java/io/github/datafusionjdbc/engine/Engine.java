package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/**
 * DataFusion's runtime for one warehouse: memory pool, spill folder, object stores and caches.
 *
 * <p>Engines are shared: {@link #acquire} returns a lease on the engine of equal options, opening
 * it at need; the engine closes with its last lease, the runtimes' threads with the last engine and
 * what was opened on it. Thread-safe.
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
        shared = new Shared(open(options));
        OPEN.put(options, shared);
      }
      shared.leases++;
      return new Engine(
          options, new NativeHandle("engine", shared.engine.enter(), handle -> giveBack(options)));
    }
  }

  private static NativeHandle open(EngineOptions options) {
    String[] storage = pairs(options.storageOptions());
    String[] settings = pairs(options.settings());
    return NativeHandle.open(
        "engine",
        () -> Native.engineOpen(options.warehouse(), storage, settings),
        Native::engineClose);
  }

  private static void giveBack(EngineOptions options) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(options);
      shared.engine.exit();
      shared.leases--;
      if (shared.leases == 0) {
        OPEN.remove(options);
        shared.engine.close();
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
    return lease.call(
        engine ->
            new Session(
                this,
                NativeHandle.open(
                    "session",
                    () -> Native.sessionOpen(engine, pairs(settings)),
                    Native::sessionClose)));
  }

  /** The stores this engine reads and writes, as one. Usable until this lease is closed. */
  public ObjectStore objectStore() {
    return new ObjectStore(lease);
  }

  /** Pins a Delta table: the schema and the active files of one version. The caller closes it. */
  public DeltaTable openDeltaTable(DeltaTableSpec spec, DeltaFiles files) {
    ArrowRows rows = files.rows();
    return lease.call(
        engine ->
            new DeltaTable(
                this,
                NativeHandle.open(
                    "Delta table",
                    () ->
                        Native.deltaTableOpen(
                            engine, spec.toJson(), rows.types(), rows.rowCount(), rows.buffers()),
                    Native::deltaTableClose)));
  }

  /** One parquet file as batches, adapted to a Delta schema (JSON). For checkpoints. */
  public ResultStream readParquet(String uri, long size, String deltaSchemaJson) {
    return lease.call(
        engine ->
            ResultStream.open(
                this,
                null,
                () -> Native.readParquet(engine, uri, size, deltaSchemaJson.getBytes(UTF_8))));
  }

  /**
   * A query on the engine's own information_schema (routines, parameters, df_settings), which knows
   * no table. Not for users' statements.
   */
  public ResultStream templateQuery(String sql) {
    return lease.call(
        engine ->
            ResultStream.open(this, null, () -> Native.templateQuery(engine, sql.getBytes(UTF_8))));
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
    private final NativeHandle engine;
    private int leases;

    Shared(NativeHandle engine) {
      this.engine = engine;
    }
  }
}
