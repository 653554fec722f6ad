package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.checkpoints.CheckpointMetaData;
import io.delta.kernel.internal.checkpoints.Checkpointer;
import io.delta.kernel.internal.checksum.ChecksumUtils;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.replay.CreateCheckpointIterator;
import io.delta.kernel.internal.util.FileNames;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a log fast to read: every so many commits, as the table's property {@code
 * delta.checkpointInterval} says, a checkpoint and the version's checksum (PROTOCOL.md,
 * "Checkpoints" and "Version Checksum File"). The commit is done by then, so a failure here is
 * logged and not one of the statement: readers do without.
 */
final class LogUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(LogUpkeep.class);

  private final KernelEngine kernel;
  private final DeltaLog log;

  LogUpkeep(KernelEngine kernel, DeltaLog log) {
    this.kernel = kernel;
    this.log = log;
  }

  /**
   * @param metadata the table's, as of that commit
   */
  void afterCommit(long version, Metadata metadata) {
    int interval = TableConfig.CHECKPOINT_INTERVAL.fromMetadata(metadata);
    if (version == 0 || version % interval != 0) {
      return;
    }
    try {
      Snapshot snapshot = log.at(version).kernelSnapshot();
      writeCheckpoint(snapshot);
      ChecksumUtils.computeStateAndWriteChecksum(kernel, snapshot.getLogSegment());
    } catch (IOException | RuntimeException e) {
      LOG.debug("No checkpoint or checksum of version {} of {}", version, log.root(), e);
    }
  }

  /**
   * As {@link Snapshot#writeCheckpoint} does, but also for tables that Kernel does not write to,
   * and without removing old commits.
   */
  private void writeCheckpoint(Snapshot snapshot) throws IOException {
    Path folder = snapshot.getLogPath();
    long version = snapshot.getVersion();
    try (CreateCheckpointIterator actions = snapshot.getCreateCheckpointIterator(kernel)) {
      String file = FileNames.checkpointFileSingular(folder, version).toString();
      kernel.getParquetHandler().writeParquetFileAtomically(file, actions);
      new Checkpointer(folder)
          .writeLastCheckpointFile(
              kernel,
              new CheckpointMetaData(version, actions.getNumberOfAddActions(), Optional.empty()));
    }
  }
}
