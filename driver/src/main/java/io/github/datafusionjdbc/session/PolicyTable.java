package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.function.Supplier;

/** {@code diagnostics.policy}: the layers of the policy in force, the bottom one first. */
final class PolicyTable extends DiagnosticsTable {
  private final Supplier<Policy> policy;

  PolicyTable(Supplier<Policy> policy) {
    super("policy");
    this.policy = policy;
    numbers("layer");
    texts("name", "rules", "policy_hash");
  }

  @Override
  void write(Row row) {
    Policy inForce = policy.get();
    int number = 0;
    for (Policy.Layer layer : inForce.layers()) {
      row.number(++number);
      row.text(layer.name());
      row.text(layer.json());
      row.text(inForce.hash());
      row.end();
    }
  }
}
