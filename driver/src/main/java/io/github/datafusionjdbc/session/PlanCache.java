package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans of admitted queries, for their next execution. The lane gives the same object for a
 * statement that nothing has changed for; a plan of it counts while the engine's settings and the
 * snapshots that it is bound to are the same objects too. Thread-safe.
 */
final class PlanCache implements AutoCloseable {
  private static final int MAX_PLANS = 256;

  /** Statements are the same only if they are the same object. */
  private record Key(AdmittedStatement statement) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.statement == statement;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(statement);
    }
  }

  private record Entry(Admission admission, List<DeltaSnapshot> snapshots) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /** An admission with a plan of the statement, which the caller closes; null if there is none. */
  synchronized Admission find(
      AdmittedStatement statement, Session session, List<DeltaSnapshot> snapshots) {
    Entry entry = entries.get(new Key(statement));
    boolean same =
        entry != null
            && entry.admission().session() == session
            && areSame(entry.snapshots(), snapshots);
    return same ? entry.admission().reused() : null;
  }

  private static boolean areSame(List<DeltaSnapshot> some, List<DeltaSnapshot> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Keeps the plan of an admission for as long as there is room. */
  synchronized void keep(Admission admission, List<DeltaSnapshot> snapshots) {
    if (closed) {
      return;
    }
    Entry replaced =
        entries.put(
            new Key(admission.statement()), new Entry(admission.reused(), List.copyOf(snapshots)));
    if (replaced != null) {
      replaced.admission().close();
    }
    if (entries.size() > MAX_PLANS) {
      Iterator<Entry> eldest = entries.values().iterator();
      Entry evicted = eldest.next();
      eldest.remove();
      evicted.admission().close();
    }
  }

  /** Gives up all plans; those in use go with their last user. */
  @Override
  public synchronized void close() {
    closed = true;
    entries.values().forEach(entry -> entry.admission().close());
    entries.clear();
  }
}
