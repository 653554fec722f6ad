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
 * cache, once for all processes; where that cannot be written, in the JVM's folder for temporary
 * files, for one process.
 */
final class LibraryCache {
  private static final FileAttribute<?>[] PRIVATE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private static final String NAME = System.mapLibraryName("datafusionjdbc");

  /** Null where the user has no cache. */
  private final Path folder;

  LibraryCache(Map<String, String> environment, String home) {
    Path root = absolute(environment.get("XDG_CACHE_HOME"));
    if (root == null) {
      Path homeFolder = absolute(home);
      root = homeFolder == null ? null : homeFolder.resolve(".cache");
    }
    folder = root == null ? null : root.resolve("datafusion-jdbc").resolve("native");
  }

  /**
   * Null for a relative path: the XDG base directory specification says to ignore one, and the JVM
   * gives "?" as the home of a user whom the system does not know, as in many containers.
   */
  private static Path absolute(String path) {
    return path == null || !Path.of(path).isAbsolute() ? null : Path.of(path);
  }

  /** Opens the packed library. */
  interface Source {
    InputStream open() throws IOException;
  }

  /** The library's file, unpacked at need. */
  Path unpack(String sha256, long size, Source source) throws IOException {
    if (folder == null) {
      throw new IOException("the user has no home folder");
    }
    Path file = folder.resolve(sha256).resolve(NAME);
    if (Files.isRegularFile(file) && Files.size(file) == size) {
      return file;
    }
    Files.createDirectories(file.getParent(), PRIVATE);
    Path part = Files.createTempFile(file.getParent(), "unpacking", ".part");
    try {
      copy(source, size, part);
      // under a name of its own until it is whole: no process sees half a library
      return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The library in a new private file, for {@link #discard}. */
  static Path unpackForOneProcess(long size, Source source) throws IOException {
    Path file = Files.createTempFile("datafusion-jdbc", NAME);
    copy(source, size, file);
    return file;
  }

  private static void copy(Source source, long size, Path file) throws IOException {
    try (InputStream in = source.open()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.size(file) != size) {
      throw new IOException("the packed library is damaged");
    }
  }

  /** A copy under another name, beside the library if possible, for {@link #discard}. */
  static Path copy(Path library) throws IOException {
    Path copy;
    try {
      copy = Files.createTempFile(library.getParent(), "copy", NAME);
    } catch (IOException e) {
      copy = Files.createTempFile("datafusion-jdbc", NAME);
    }
    return Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Deletes a file that is loaded, at once where the system allows that, else when the JVM ends.
   */
  static void discard(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  @Override
  public String toString() {
    return folder == null ? "the folder for temporary files" : folder.toString();
  }
}
