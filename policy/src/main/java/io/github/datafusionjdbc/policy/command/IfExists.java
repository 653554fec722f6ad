package io.github.datafusionjdbc.policy.command;

/** What CREATE does where the name is taken. */
public enum IfExists {
  /** An error, 42P07. */
  FAIL,
  /** IF NOT EXISTS: nothing happens. */
  SKIP,
  /** OR REPLACE: the new one takes the place of the old one. */
  REPLACE
}
