package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.ExternalTableSpec;
import io.github.datafusionjdbc.engine.ExternalTableSpec.SortKey;
import io.github.datafusionjdbc.engine.FileFormat;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.metadata.kernel.DeltaCommitter;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changes the catalog of a warehouse: schemas are made and dropped, tables dropped and
 * registered. Tables come to be by the first commit to their log. Thread-safe; what another process
 * does at the same time is told by the store.
 */
public final class Definitions {
  /**
   * Property of a table that CREATE TABLE made in a warehouse: its name there. Only such a table's
   * folder is removed by DROP TABLE.
   */
  public static final String MANAGED = "datafusion.managed";

  private final Engine engine;
  private final TableFolders folders;
  private final CatalogEntries entries;
  private final TableCatalog tables;

  Definitions(Engine engine, TableFolders folders, CatalogEntries entries, TableCatalog tables) {
    this.engine = engine;
    this.folders = folders;
    this.entries = entries;
    this.tables = tables;
  }

  /**
   * @param comment or null
   * @return false if there is one
   */
  public boolean createSchema(String schema, String comment) {
    if (!TableFolders.canBeFolder(schema)) {
      throw CatalogErrors.cannotBeName(schema);
    }
    return !tables.schemas().contains(schema) && entries.addSchema(schema, comment);
  }

  /** Drops a schema in which there is nothing any more. */
  public void dropSchema(String schema) {
    entries.removeSchema(schema);
  }

  /**
   * The URI of the folder in which a table of the warehouse is made, ending with a slash.
   *
   * @throws MetadataException 42P16 if there can be none of that name
   */
  public String folderFor(String schema, String table) {
    return folders.folderFor(schema, table);
  }

  /**
   * The URI of the folder that a LOCATION names, ending with a slash.
   *
   * @param location a URI, an absolute path, or a path in the warehouse
   */
  public String locationOf(String location) {
    return uriOf(location.endsWith("/") ? location : location + "/");
  }

  /**
   * The URI of a file or folder.
   *
   * @param path a URI, an absolute path, or a path in the warehouse
   */
  public String uriOf(String path) {
    if (path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return path;
    }
    return URI.create(folders.root()).resolve(TableFolders.path(path)).toString();
  }

  /**
   * Gives a table that lies elsewhere a name.
   *
   * @return false if the name has an entry
   */
  public boolean register(String schema, String table, String location) {
    return entries.add(schema, table, new CatalogEntry.TableLocation(location));
  }

  /**
   * Makes a view or an external table.
   *
   * @param replace whether it may take the place of another
   * @return false if the name has an entry and {@code replace} is false
   */
  public boolean create(String schema, String name, CatalogEntry entry, boolean replace) {
    if (!TableFolders.canBeFolder(name)) {
      throw CatalogErrors.cannotBeName(name);
    }
    if (!replace) {
      return entries.add(schema, name, entry);
    }
    entries.replace(schema, name, entry);
    return true;
  }

  /** Drops a view or an external table; without effect if there is none. */
  public void drop(String schema, String name) {
    entries.remove(schema, name);
  }

  /**
   * An external table with the columns that are declared, or those of its files.
   *
   * @param declared its columns without the partition columns that are strings, empty if the files
   *     tell them
   * @throws MetadataException 58P01 if the files are to tell the columns and there are none
   */
  public CatalogEntry.ExternalFiles externalFiles(
      FileFormat format,
      List<String> locations,
      Map<String, String> options,
      List<String> partitionColumns,
      List<ArrowField> declared,
      List<List<SortKey>> orders) {
    List<String> uris = locations.stream().map(this::uriOf).toList();
    List<ArrowField> columns =
        declared.isEmpty()
            ? inferred(format, uris, options, partitionColumns)
            : partitionColumnsLast(declared, partitionColumns);
    return new CatalogEntry.ExternalFiles(format, uris, options, partitionColumns, columns, orders);
  }

  private List<ArrowField> inferred(
      FileFormat format,
      List<String> locations,
      Map<String, String> options,
      List<String> partitionColumns) {
    List<FileStatus> files = new FileListing(engine.objectStore()).files(locations);
    if (files.isEmpty()) {
      throw CatalogErrors.noFiles(locations);
    }
    return engine.inferColumns(
        new ExternalTableSpec(format, options, files, partitionColumns, List.of()));
  }

  private static List<ArrowField> partitionColumnsLast(
      List<ArrowField> declared, List<String> partitionColumns) {
    List<ArrowField> columns = new ArrayList<>();
    declared.stream().filter(c -> !partitionColumns.contains(c.name())).forEach(columns::add);
    for (String partition : partitionColumns) {
      columns.add(
          declared.stream()
              .filter(c -> c.name().equals(partition))
              .findFirst()
              .orElse(
                  new ArrowField(partition, new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true)));
    }
    return columns;
  }

  /** What commits to a table. */
  public DeltaCommitter committer(String schema, String table, String root) {
    return new DeltaCommitter(engine, schema + "." + table, root);
  }

  /**
   * Drops a table: the whole folder of one that CREATE TABLE made in this warehouse, else only its
   * entry.
   *
   * @throws MetadataException 42809 if it is neither
   */
  public void dropTable(String schema, String table, DeltaSnapshot snapshot) {
    Optional<CatalogEntry> entry = entries.find(schema, table);
    String name = schema + "." + table;
    if (entry.isPresent()) {
      entries.remove(schema, table);
    } else if (name.equals(snapshot.properties().get(MANAGED))) {
      new TableFolder(engine.objectStore(), folders.root(), snapshot.root()).remove();
    } else {
      throw CatalogErrors.notManaged(name, snapshot.root());
    }
    tables.forget(schema, table);
  }
}
