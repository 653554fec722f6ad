package io.github.datafusionjdbc.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where the native library is unpacked: {@code datafusion-jdbc/native/<content hash>} in the user's
 * cache, once for all processes; or, where that cannot be written, a private folder of this process
 * in the JVM's folder for temporary files.
 */
final class LibraryCache {
  private static final FileAttribute<?>[] PRIVATE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path folder;

  LibraryCache(Map<String, String> environment, String home) {
    String cache = environment.get("XDG_CACHE_HOME");
    // the XDG base directory specification says to ignore a relative path
    Path root =
        cache == null || !Path.of(cache).isAbsolute() ? Path.of(home, ".cache") : Path.of(cache);
    folder = root.resolve("datafusion-jdbc").resolve("native");
  }

  /** Opens the packed library. */
  interface Source {
    InputStream open() throws IOException;
  }

  /** The library's file, unpacked at need. */
  Path unpack(String sha256, long size, Source source) throws IOException {
    String name = System.mapLibraryName("datafusionjdbc");
    Path file = folder.resolve(sha256).resolve(name);
    if (Files.isRegularFile(file) && Files.size(file) == size) {
      return file;
    }
    try {
      Files.createDirectories(file.getParent(), PRIVATE);
      return unpack(source, size, file);
    } catch (IOException e) {
      Path temporary = Files.createTempDirectory("datafusion-jdbc");
      temporary.toFile().deleteOnExit();
      Path own = temporary.resolve(name);
      own.toFile().deleteOnExit();
      return unpack(source, size, own);
    }
  }

  /** Under a name of its own first: another process never sees half a library. */
  private static Path unpack(Source source, long size, Path file) throws IOException {
    Path part = Files.createTempFile(file.getParent(), "unpacking", ".part");
    try {
      try (InputStream in = source.open()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.size(part) != size) {
        throw new IOException("the packed library is damaged");
      }
      return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A copy under another name, which the caller deletes once it is loaded. */
  Path copy(Path library) throws IOException {
    String name = library.getFileName().toString();
    Path copy;
    try {
      copy = Files.createTempFile(library.getParent(), "copy", name);
    } catch (IOException e) {
      copy = Files.createTempFile("datafusion-jdbc", name);
    }
    return Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
