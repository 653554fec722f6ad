package io.github.datafusionjdbc.policy.rules;

/** A form of SQL that a policy can refuse. */
public enum Construct {
  /** A join without condition: CROSS JOIN, a comma in FROM, ON TRUE; not of UNNEST or LATERAL. */
  CROSS_JOIN("a join without condition"),
  NATURAL_JOIN("NATURAL JOIN"),
  LATERAL("LATERAL"),
  RECURSION("WITH RECURSIVE"),
  /** A star in a select list and TABLE t; not the star of count(*). */
  STAR("the star of a select list"),
  TABLE_FUNCTION("a table function in FROM"),
  TIME_TRAVEL("reading an older version");

  private final String text;

  Construct(String text) {
    this.text = text;
  }

  /** As a message names it. */
  public String text() {
    return text;
  }
}
