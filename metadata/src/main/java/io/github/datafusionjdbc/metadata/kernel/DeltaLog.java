package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.util.FileNames;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of one Delta table. Holds no state: each call reads anew. Thread-safe.
 *
 * <p>All methods throw {@link MetadataException} with the table's name if the log cannot be read.
 */
public final class DeltaLog {
  private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

  private final String name;
  private final String root;
  private final Engine engine;
  private final KernelEngine kernel;

  /**
   * @param name the table's name, for messages
   * @param root URI of the table's folder, ending with a slash
   */
  public DeltaLog(Engine engine, String name, String root) {
    this.name = name;
    this.root = root;
    this.engine = engine;
    this.kernel = new KernelEngine(engine);
  }

  /** URI of the table's folder, ending with a slash. */
  public String root() {
    return root;
  }

  /** The newest version. */
  public DeltaSnapshot latest() {
    return load(loader());
  }

  /** A version that is known to exist. */
  public DeltaSnapshot at(long version) {
    return load(loader().atVersion(version));
  }

  /**
   * The newest version committed not later than a time, which must lie between the first and the
   * newest commit.
   */
  public DeltaSnapshot asOf(long epochMillis, DeltaSnapshot latest) {
    return load(loader().atTimestamp(epochMillis, latest.kernelSnapshot()));
  }

  private SnapshotBuilder loader() {
    return TableManager.loadSnapshot(root.substring(0, root.length() - 1));
  }

  private DeltaSnapshot load(SnapshotBuilder builder) {
    return LogErrors.translate(
        name,
        () -> {
          Snapshot snapshot = builder.build(kernel);
          return new DeltaSnapshot(name, root, kernel, snapshot);
        });
  }

  /** The first version that can still be read. */
  public long earliestVersion() {
    return LogErrors.translate(
        name,
        () ->
            DeltaHistoryManager.getEarliestRecreatableCommit(
                kernel, new Path(logFolder()), Optional.empty()));
  }

  /**
   * The commits from a version on, in order; at least the first two that there are. This is the
   * look for newer commits, so it takes no longer for a long log: one listing of its end, or where
   * a look at a file costs nearly nothing, two of those.
   */
  public List<Commit> commitsFrom(long version) {
    try {
      return root.startsWith("file:") ? nextCommits(version) : listCommits(version);
    } catch (EngineException e) {
      throw LogErrors.store(name, e);
    }
  }

  private List<Commit> nextCommits(long version) {
    List<Commit> commits = new ArrayList<>();
    for (long next = version; next <= version + 1; next++) {
      try {
        commits.add(new Commit(next, engine.objectStore().head(commitFile(next))));
      } catch (EngineException e) {
        if (e.kind() == EngineException.Kind.STORE_NOT_FOUND) {
          break;
        }
        throw e;
      }
    }
    return commits;
  }

  private List<Commit> listCommits(long version) {
    String startAfter = commitFile(version).replace(".json", "");
    return engine.objectStore().list(logFolder() + "/", startAfter).stream()
        .filter(file -> StorePaths.parent(file.uri()).endsWith("/_delta_log/"))
        .filter(file -> FileNames.isCommitFile(file.uri()))
        .map(file -> new Commit(FileNames.deltaVersion(file.uri()), file))
        .toList();
  }

  private String commitFile(long version) {
    return FileNames.deltaFile(logFolder(), version);
  }

  /**
   * A file of the log.
   *
   * @param version what it makes
   * @param file its size, time and tag tell it from another file of that name
   */
  public record Commit(long version, FileStatus file) {}

  /** The commit that made a snapshot, or empty if another file stands in its place by now. */
  public Optional<Commit> commitOf(DeltaSnapshot snapshot) {
    long version = snapshot.version();
    io.delta.kernel.utils.FileStatus read =
        snapshot.kernelSnapshot().getLogSegment().getDeltaFileAtEndVersion();
    return commitsFrom(version).stream()
        .filter(commit -> commit.version() == version)
        .filter(
            commit ->
                commit.file().size() == read.getSize()
                    && commit.file().modifiedMillis() == read.getModificationTime())
        .findFirst();
  }

  /** The first of these versions that added or removed rows; empty if none did. */
  Optional<Long> firstChange(long first, long last) {
    for (long version = first; version <= last; version++) {
      if (changesRows(version)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private boolean changesRows(long version) {
    try (MappingIterator<JsonNode> actions =
        JSON.readValues(engine.objectStore().read(commitFile(version)))) {
      while (actions.hasNext()) {
        JsonNode action = actions.next();
        if (action.path("add").path("dataChange").asBoolean()
            || action.path("remove").path("dataChange").asBoolean()) {
          return true;
        }
      }
      return false;
    } catch (EngineException e) {
      throw LogErrors.store(name, e);
    } catch (IOException e) {
      throw LogErrors.unreadable(name, e);
    }
  }

  private String logFolder() {
    return root + "_delta_log";
  }
}
