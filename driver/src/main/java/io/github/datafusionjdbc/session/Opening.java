package io.github.datafusionjdbc.session;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened on the way to something bigger; closed again if that fails. */
final class Opening implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** All belongs to the caller now. */
  void succeeded() {
    opened.clear();
  }

  @Override
  public void close() {
    opened.forEach(OpenChildren::closeQuietly);
  }
}
