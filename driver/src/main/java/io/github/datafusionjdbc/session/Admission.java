package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;

/**
 * A statement that was admitted and planned.
 *
 * @param statement its canonical form
 * @param policy what it was admitted under
 * @param plan the engine's plan of its query, which the holder closes; null if it has none
 * @param session the engine's session that it is planned in
 * @param pins the versions that the plan is bound to
 * @param planText the plan as text, or null
 * @param admissionNanos time in the lane
 * @param planningNanos time in the engine's planner
 */
record Admission(
    AdmittedStatement statement,
    Policy policy,
    Plan plan,
    Session session,
    List<Pin> pins,
    String planText,
    long admissionNanos,
    long planningNanos)
    implements AutoCloseable {

  /** Whether executing it gives rows rather than a number of them. */
  boolean givesRows() {
    return statement.command().isEmpty();
  }

  @Override
  public void close() {
    if (plan != null) {
      plan.close();
    }
  }

  /** The same admission used again: it took no time. */
  Admission reused() {
    return new Admission(statement, policy, plan, session, pins, planText, 0, 0);
  }
}
