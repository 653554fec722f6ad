package io.github.datafusionjdbc.policy.command;

/**
 * The exact name of a table or view in the only catalog.
 *
 * @param schema its schema
 * @param name its own name
 */
public record ObjectName(String schema, String name) {
  /** As it is shown in messages: {@code schema.name}. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
