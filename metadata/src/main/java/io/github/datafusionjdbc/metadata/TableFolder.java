package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineException.Kind;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A table's folder that goes away with all that is in it. */
final class TableFolder {
  private static final String LOCAL = "file:";

  private final ObjectStore store;
  private final String warehouse;
  private final String folder;

  /**
   * @param warehouse URI of the warehouse, ending with a slash
   * @param folder URI of the table's folder, ending with a slash
   */
  TableFolder(ObjectStore store, String warehouse, String folder) {
    this.store = store;
    this.warehouse = warehouse;
    this.folder = folder;
  }

  void remove() {
    try {
      if (folder.startsWith(LOCAL)) {
        removeLocal();
      } else {
        removeObjects();
      }
    } catch (IOException e) {
      throw CatalogErrors.cannotRemove(folder, e);
    } catch (EngineException e) {
      throw CatalogErrors.cannotRemove(folder, e);
    }
  }

  /**
   * The folder is moved out of sight in one step, so that the table is there whole or not at all.
   */
  private void removeLocal() throws IOException {
    Path dropped = Path.of(URI.create(warehouse + TableFolders.RESERVED + "/dropped/"));
    Files.createDirectories(dropped);
    Path moved = dropped.resolve(UUID.randomUUID().toString());
    Files.move(Path.of(URI.create(folder)), moved);
    Files.walkFileTree(
        moved,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * The log goes first and its newest files before the older ones: what a crash leaves behind is an
   * older version of the table, or no table, but never a log with a hole.
   */
  private void removeObjects() {
    for (List<FileStatus> left = list(); !left.isEmpty(); left = list()) {
      left.stream().map(FileStatus::uri).sorted(logNewestFirst()).forEach(this::delete);
    }
  }

  private Comparator<String> logNewestFirst() {
    return Comparator.comparing((String uri) -> !uri.startsWith(folder + "_delta_log/"))
        .thenComparing(Comparator.reverseOrder());
  }

  private List<FileStatus> list() {
    return store.list(folder, null);
  }

  private void delete(String uri) {
    try {
      store.delete(uri);
    } catch (EngineException e) {
      if (e.kind() != Kind.STORE_NOT_FOUND) {
        throw e;
      }
    }
  }
}
