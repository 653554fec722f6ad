package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.util.FileNames;
import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.WrittenFile;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Commits to one Delta table: each call is one atomic version of the log or nothing. When another
 * commit comes first, the call starts over on top of it if the outcome is the same as if the
 * statement had come later, and fails with 40001 if not.
 *
 * <p>All methods throw {@link MetadataException}. After 08007 the commit may yet be in the log, so
 * the files must stay; after any other state it is not and will not be. Holds no state;
 * thread-safe.
 */
public final class DeltaCommitter {
  private static final int ATTEMPTS = 200;

  private final String name;
  private final String root;
  private final KernelEngine kernel;
  private final DeltaLog log;
  private final CommitPut put;
  private final LogUpkeep upkeep;

  /**
   * @param name the table's name, for messages
   * @param root URI of the table's folder, ending with a slash
   */
  public DeltaCommitter(Engine engine, String name, String root) {
    this(engine, name, root, LogStore.of(engine.objectStore()));
  }

  DeltaCommitter(Engine engine, String name, String root, LogStore store) {
    this.name = name;
    this.root = root;
    this.kernel = new KernelEngine(engine);
    this.log = new DeltaLog(engine, name, root);
    this.put = new CommitPut(store, name);
    this.upkeep = new LogUpkeep(kernel, log);
  }

  /**
   * Creates the table as version 0.
   *
   * @throws MetadataException 42P07 if there is one
   */
  public long create(NewTable table, WriteOperation operation, List<WrittenFile> files) {
    Attempt attempt = new Attempt(Optional.empty(), operation);
    attempt.define(table);
    attempt.add(files);
    if (!put(attempt)) {
      throw WriteErrors.exists(name);
    }
    return attempt.version();
  }

  /**
   * Gives the table another definition and other rows.
   *
   * @param read the version that the definition was made for
   */
  public long replace(
      DeltaSnapshot read,
      NewTable table,
      WriteOperation operation,
      List<WrittenFile> files,
      boolean readsTable) {
    return commit(
        read,
        readsTable,
        latest -> {
          checkRemovable(latest);
          Attempt attempt = new Attempt(Optional.of(latest), operation);
          attempt.define(table);
          attempt.removeAll(kernel);
          attempt.add(files);
          return attempt;
        });
  }

  /**
   * Adds rows.
   *
   * @param read the version that the files were written for
   * @param readsTable whether the rows were made from rows of this table
   */
  public long append(
      DeltaSnapshot read, WriteOperation operation, List<WrittenFile> files, boolean readsTable) {
    return commit(
        read,
        readsTable,
        latest -> {
          Attempt attempt = new Attempt(Optional.of(latest), operation);
          attempt.blindAppend(!readsTable);
          attempt.add(files);
          return attempt;
        });
  }

  /**
   * Puts rows in the place of all that there are.
   *
   * @param read the version that the files were written for
   * @param readsTable whether the rows were made from rows of this table
   */
  public long overwrite(
      DeltaSnapshot read, WriteOperation operation, List<WrittenFile> files, boolean readsTable) {
    return commit(
        read,
        readsTable,
        latest -> {
          checkRemovable(latest);
          Attempt attempt = new Attempt(Optional.of(latest), operation);
          attempt.removeAll(kernel);
          attempt.add(files);
          return attempt;
        });
  }

  private void checkRemovable(DeltaSnapshot snapshot) {
    if (TableConfig.APPEND_ONLY_ENABLED.fromMetadata(snapshot.kernelSnapshot().getMetadata())) {
      throw WriteErrors.appendOnly(name);
    }
  }

  /** What the commit would be on top of a version. */
  @FunctionalInterface
  private interface Rebase {
    Attempt onto(DeltaSnapshot latest);
  }

  private long commit(DeltaSnapshot read, boolean readsTable, Rebase rebase) {
    read.checkWritable();
    DeltaSnapshot base = read;
    for (int i = 0; i < ATTEMPTS; i++) {
      DeltaSnapshot onto = base;
      Attempt attempt = LogErrors.translate(name, () -> rebase.onto(onto));
      if (put(attempt)) {
        return attempt.version();
      }
      base = log.latest();
      checkConflict(read, base, readsTable);
    }
    throw WriteErrors.keepsLosing(name, ATTEMPTS);
  }

  private void checkConflict(DeltaSnapshot read, DeltaSnapshot latest, boolean readsTable) {
    Metadata before = read.kernelSnapshot().getMetadata();
    Metadata after = latest.kernelSnapshot().getMetadata();
    Protocol protocol = read.kernelSnapshot().getProtocol();
    if (!before.getId().equals(after.getId()) || latest.version() < read.version()) {
      throw WriteErrors.conflict(name, latest.version(), "replaced the table");
    } else if (!protocol.equals(latest.kernelSnapshot().getProtocol())
        || !before.getSchemaString().equals(after.getSchemaString())
        || !before.getConfiguration().equals(after.getConfiguration())
        || !read.partitionColumns().equals(latest.partitionColumns())) {
      throw WriteErrors.conflict(name, latest.version(), "changed the table's definition");
    }
    if (readsTable) {
      Optional<Long> change = log.firstChange(read.version() + 1, latest.version());
      if (change.isPresent()) {
        throw WriteErrors.conflict(
            name, change.get(), "changed rows of the table, which the statement read");
      }
    }
  }

  private boolean put(Attempt attempt) {
    String uri = FileNames.deltaFile(root + "_delta_log", attempt.version());
    String transactionId = UUID.randomUUID().toString();
    byte[] lines = attempt.lines(transactionId);
    return CancelToken.shielded(
        () -> {
          boolean landed = put.put(uri, lines, transactionId);
          if (landed) {
            upkeep.afterCommit(attempt.version(), attempt.metadata());
          }
          return landed;
        });
  }
}
