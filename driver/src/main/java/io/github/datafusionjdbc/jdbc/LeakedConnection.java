package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.session.DatabaseSession;
import java.lang.ref.Cleaner;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Closes the session of a connection that the application lost without closing it, and logs where
 * it had been opened. Never refers to the connection.
 */
final class LeakedConnection implements Runnable {
  private static final Logger LOGGER = Logger.getLogger("io.github.datafusionjdbc");
  private static final Cleaner CLEANER = Cleaner.create();

  private final DatabaseSession session;
  private final Throwable openedHere = new Throwable("the connection was opened here");
  private volatile boolean closed;

  private LeakedConnection(DatabaseSession session) {
    this.session = session;
  }

  /** Watches a connection; what is returned must be run when the connection is closed. */
  static Runnable watch(JdbcConnection connection, DatabaseSession session) {
    LeakedConnection net = new LeakedConnection(session);
    Cleaner.Cleanable cleanable = CLEANER.register(connection, net);
    return () -> {
      net.closed = true;
      cleanable.clean();
    };
  }

  @Override
  public void run() {
    if (!closed) {
      LOGGER.log(
          Level.WARNING, "a connection was not closed before it became unreachable", openedHere);
      session.close();
    }
  }
}
