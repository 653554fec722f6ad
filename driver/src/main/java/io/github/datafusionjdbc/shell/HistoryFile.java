package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where the lines typed are kept. */
final class HistoryFile {
  private HistoryFile() {}

  /** {@code datafusion-jdbc/history} in the user's cache folder; made if need be. */
  static Path open(Map<String, String> environment, Path home) throws IOException {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", environment.get("LOCALAPPDATA"));
    Path folder = cache == null || cache.isEmpty() ? home.resolve(".cache") : Path.of(cache);
    Path file = folder.resolve("datafusion-jdbc").resolve("history");
    Files.createDirectories(file.getParent());
    try {
      // Statements may hold secrets, so the file is its owner's alone.
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      return file;
    }
    return file;
  }
}
