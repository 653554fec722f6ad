package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.policy.SqlState;

/** The catalog or a table's log could not be read. */
public final class MetadataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlState state;

  /** A failure with the state to report. */
  public MetadataException(SqlState state, String message, Throwable cause) {
    super(message, cause);
    this.state = state;
  }

  /** The SQLState to report, never null. */
  public SqlState state() {
    return state;
  }
}
