package io.github.datafusionjdbc.policy;

import java.util.List;

/**
 * A statement that was prepared under a name.
 *
 * @param payload its tree as parsed, see {@link io.github.datafusionjdbc.policy.ast.AstPayload}
 * @param types types of its parameters in the engine's dialect, empty where none are declared
 * @param parameterCount how many parameters it has
 * @param labels of the columns of its result, empty if they are not known
 */
public record PreparedDefinition(
    String payload, List<String> types, int parameterCount, List<String> labels) {
  public PreparedDefinition {
    types = List.copyOf(types);
    labels = List.copyOf(labels);
  }

  /** The same with the labels known. */
  public PreparedDefinition labelled(List<String> known) {
    return new PreparedDefinition(payload, types, parameterCount, known);
  }
}
