package io.github.datafusionjdbc.metadata;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The versions that a transaction has read, held until it ends. Thread-safe. */
public final class TransactionPins {
  private record Name(String schema, String table) {}

  private final Map<Name, CachedSnapshot> held = new HashMap<>();

  /** No table read yet. */
  public TransactionPins() {}

  /** The version of a table that was read first; what was not there is looked for again. */
  synchronized Optional<CachedSnapshot> hold(
      String schema, String table, Supplier<Optional<CachedSnapshot>> newest) {
    Name name = new Name(schema, table);
    CachedSnapshot before = held.get(name);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<CachedSnapshot> first = newest.get();
    first.ifPresent(snapshot -> held.put(name, snapshot));
    return first;
  }
}
