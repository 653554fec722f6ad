package io.github.datafusionjdbc.metadata.kernel;

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
import java.util.List;
import java.util.Optional;

/**
 * The log of one Delta table. Holds no state: each call reads anew. Thread-safe.
 *
 * <p>All methods throw {@link MetadataException} with the table's name if the log cannot be read.
 */
public final class DeltaLog {
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

  /** The commits from a version on, in order: one request. */
  public List<Commit> commitsFrom(long version) {
    String first = FileNames.deltaFile(logFolder(), version);
    String startAfter = logFolder() + "/" + StorePaths.name(first).replace(".json", "");
    try {
      return engine.objectStore().listFolder(logFolder() + "/", startAfter).stream()
          .filter(file -> FileNames.isCommitFile(file.uri()))
          .map(file -> new Commit(FileNames.deltaVersion(file.uri()), file))
          .toList();
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.STORE_NOT_FOUND) {
        return List.of();
      }
      throw LogErrors.store(name, e);
    }
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

  private String logFolder() {
    return root + "_delta_log";
  }
}
