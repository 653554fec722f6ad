package io.github.datafusionjdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sample data beside the modules, which no test writes to. */
public final class TestData {
  private static final Path DATA = Path.of("../tck/data");

  /** A Delta table for each feature of the protocol, in the schema public. */
  public static final Path FEATURES = DATA.resolve("features");

  /** The flights that left New York City in 2013, in the schema nyc. */
  public static final Path NYCFLIGHTS = DATA.resolve("nycflights");

  /** What Spark reads. */
  public static final Path EXPECTED = DATA.resolve("expected");

  private TestData() {}

  /** The URL of a warehouse. */
  public static String url(Path warehouse) {
    return "jdbc:datafusion:" + warehouse;
  }

  /** Copies a table's folder, so that a test may write to the copy. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log file of a table's version. */
  public static Path commit(Path table, int version) {
    return table.resolve("_delta_log").resolve("%020d.json".formatted(version));
  }
}
