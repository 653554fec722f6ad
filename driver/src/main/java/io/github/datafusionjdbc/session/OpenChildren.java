package io.github.datafusionjdbc.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is open on a session. Thread-safe. */
final class OpenChildren {
  private static final Logger LOGGER = Logger.getLogger("io.github.datafusionjdbc");

  private final Set<AutoCloseable> open = new LinkedHashSet<>();
  private boolean closed;

  /** False if the session is closed and takes no children any more. */
  synchronized boolean add(AutoCloseable child) {
    return !closed && open.add(child);
  }

  synchronized void remove(AutoCloseable child) {
    open.remove(child);
  }

  /** Stops all that runs, then closes all, the newest first. False if that was done before. */
  boolean closeAll() {
    List<AutoCloseable> oldestFirst;
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      oldestFirst = new ArrayList<>(open);
    }
    for (AutoCloseable child : oldestFirst) {
      if (child instanceof Cancellation cancellation) {
        cancellation.connectionClosed();
      }
    }
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      closeQuietly(oldestFirst.get(i));
    }
    return true;
  }

  /** Closes; a failure is logged, because it must not keep the next one open. */
  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOGGER.log(Level.WARNING, e, () -> "could not be closed: " + resource);
    }
  }
}
