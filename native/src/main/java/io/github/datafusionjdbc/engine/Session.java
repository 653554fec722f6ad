package io.github.datafusionjdbc.engine;

import java.util.List;

/** A connection's settings in the engine. Plans statements; knows no table by itself. */
public final class Session implements AutoCloseable {
  Session() {}

  /**
   * Parses and plans one statement, which may name only the tables bound here.
   *
   * @throws EngineException SYNTAX, PLANNING, SCHEMA, UNSUPPORTED, CANCELLED
   */
  public Plan plan(String sql, List<TableBinding> tables, CancelToken token) {
    throw new UnsupportedOperationException(sql + tables + token);
  }

  @Override
  public void close() {}
}
