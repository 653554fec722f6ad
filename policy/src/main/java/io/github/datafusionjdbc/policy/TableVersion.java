package io.github.datafusionjdbc.policy;

/** A version of a table that a statement asks for explicitly. */
public sealed interface TableVersion {
  /** {@code FOR VERSION AS OF n}. */
  @SuppressWarnings("JavaLangClash")
  record Number(long version) implements TableVersion {}

  /**
   * {@code FOR TIMESTAMP AS OF t}: the newest version not later.
   *
   * @param epochMicros microseconds since the epoch
   */
  record AsOf(long epochMicros) implements TableVersion {}
}
