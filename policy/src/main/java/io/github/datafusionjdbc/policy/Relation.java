package io.github.datafusionjdbc.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A table as one statement sees it: pinned, with its columns. */
public interface Relation {
  /** What it is. */
  RelationKind kind();

  /** Schema part of its name. */
  String schema();

  /** Table part of its name, without a version. */
  String table();

  /**
   * The table part that the engine knows it by: the name itself, or with the version for time
   * travel ({@code t@v3}).
   */
  String engineName();

  /** The pinned version; empty for a table without versions. */
  OptionalLong version();

  /** Columns in order. */
  List<RelationColumn> columns();

  /** What it asks of the rows that are written to it. */
  TableRules rules();

  /** The query of a view; empty for all else. */
  default Optional<ViewDefinition> view() {
    return Optional.empty();
  }
}
