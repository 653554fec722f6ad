package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.TableConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What keeps a log fast to read: the checkpoints that the table asks for. The commit is done, so no
 * failure here is one of the statement; the next commit's reader does without.
 */
final class AfterCommit {
  private static final Logger LOG = System.getLogger(AfterCommit.class.getName());

  private final KernelEngine kernel;
  private final DeltaLog log;

  AfterCommit(KernelEngine kernel, DeltaLog log) {
    this.kernel = kernel;
    this.log = log;
  }

  void run(long version) {
    try {
      if (version == 0) {
        return;
      }
      Snapshot snapshot = log.at(version).kernelSnapshot();
      int interval = TableConfig.CHECKPOINT_INTERVAL.fromMetadata(snapshot.getMetadata());
      if (version % interval == 0) {
        snapshot.writeCheckpoint(kernel);
      }
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "after commit " + version + " of " + log.root(), e);
    }
  }
}
