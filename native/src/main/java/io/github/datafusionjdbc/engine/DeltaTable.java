package io.github.datafusionjdbc.engine;

/**
 * One version of a Delta table in the engine's memory: schema, files, statistics. Immutable, usable
 * by many plans at once; closing it does not disturb plans made on it.
 */
public final class DeltaTable implements TableSource, AutoCloseable {
  DeltaTable() {}

  @Override
  public void close() {}
}
