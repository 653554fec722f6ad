package io.github.datafusionjdbc.policy;

import java.util.Set;

/**
 * Where an expression stands.
 *
 * @param scope what column names mean
 * @param aliases names of the select list that may be used too
 * @param noAggregates where aggregates are not allowed, such as "in WHERE"; null where they are
 */
record Clause(Scope scope, Set<String> aliases, String noAggregates) {
  Clause(Scope scope) {
    this(scope, Set.of(), null);
  }

  /** The same place, inside the arguments of an aggregate. */
  Clause insideAggregate() {
    return new Clause(scope, aliases, "inside another aggregate function");
  }

  static Clause withoutAggregates(Scope scope, String place) {
    return new Clause(scope, Set.of(), place);
  }
}
