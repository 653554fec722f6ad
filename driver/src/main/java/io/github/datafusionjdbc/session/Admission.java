package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;
import java.util.Map;

/**
 * A statement that was admitted and planned. Its holder closes it.
 *
 * @param statement its canonical form
 * @param policy what it was admitted under
 * @param shared the engine's plan of its query; null if it has none
 * @param session the engine's session that it is planned in
 * @param pins the versions that the plan is bound to
 * @param externalFiles the files that it reads of external tables, by schema.table
 * @param planText the plan as text, or null
 * @param admissionNanos time in the lane
 * @param planningNanos time in the engine's planner
 */
record Admission(
    AdmittedStatement statement,
    Policy policy,
    SharedPlan shared,
    Session session,
    List<Pin> pins,
    Map<String, List<FileStatus>> externalFiles,
    String planText,
    long admissionNanos,
    long planningNanos)
    implements AutoCloseable {

  /** The engine's plan of its query; null if it has none. */
  Plan plan() {
    return shared == null ? null : shared.plan();
  }

  /** Whether executing it gives rows rather than a number of them. */
  boolean givesRows() {
    return statement.command().isEmpty();
  }

  /** Another admission with the same plan, to be closed by itself; its planning took no time. */
  Admission reused() {
    if (!shared.retain()) {
      throw new IllegalStateException("the plan is closed");
    }
    return new Admission(
        statement, policy, shared, session, pins, externalFiles, planText, admissionNanos, 0);
  }

  /** The same with the time that the lane took for it. */
  Admission after(long nanos) {
    return new Admission(
        statement, policy, shared, session, pins, externalFiles, planText, nanos, planningNanos);
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.release();
    }
  }
}
