package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowColumn;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A warehouse in a folder, for tests: its tables are copies of real ones. */
public final class TestWarehouse implements AutoCloseable {
  /** Small tables, one for each feature of the protocol, written by Spark. */
  public static final Path FEATURES = Path.of("../tck/data/features").toAbsolutePath().normalize();

  /** What Spark reads from them. */
  public static final Path EXPECTED =
      Path.of("../tck/data/expected/features").toAbsolutePath().normalize();

  /** A warehouse of real size, written by Spark. */
  public static final Path NYCFLIGHTS =
      Path.of("../tck/data/nycflights").toAbsolutePath().normalize();

  private final Path folder;
  private final Warehouse warehouse;
  private final Session session;

  private TestWarehouse(Path folder, boolean create) {
    this.folder = folder;
    this.warehouse = Warehouse.acquire(options(folder), create);
    this.session = warehouse.engine().openSession(Map.of());
  }

  public static TestWarehouse open(Path folder) {
    return new TestWarehouse(folder, false);
  }

  public static EngineOptions options(Path folder) {
    return new EngineOptions(uri(folder), Map.of(), Map.of());
  }

  /** Canonical: without a slash at its end. */
  static String uri(Path folder) {
    return folder.toUri().toString().replaceAll("/$", "");
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** What one statement sees that comes in autocommit, with default settings. */
  public PinnedCatalog statement() {
    return statement(Duration.ZERO, null);
  }

  public PinnedCatalog statement(Duration maxAge, TransactionPins pins) {
    return warehouse.openStatement(
        new StatementScope(
            "datafusion", "public", maxAge, pins, new TemporaryObjects(), List.of()));
  }

  /** Runs qualified SQL on what the catalog has looked up. Values as text, NULL as null. */
  public List<List<String>> query(PinnedCatalog catalog, String sql) {
    List<List<String>> rows = new ArrayList<>();
    try (CancelToken token = new CancelToken();
        Plan plan = session.plan(sql, catalog.bindings(), token);
        ResultStream stream =
            plan.execute(
                Parameters.NONE, catalog.systemRows(plan.systemFilters(Parameters.NONE)), token)) {
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < stream.schema().size(); column++) {
            values.add(text(batch.column(column), row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** Plans qualified SQL on what the catalog has looked up. */
  public Plan plan(PinnedCatalog catalog, String sql) {
    try (CancelToken token = new CancelToken()) {
      return session.plan(sql, catalog.bindings(), token);
    }
  }

  private static String text(ArrowColumn column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    ArrowType type = column.field().type();
    if (type instanceof ArrowType.Utf8) {
      return column.getString(row);
    } else if (type instanceof ArrowType.Bool) {
      return Boolean.toString(column.getBoolean(row));
    }
    return Long.toString(column.getLong(row));
  }

  /** Copies a table as another process would write it: data first, then the log. */
  public static void copy(Path source, Path target) {
    copy(source, target, Long.MAX_VALUE);
  }

  /** Copies a table as it was at a version. */
  public static void copy(Path source, Path target, long lastVersion) {
    for (boolean log : new boolean[] {false, true}) {
      for (Path file : files(source)) {
        Path relative = source.relativize(file);
        if (relative.startsWith("_delta_log") == log && versionOf(relative) <= lastVersion) {
          copyFile(file, target.resolve(relative));
        }
      }
    }
  }

  /** A log's file belongs to the version in its name; what has none belongs to the last. */
  private static long versionOf(Path relative) {
    String name = relative.getFileName().toString();
    if (name.equals("_last_checkpoint")) {
      return Long.MAX_VALUE - 1;
    }
    return relative.startsWith("_delta_log") && name.matches("\\d{20}\\..*")
        ? Long.parseLong(name.substring(0, 20))
        : 0;
  }

  private static void copyFile(Path source, Path target) {
    try {
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A commit comes before the checksum and the checkpoint of its version. */
  private static List<Path> files(Path folder) {
    Comparator<Path> byVersion =
        Comparator.comparing(file -> file.getFileName().toString().split("\\.", 2)[0]);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(
              byVersion
                  .thenComparing(file -> !file.toString().matches(".*/\\d{20}\\.json"))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a table's log that made a version. */
  public static Path commit(Path table, long version) {
    return table.resolve("_delta_log").resolve(String.format("%020d.json", version));
  }

  /** Dates the commit of a version, as the store's time of the file. */
  public static void setTime(Path table, long version, Instant time) throws IOException {
    Files.setLastModifiedTime(commit(table, version), FileTime.from(time));
  }

  /** Removes a folder and what is in it. */
  public static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
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

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    session.close();
    warehouse.close();
  }
}
