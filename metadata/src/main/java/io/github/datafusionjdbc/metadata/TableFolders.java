package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.ObjectStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a warehouse's tables lie: {@code <schema>/<table>/_delta_log} is {@code schema.table},
 * {@code <table>/_delta_log} is in schema {@code public}. A table's folder is no schema, and {@code
 * _catalog} is neither. Holds no state; each call asks the store.
 */
final class TableFolders {
  /** The schema of tables that lie directly in the warehouse. */
  static final String PUBLIC = "public";

  private static final String LOG = "_delta_log/";

  /** The folder of what is no table. */
  static final String RESERVED = "_catalog";

  private final ObjectStore store;
  private final String root;

  /**
   * @param root URI of the warehouse, ending with a slash
   */
  TableFolders(ObjectStore store, String root) {
    this.store = store;
    this.root = root;
  }

  /**
   * The folder of a table, ending with a slash. Lists nothing but the candidates' own logs.
   *
   * @throws MetadataException if two folders have that name
   */
  Optional<String> locate(String schema, String table) {
    if (!canBeFolder(schema) || !canBeFolder(table)) {
      return Optional.empty();
    }
    String schemaFolder = child(root, schema);
    Optional<String> inSchema =
        Optional.of(child(schemaFolder, table))
            .filter(this::isTable)
            .filter(folder -> !isTable(schemaFolder));
    Optional<String> inRoot =
        schema.equals(PUBLIC)
            ? Optional.of(child(root, table)).filter(this::isTable)
            : Optional.empty();
    if (inSchema.isPresent() && inRoot.isPresent()) {
      throw CatalogErrors.twoFolders(schema + "." + table, inRoot.get(), inSchema.get());
    }
    return inSchema.or(() -> inRoot);
  }

  /** URI of the warehouse, ending with a slash. */
  String root() {
    return root;
  }

  /** Where a table of that name is made; ends with a slash. */
  String folderFor(String schema, String table) {
    if (!canBeFolder(schema) || !canBeFolder(table)) {
      throw CatalogErrors.cannotBeName(canBeFolder(schema) ? table : schema);
    }
    String schemaFolder = child(root, schema);
    if (isTable(schemaFolder)) {
      throw CatalogErrors.schemaIsTable(schema, schemaFolder);
    }
    return child(schemaFolder, table);
  }

  /** Names of the schemas that have a table, sorted. */
  List<String> schemas() {
    TreeSet<String> schemas = new TreeSet<>();
    for (FileStatus folder : folders(root)) {
      if (isTable(folder.uri())) {
        schemas.add(PUBLIC);
      } else if (folders(folder.uri()).stream().anyMatch(child -> isTable(child.uri()))) {
        schemas.add(name(folder.uri()));
      }
    }
    return List.copyOf(schemas);
  }

  /** Names of the tables in a schema, sorted. */
  List<String> tables(String schema) {
    if (!canBeFolder(schema)) {
      return List.of();
    }
    List<FileStatus> candidates = new ArrayList<>();
    String schemaFolder = child(root, schema);
    if (!isTable(schemaFolder)) {
      candidates.addAll(folders(schemaFolder));
    }
    if (schema.equals(PUBLIC)) {
      candidates.addAll(folders(root));
    }
    TreeSet<String> tables = new TreeSet<>();
    for (FileStatus folder : candidates) {
      if (isTable(folder.uri())) {
        tables.add(name(folder.uri()));
      }
    }
    return List.copyOf(tables);
  }

  /** Whether a folder has a Delta log. */
  private boolean isTable(String folder) {
    // Nearly every log has one of these, and a look at a name is cheaper than a listing.
    String log = slash(folder) + LOG;
    return exists(log + "00000000000000000000.json")
        || exists(log + "_last_checkpoint")
        || list(log).stream().anyMatch(file -> file.uri().endsWith(".json"));
  }

  /** Whether the warehouse's folder is that of a table. */
  boolean rootIsTable() {
    return isTable(root);
  }

  /** Whether there is anything in the warehouse. */
  boolean rootExists() {
    return !list(root).isEmpty();
  }

  private boolean exists(String uri) {
    try {
      store.head(uri);
      return true;
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.STORE_NOT_FOUND) {
        return false;
      }
      throw CatalogErrors.listing(uri, e);
    }
  }

  private List<FileStatus> folders(String folder) {
    return list(slash(folder)).stream()
        .filter(FileStatus::directory)
        .filter(child -> !name(child.uri()).equals(RESERVED))
        .toList();
  }

  private List<FileStatus> list(String folder) {
    try {
      return store.listFolder(folder, null);
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.STORE_NOT_FOUND) {
        return List.of();
      }
      throw CatalogErrors.listing(folder, e);
    }
  }

  /** No name leads out of the warehouse or into another folder. */
  static boolean canBeFolder(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && !name.equals(RESERVED)
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ');
  }

  private static String child(String folder, String name) {
    return folder + segment(name) + "/";
  }

  /** A path as the path of a URI. */
  static String path(String path) {
    try {
      boolean absolute = path.startsWith("/");
      String encoded = new URI(null, null, absolute ? path : "/" + path, null).toASCIIString();
      return absolute ? "file://" + encoded : encoded.substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** A name as a segment of a URI. */
  static String segment(String name) {
    try {
      // The first slash keeps a colon in the name from being taken for a scheme.
      return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /** What the last segment of a URI stands for. */
  static String name(String uri) {
    String trimmed = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    String segment = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return URI.create("/" + segment).getPath().substring(1);
  }

  private static String slash(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }
}
