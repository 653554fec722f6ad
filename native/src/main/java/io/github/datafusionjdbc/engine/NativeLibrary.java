package io.github.datafusionjdbc.engine;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Loads the native library into this class's loader, at the first call that needs it.
 *
 * <p>It comes from the file that the system property {@value #PATH_PROPERTY} names, or from the
 * jar, which has one for each platform under {@code META-INF/native/} and the list of them in
 * {@code libraries.properties}.
 *
 * <p>A JVM lets only one class loader have a library file. Where another one has it (a redeployed
 * web application, a second driver entry in an IDE), this one loads a copy.
 */
final class NativeLibrary {
  /** Names a library that was built already. */
  static final String PATH_PROPERTY = "datafusionjdbc.library";

  private static final String FOLDER = "/META-INF/native/";

  /** What the system's loader says of a file on a file system that is mounted noexec. */
  private static final String NOT_EXECUTABLE = "failed to map segment";

  private static final String NOEXEC_HINT =
      ". The file system may be mounted noexec: name a folder on another one in the environment"
          + " variable XDG_CACHE_HOME or the system property java.io.tmpdir.";

  private static boolean loaded;

  private NativeLibrary() {}

  static synchronized boolean isLoaded() {
    return loaded;
  }

  /**
   * Loads the library unless that was done.
   *
   * @throws EngineException UNSUPPORTED if there is none for this platform or the system cannot
   *     load it, DISK if it cannot be unpacked
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    LibraryCache cache = new LibraryCache(System.getenv(), System.getProperty("user.home"));
    String path = System.getProperty(PATH_PROPERTY);
    try {
      if (path == null) {
        loadFromJar(cache);
      } else {
        load(Path.of(path).toAbsolutePath());
      }
    } catch (IOException e) {
      throw new EngineException(
          Kind.DISK, "The native library cannot be unpacked to " + cache + ": " + e);
    }
    loaded = true;
  }

  private static void loadFromJar(LibraryCache cache) throws IOException {
    Platform platform = Platform.current();
    Properties libraries = new Properties();
    try (InputStream in = resource("libraries.properties")) {
      if (in != null) {
        libraries.load(in);
      }
    }
    String sha256 = libraries.getProperty(platform + ".sha256");
    if (sha256 == null) {
      throw new EngineException(Kind.UNSUPPORTED, missing(platform, libraries));
    }
    String file = platform + "/" + System.mapLibraryName("datafusionjdbc");
    long size = Long.parseLong(libraries.getProperty(platform + ".size"));
    Path unpacked;
    try {
      unpacked = cache.unpack(sha256, size, () -> resource(file));
    } catch (IOException e) {
      loadAndDiscard(LibraryCache.unpackForOneProcess(size, () -> resource(file)));
      return;
    }
    try {
      load(unpacked);
    } catch (EngineException e) {
      if (!e.getMessage().contains(NOT_EXECUTABLE)) {
        throw e;
      }
      loadAndDiscard(LibraryCache.unpackForOneProcess(size, () -> resource(file)));
    }
  }

  private static String missing(Platform platform, Properties libraries) {
    TreeSet<String> present = new TreeSet<>();
    for (String key : libraries.stringPropertyNames()) {
      if (key.endsWith(".sha256")) {
        present.add(key.substring(0, key.length() - ".sha256".length()));
      }
    }
    return "This jar has no native library for "
        + platform.describe()
        + "; it has "
        + (present.isEmpty() ? "none" : String.join(", ", present))
        + ". Build one on this platform and name its file in the system property "
        + PATH_PROPERTY
        + ".";
  }

  private static InputStream resource(String name) {
    return NativeLibrary.class.getResourceAsStream(FOLDER + name);
  }

  private static void load(Path file) throws IOException {
    try {
      System.load(file.toString());
    } catch (UnsatisfiedLinkError e) {
      if (!e.getMessage().contains("already loaded in another classloader")) {
        throw unloadable(e);
      }
      loadAndDiscard(LibraryCache.copy(file));
    }
  }

  private static void loadAndDiscard(Path file) {
    try {
      System.load(file.toString());
    } catch (UnsatisfiedLinkError e) {
      throw unloadable(e);
    } finally {
      LibraryCache.discard(file);
    }
  }

  private static EngineException unloadable(UnsatisfiedLinkError e) {
    return new EngineException(
        Kind.UNSUPPORTED,
        "The native library cannot be loaded on "
            + Platform.current().describe()
            + ": "
            + e.getMessage()
            + (e.getMessage().contains(NOT_EXECUTABLE) ? NOEXEC_HINT : ""));
  }
}
