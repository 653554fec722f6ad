package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.FunctionCatalog;
import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.FunctionCatalog.Kind;
import io.github.datafusionjdbc.policy.FunctionCatalog.Signature;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code diagnostics.functions}: every function of the engine, with one row for each kind and known
 * signature, and whether the policy in force allows it. What is not here cannot be called.
 */
final class FunctionsTable extends DiagnosticsTable {
  private static final List<Signature> UNKNOWN = List.of(new Signature(null, null));

  private final Supplier<FunctionCatalog> functions;
  private final Supplier<Policy> policy;

  FunctionsTable(Supplier<FunctionCatalog> functions, Supplier<Policy> policy) {
    super("functions");
    this.functions = functions;
    this.policy = policy;
    texts("name", "kind", "parameter_types", "return_type", "volatility", "allowed", "refused_by");
    texts("description");
  }

  @Override
  void write(Row row) {
    Policy inForce = policy.get();
    for (Function function : functions.get().functions()) {
      String refusing = inForce.refusingFunction(function.name()).orElse(null);
      List<Signature> signatures =
          function.signatures().isEmpty() ? UNKNOWN : function.signatures();
      for (Kind kind : function.kinds()) {
        for (Signature signature : signatures) {
          row.text(function.name());
          row.text(kind.name());
          row.text(
              signature.parameterTypes() == null
                  ? null
                  : String.join(", ", signature.parameterTypes()));
          row.text(signature.returnType());
          row.text(function.volatility());
          row.text(refusing == null ? "YES" : "NO");
          row.text(refusing);
          row.text(function.description());
          row.end();
        }
      }
    }
  }
}
