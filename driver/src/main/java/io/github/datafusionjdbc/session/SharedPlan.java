package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Plan;

/** A plan with several users, the last of which closes it. Thread-safe. */
final class SharedPlan {
  private final Plan plan;
  private int users = 1;

  /** Takes over a plan; whoever made it is its first user. */
  SharedPlan(Plan plan) {
    this.plan = plan;
  }

  Plan plan() {
    return plan;
  }

  /** Adds a user, who releases it; false if the plan is closed already. */
  synchronized boolean retain() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  void release() {
    synchronized (this) {
      users--;
      if (users > 0) {
        return;
      }
    }
    plan.close();
  }
}
