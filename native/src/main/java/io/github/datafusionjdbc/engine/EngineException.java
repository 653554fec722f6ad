package io.github.datafusionjdbc.engine;

/**
 * A failure that the engine reported. Its {@link #kind()} tells the caller's fault from the
 * engine's and is what a SQLState is chosen by; its message is for people.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, one value for each class of error that a caller can act on differently. */
  public enum Kind {
    /** The SQL text could not be parsed by the engine. */
    SYNTAX,
    /** The statement is well formed but cannot be planned (unknown name, wrong argument types). */
    PLANNING,
    /** A column or field does not exist or is ambiguous. */
    SCHEMA,
    /** The engine does not implement what was asked. */
    UNSUPPORTED,
    /** A row could not be computed, for a reason without a kind of its own. */
    EXECUTION,
    /** Integer or decimal arithmetic left its type's range. */
    OVERFLOW,
    /** Division by zero. */
    DIVISION_BY_ZERO,
    /** A value does not have the form that a cast asks for. */
    INVALID_CAST,
    /** A scalar subquery, LIMIT or similar was violated by the data. */
    CARDINALITY,
    /** NULL was to be written where a table allows none. */
    NOT_NULL_VIOLATION,
    /** A row to be written does not satisfy a CHECK constraint. */
    CHECK_VIOLATION,
    /** A string to be written is longer than its column allows. */
    VALUE_TOO_LONG,
    /** The memory limit was reached and nothing more could be spilled. */
    MEMORY_LIMIT,
    /** The spill folder is full or cannot be written. */
    DISK,
    /** A file or object does not exist. */
    STORE_NOT_FOUND,
    /** Credentials are missing, wrong or insufficient. */
    STORE_DENIED,
    /** A put-if-absent found the object there. */
    STORE_EXISTS,
    /** The object store failed otherwise, or gave no answer: the outcome of a write is unknown. */
    STORE_UNKNOWN,
    /** A data file is damaged or not what the log says. */
    CORRUPT_FILE,
    /** The statement was cancelled. */
    CANCELLED,
    /** The handle was closed before or while it was used. */
    CLOSED,
    /** A defect of the engine or of ours, a caught panic among them. */
    INTERNAL
  }

  private final Kind kind;

  /** Called by name from native code with the ordinal's name, so the signature is fixed. */
  public EngineException(String kind, String message) {
    this(Kind.valueOf(kind), message);
  }

  /** A failure found on the Java side. */
  public EngineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The class of this error, never null. */
  public Kind kind() {
    return kind;
  }
}
