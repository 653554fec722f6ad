package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.metadata.informationschema.InformationSchema;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lease on a warehouse: its engine, its tables and what is cached of them. Warehouses are shared
 * like engines: equal options, one warehouse, closed with its last lease. Thread-safe.
 */
public final class Warehouse implements AutoCloseable {
  private static final String FILE = "file:";
  private static final String MEMORY = "memory:";
  private static final Map<EngineOptions, Shared> OPEN = new HashMap<>();

  private final Shared shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Warehouse(Shared shared) {
    this.shared = shared;
  }

  /**
   * A lease on the warehouse with these options; the caller closes it.
   *
   * @param create whether a warehouse folder that does not exist is made
   * @throws MetadataException 08001 if it does not exist and may not be made, or cannot be reached;
   *     28000 if its store refuses the credentials
   */
  public static Warehouse acquire(EngineOptions options, boolean create) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(options);
      if (shared == null) {
        shared = open(options, create);
        OPEN.put(options, shared);
      }
      shared.leases++;
      return new Warehouse(shared);
    }
  }

  private static Shared open(EngineOptions options, boolean create) {
    String warehouse = options.warehouse();
    Engine engine = null;
    try {
      engine = Engine.acquire(options);
      String root = warehouse.endsWith("/") ? warehouse : warehouse + "/";
      TableFolders folders = new TableFolders(engine.objectStore(), root);
      check(warehouse, folders, create);
      CatalogEntries entries = new CatalogEntries(engine.objectStore(), root);
      TableCatalog tables = new TableCatalog(engine, folders, entries);
      Shared shared = new Shared(engine, tables, new Definitions(engine, folders, entries, tables));
      engine = null;
      return shared;
    } catch (EngineException e) {
      throw CatalogErrors.warehouseCannotBeOpened(warehouse, e.getMessage(), e);
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
  }

  private static void check(String warehouse, TableFolders folders, boolean create) {
    if (warehouse.startsWith(MEMORY)) {
      return;
    } else if (warehouse.startsWith(FILE)) {
      checkFolder(warehouse, create);
    }
    boolean isTable;
    boolean exists;
    try {
      isTable = folders.rootIsTable();
      exists = isTable || warehouse.startsWith(FILE) || folders.rootExists();
    } catch (MetadataException e) {
      throw CatalogErrors.warehouseCannotBeRead(warehouse, e);
    }
    if (isTable) {
      throw CatalogErrors.warehouseIsTable(warehouse);
    } else if (!exists && !create) {
      throw CatalogErrors.warehouseIsMissing(warehouse);
    }
  }

  /** Of local folders an empty one is one too. */
  private static void checkFolder(String warehouse, boolean create) {
    Path folder = Path.of(URI.create(warehouse));
    try {
      if (Files.isDirectory(folder)) {
        return;
      } else if (Files.exists(folder)) {
        throw CatalogErrors.warehouseCannotBeOpened(warehouse, "it is a file, not a folder.", null);
      } else if (!create) {
        throw CatalogErrors.warehouseIsMissing(warehouse);
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CatalogErrors.warehouseCannotBeOpened(
          warehouse, "the folder cannot be made (" + e.getMessage() + ").", e);
    }
  }

  /** The engine of this warehouse, alive as long as the lease. */
  public Engine engine() {
    return lease().engine;
  }

  /** The engine's functions, read at first use. */
  public FunctionCatalog functions() {
    return lease().functions;
  }

  /**
   * The text of {@code _catalog/policy.json}, read anew; empty if there is none.
   *
   * @throws MetadataException if it is there and cannot be read
   */
  public Optional<String> policyFile() {
    Engine engine = lease().engine;
    String warehouse = engine.options().warehouse();
    String root = warehouse.endsWith("/") ? warehouse : warehouse + "/";
    try {
      byte[] content = engine.objectStore().read(root + TableFolders.RESERVED + "/policy.json");
      return Optional.of(new String(content, StandardCharsets.UTF_8));
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.STORE_NOT_FOUND) {
        return Optional.empty();
      }
      throw CatalogErrors.policyCannotBeRead(e);
    }
  }

  /** What changes its catalog. */
  public Definitions definitions() {
    return lease().definitions;
  }

  /** What names mean to one statement. The caller closes it when the statement has been planned. */
  public PinnedCatalog openStatement(StatementScope scope) {
    Shared open = lease();
    return new PinnedCatalog(open.tables, open.systemTables, scope);
  }

  private Shared lease() {
    if (closed.get()) {
      throw CatalogErrors.warehouseIsClosed();
    }
    return shared;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean last;
    synchronized (OPEN) {
      shared.leases--;
      if (shared.leases > 0) {
        return;
      }
      OPEN.remove(shared.engine.options());
      last = OPEN.isEmpty();
    }
    shared.tables.close();
    shared.engine.close();
    if (last) {
      ClassLoaderRoots.release();
    }
  }

  /** An open warehouse and how many leases there are on it; guarded by {@link #OPEN}. */
  private static final class Shared {
    private final Engine engine;
    private final TableCatalog tables;
    private final Definitions definitions;
    private final EngineFunctions functions;
    private final List<SystemTableSource> systemTables;
    private int leases;

    Shared(Engine engine, TableCatalog tables, Definitions definitions) {
      this.engine = engine;
      this.tables = tables;
      this.definitions = definitions;
      this.functions = new EngineFunctions(engine);
      this.systemTables = InformationSchema.tables(() -> functions);
    }
  }
}
