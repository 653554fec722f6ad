package io.github.datafusionjdbc.policy.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which names are allowed: those of a list, or all, and in either case not the denied ones.
 *
 * @param allowed null for all
 */
record NameRule(Set<String> allowed, Set<String> denied) {
  static final NameRule ALL = new NameRule(null, Set.of());

  boolean allows(String name) {
    return (allowed == null || allowed.contains(name)) && !denied.contains(name);
  }

  /** Writes what is not the default, in an order that does not depend on the file's. */
  void write(ObjectNode json) {
    if (allowed != null) {
      new TreeSet<>(allowed).forEach(json.putArray("allow")::add);
    }
    if (!denied.isEmpty()) {
      new TreeSet<>(denied).forEach(json.putArray("deny")::add);
    }
  }
}
