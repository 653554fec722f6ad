package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.policy.FunctionCatalog;

/**
 * A warehouse: its engine, its tables and what is cached of them. Shared like the engine: equal
 * options, one warehouse.
 */
public final class Warehouse implements AutoCloseable {
  private Warehouse() {}

  /**
   * A lease on the warehouse with these options; the caller closes it.
   *
   * @param create whether a warehouse folder that does not exist is made
   * @throws MetadataException if it does not exist and may not be made
   */
  public static Warehouse acquire(EngineOptions options, boolean create) {
    throw new UnsupportedOperationException(options + " " + create);
  }

  /** The engine of this warehouse, alive as long as the lease. */
  public Engine engine() {
    throw new UnsupportedOperationException();
  }

  /** The engine's functions, read at first use. */
  public FunctionCatalog functions() {
    throw new UnsupportedOperationException();
  }

  /** What names mean to one statement. The caller closes it when the statement has been planned. */
  public PinnedCatalog openStatement(StatementScope scope) {
    throw new UnsupportedOperationException(scope.toString());
  }

  @Override
  public void close() {}
}
