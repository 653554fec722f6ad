package io.github.datafusionjdbc.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineException.Kind;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The entries in {@code <warehouse>/_catalog/}: schemas as {@code schemas/<schema>.json}, and under
 * {@code relations/<schema>/<name>.json} what is no table's folder in the warehouse. Each is
 * written atomically. Holds no state; each call asks the store.
 */
final class CatalogEntries {
  private static final String EXTENSION = ".json";

  private final ObjectStore store;
  private final String root;

  /**
   * @param root URI of the warehouse, ending with a slash
   */
  CatalogEntries(ObjectStore store, String root) {
    this.store = store;
    this.root = root + TableFolders.RESERVED + "/";
  }

  /** An Arrow type is an object whose member {@code type} has the kind's name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface TypeAsMember {}

  /** Made for the first entry: it takes longer than all else at connect. */
  private static final class Mapper {
    static final ObjectMapper JSON = json();

    private static ObjectMapper json() {
      ObjectMapper mapper = new ObjectMapper().addMixIn(ArrowType.class, TypeAsMember.class);
      for (Class<?> type : ArrowType.class.getPermittedSubclasses()) {
        mapper.registerSubtypes(new NamedType(type, type.getSimpleName()));
      }
      return mapper;
    }
  }

  /** Names of the schemas that were created, sorted. */
  List<String> schemas() {
    return names(root + "schemas/");
  }

  boolean hasSchema(String schema) {
    return TableFolders.canBeFolder(schema) && read(schemaUri(schema)).isPresent();
  }

  /**
   * @param comment or null
   * @return false if there is one
   */
  boolean addSchema(String schema, String comment) {
    ObjectNode content = Mapper.JSON.createObjectNode().put("version", 1);
    if (comment != null) {
      content.put("comment", comment);
    }
    return putIfAbsent(schemaUri(schema), content.toString().getBytes(UTF_8));
  }

  /** Without effect if there is none. */
  void removeSchema(String schema) {
    remove(schemaUri(schema));
  }

  /** Names of the entries in a schema, sorted. */
  List<String> relations(String schema) {
    return TableFolders.canBeFolder(schema)
        ? names(root + "relations/" + TableFolders.segment(schema) + "/")
        : List.of();
  }

  Optional<CatalogEntry> find(String schema, String name) {
    if (!TableFolders.canBeFolder(schema) || !TableFolders.canBeFolder(name)) {
      return Optional.empty();
    }
    String uri = relationUri(schema, name);
    return read(uri).map(content -> parse(uri, content));
  }

  /** False if the name has an entry. */
  boolean add(String schema, String name, CatalogEntry entry) {
    return putIfAbsent(relationUri(schema, name), bytes(entry));
  }

  /** Puts an entry in the place of another, or of none. */
  void replace(String schema, String name, CatalogEntry entry) {
    String uri = relationUri(schema, name);
    try {
      store.put(uri, bytes(entry));
    } catch (EngineException e) {
      throw CatalogErrors.entry(uri, e);
    }
  }

  /** Without effect if there is none. */
  void remove(String schema, String name) {
    remove(relationUri(schema, name));
  }

  private String schemaUri(String schema) {
    return root + "schemas/" + TableFolders.segment(schema) + EXTENSION;
  }

  private String relationUri(String schema, String name) {
    return root
        + "relations/"
        + TableFolders.segment(schema)
        + "/"
        + TableFolders.segment(name)
        + EXTENSION;
  }

  private static byte[] bytes(CatalogEntry entry) {
    try {
      return Mapper.JSON.writerFor(CatalogEntry.class).writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CatalogEntry parse(String uri, byte[] content) {
    try {
      return Mapper.JSON.readValue(content, CatalogEntry.class);
    } catch (IOException e) {
      throw CatalogErrors.unreadableEntry(uri, e);
    }
  }

  private List<String> names(String folder) {
    try {
      return store.listFolder(folder, null).stream()
          .filter(file -> !file.directory() && file.uri().endsWith(EXTENSION))
          .map(FileStatus::uri)
          .map(uri -> uri.substring(0, uri.length() - EXTENSION.length()))
          .map(TableFolders::name)
          .sorted()
          .toList();
    } catch (EngineException e) {
      if (e.kind() == Kind.STORE_NOT_FOUND) {
        return List.of();
      }
      throw CatalogErrors.listing(folder, e);
    }
  }

  private Optional<byte[]> read(String uri) {
    try {
      return Optional.of(store.read(uri));
    } catch (EngineException e) {
      if (e.kind() == Kind.STORE_NOT_FOUND) {
        return Optional.empty();
      }
      throw CatalogErrors.entry(uri, e);
    }
  }

  private boolean putIfAbsent(String uri, byte[] content) {
    try {
      store.putIfAbsent(uri, content);
      return true;
    } catch (EngineException e) {
      if (e.kind() == Kind.STORE_EXISTS) {
        return false;
      }
      throw CatalogErrors.entry(uri, e);
    }
  }

  private void remove(String uri) {
    try {
      store.delete(uri);
    } catch (EngineException e) {
      if (e.kind() != Kind.STORE_NOT_FOUND) {
        throw CatalogErrors.entry(uri, e);
      }
    }
  }
}
