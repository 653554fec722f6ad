package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.StatementCatalog;
import io.github.datafusionjdbc.policy.TableVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog as one statement sees it, and the engine's bindings for what it looked up. */
public final class PinnedCatalog implements StatementCatalog, AutoCloseable {
  PinnedCatalog() {}

  @Override
  public String catalogName() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String defaultSchema() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Collection<String> schemas() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Collection<String> tables(String schema) {
    throw new UnsupportedOperationException();
  }

  /** One binding for each relation that was looked up. */
  public List<TableBinding> bindings() {
    throw new UnsupportedOperationException();
  }

  /** Rows of the system tables among the bindings. */
  public Map<TableBinding, ArrowRows> systemRows(Map<TableBinding, List<SystemFilter>> filters) {
    throw new UnsupportedOperationException();
  }

  /** What was pinned, for the record: Delta tables only. */
  public List<Pin> pins() {
    throw new UnsupportedOperationException();
  }

  /**
   * A pinned table.
   *
   * @param name schema.table
   * @param tableId the Delta table's id (metaData.id)
   * @param version its version
   */
  public record Pin(String name, String tableId, long version) {}

  @Override
  public void close() {}
}
