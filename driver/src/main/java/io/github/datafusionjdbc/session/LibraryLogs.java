package io.github.datafusionjdbc.session;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the reader of Delta logs from telling each of its steps on the application's console, where
 * java.util.logging sends whatever is not configured. A level that the application has set stays.
 */
final class LibraryLogs {
  /** Held, because the log manager holds loggers weakly and forgets the level with them. */
  private static final Logger DELTA_KERNEL = Logger.getLogger("io.delta.kernel");

  private LibraryLogs() {}

  static void quiet() {
    if (DELTA_KERNEL.getLevel() == null) {
      DELTA_KERNEL.setLevel(Level.SEVERE);
    }
  }
}
