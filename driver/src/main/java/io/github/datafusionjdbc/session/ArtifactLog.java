package io.github.datafusionjdbc.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The artifacts of one connection: the newest in memory, all of them in a file if asked for.
 * Metadata calls have a bound of their own, so that a tool that browses does not push out the
 * application's statements. Thread-safe.
 */
final class ArtifactLog implements AutoCloseable {
  private final int bound;
  private final ArtifactFile file;
  private final Deque<Artifact> ofUser = new ArrayDeque<>();
  private final Deque<Artifact> ofDriver = new ArrayDeque<>();

  /**
   * @param bound how many are kept of the user's and of the driver's own
   * @param file where each is written at its end, or null
   */
  ArtifactLog(int bound, ArtifactFile file) {
    this.bound = bound;
    this.file = file;
  }

  synchronized void started(Artifact artifact) {
    Deque<Artifact> kept = artifact.origin() == Origin.USER ? ofUser : ofDriver;
    if (kept.size() == bound) {
      kept.removeFirst();
    }
    kept.addLast(artifact);
  }

  /** Completes an artifact; the first call counts. */
  void ended(Artifact artifact, SessionException failure) {
    if (artifact.ended(failure) && file != null) {
      file.append(artifact);
    }
  }

  /** The newest statement of the user. */
  synchronized Optional<Artifact> last() {
    return Optional.ofNullable(ofUser.peekLast());
  }

  /** All that are kept, by start. */
  synchronized List<Artifact> artifacts() {
    List<Artifact> all = new ArrayList<>(ofUser);
    all.addAll(ofDriver);
    all.sort(Comparator.comparing(Artifact::startedAt));
    return all;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
