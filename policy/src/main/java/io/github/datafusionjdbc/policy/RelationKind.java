package io.github.datafusionjdbc.policy;

/** What a relation is. */
public enum RelationKind {
  /** A Delta table. */
  TABLE("a table"),
  VIEW("a view"),
  /** Rows in memory, for the session. */
  TEMPORARY_TABLE("a temporary table"),
  /** Files that are no Delta table. */
  EXTERNAL_TABLE("an external table"),
  /** Made by the database itself, such as those in information_schema. */
  SYSTEM_TABLE("a system table");

  private final String displayName;

  RelationKind(String displayName) {
    this.displayName = displayName;
  }

  /** With its article, for messages. */
  String displayName() {
    return displayName;
  }
}
