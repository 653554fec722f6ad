package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;

/**
 * A statement that was admitted and planned.
 *
 * @param statement its canonical form
 * @param policy what it was admitted under
 * @param plan the engine's plan, which the holder closes
 * @param pins the versions that the plan is bound to
 * @param planText the plan as text
 * @param admissionNanos time in the lane
 * @param planningNanos time in the engine's planner
 */
record Admission(
    AdmittedStatement statement,
    Policy policy,
    Plan plan,
    List<Pin> pins,
    String planText,
    long admissionNanos,
    long planningNanos) {

  /** The same admission used again: it took no time. */
  Admission reused() {
    return new Admission(statement, policy, plan, pins, planText, 0, 0);
  }
}
