package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.Reference;
import java.util.List;

/** A connection's settings in the engine. Plans statements; knows no table by itself. */
public final class Session implements AutoCloseable {
  /** Keeps the lease from being taken for forgotten. */
  private final Engine engine;

  private final NativeHandle handle;

  Session(Engine engine, NativeHandle handle) {
    this.engine = engine;
    this.handle = handle;
  }

  /** The engine this session was opened on. */
  public Engine engine() {
    return engine;
  }

  /**
   * Parses and plans one statement, which may name only the tables bound here.
   *
   * @param token what cancels the planning, or null
   * @throws EngineException SYNTAX, PLANNING, SCHEMA, UNSUPPORTED, CANCELLED
   */
  public Plan plan(String sql, List<TableBinding> tables, CancelToken token) {
    byte[][] names = new byte[3 * tables.size()][];
    long[] handles = new long[tables.size()];
    byte[][] systemSchemas = new byte[tables.size()][];
    for (int i = 0; i < tables.size(); i++) {
      TableBinding table = tables.get(i);
      names[3 * i] = table.catalog().getBytes(UTF_8);
      names[3 * i + 1] = table.schema().getBytes(UTF_8);
      names[3 * i + 2] = table.table().getBytes(UTF_8);
      if (table.source() instanceof DeltaTable delta) {
        handles[i] = delta.handle();
      } else if (table.source() instanceof ExternalTable external) {
        handles[i] = external.handle();
      } else if (table.source() instanceof ArrowStreamTable stream) {
        handles[i] = stream.handle();
      } else if (table.source() instanceof MemoryTable memory) {
        handles[i] = memory.handle();
      } else if (table.source() instanceof RowFeed feed) {
        handles[i] = feed.handle();
      } else if (table.source() instanceof SystemTable system) {
        systemSchemas[i] = SchemaCodec.encode(system.columns());
      }
    }
    try {
      long plan =
          handle.call(
              session ->
                  Native.plan(
                      session,
                      sql.getBytes(UTF_8),
                      names,
                      handles,
                      systemSchemas,
                      CancelToken.handle(token)));
      return new Plan(engine, tables, new NativeHandle("plan", plan, Native::planClose));
    } finally {
      Reference.reachabilityFence(tables);
      Reference.reachabilityFence(token);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
