package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.SqlState;

/** A statement or a connection failed, for any reason: what every method of this package throws. */
public final class SessionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SqlState state;
  private final int line;
  private final int column;
  private final boolean timedOut;

  SessionException(SqlState state, String message, Throwable cause) {
    this(state, message, 0, 0, false, cause);
  }

  SessionException(
      SqlState state, String message, int line, int column, boolean timedOut, Throwable cause) {
    super(message, cause);
    this.state = state;
    this.line = line;
    this.column = column;
    this.timedOut = timedOut;
  }

  /** The SQLState to report, never null. */
  public SqlState state() {
    return state;
  }

  /** 1-based line of the fault in the SQL text, 0 if unknown. */
  public int line() {
    return line;
  }

  /** 1-based column of the fault in the SQL text, 0 if unknown. */
  public int column() {
    return column;
  }

  /** Whether the statement was stopped by its own time limit. */
  public boolean timedOut() {
    return timedOut;
  }
}
