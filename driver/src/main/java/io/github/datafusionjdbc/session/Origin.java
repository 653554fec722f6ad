package io.github.datafusionjdbc.session;

/** Who asked for a statement. */
public enum Origin {
  /** The application. */
  USER,
  /** The driver, to answer a metadata call of the application. */
  METADATA,
  /** The driver, for itself. */
  INTERNAL
}
