package io.github.datafusionjdbc.policy.rules;

/** A policy file is wrong. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  PolicyException(String path, String message) {
    super(path + ": " + message);
    this.path = path;
  }

  /** JSON path of the wrong value, such as {@code $.functions.deny[2]}; {@code $} for the file. */
  public String path() {
    return path;
  }
}
