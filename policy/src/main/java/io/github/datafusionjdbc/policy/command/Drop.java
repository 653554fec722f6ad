package io.github.datafusionjdbc.policy.command;

import java.util.Optional;

/**
 * DROP TABLE, VIEW or SCHEMA. What is dropped is there, unless {@code ifExists} is set.
 *
 * @param kind what the statement says it is
 * @param schema the schema, or the one that the object is in
 * @param name the table's or view's own name; empty for a schema
 * @param ifExists whether it is no error that there is none
 * @param cascade whether all that is in the schema goes with it
 * @param temporary whether it is a temporary table
 */
public record Drop(
    Kind kind,
    String schema,
    Optional<String> name,
    boolean ifExists,
    boolean cascade,
    boolean temporary)
    implements StatementCommand {
  /** What is dropped. */
  public enum Kind {
    /** A Delta table, an external or a temporary one. */
    TABLE,
    VIEW,
    SCHEMA
  }
}
