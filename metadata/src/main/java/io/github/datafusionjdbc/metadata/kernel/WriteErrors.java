package io.github.datafusionjdbc.metadata.kernel;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.policy.SqlState;
import java.util.Collection;

/** What is said when a table cannot be written. */
final class WriteErrors {
  private WriteErrors() {}

  static MetadataException unsupportedFeatures(String table, Collection<String> features) {
    return unsupported(
        table,
        (features.size() == 1 ? "the Delta table feature " : "the Delta table features ")
            + String.join(", ", features));
  }

  static MetadataException unsupported(String table, String what) {
    return new MetadataException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "The table " + table + " needs " + what + ", which this driver does not write.",
        null);
  }

  static MetadataException appendOnly(String table) {
    return new MetadataException(
        SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
        "The table "
            + table
            + " is append-only (delta.appendOnly is true): its rows cannot be replaced or removed.",
        null);
  }

  static MetadataException exists(String table) {
    return new MetadataException(
        SqlState.DUPLICATE_TABLE, "The table " + table + " exists already.", null);
  }

  static MetadataException conflict(String table, long version, String why) {
    return new MetadataException(
        SqlState.SERIALIZATION_FAILURE,
        "Nothing was written: version "
            + version
            + " of table "
            + table
            + " was committed meanwhile and "
            + why
            + ". Run the statement again.",
        null);
  }

  static MetadataException keepsLosing(String table, int attempts) {
    return new MetadataException(
        SqlState.SERIALIZATION_FAILURE,
        "Nothing was written: other commits to table "
            + table
            + " came first "
            + attempts
            + " times. Run the statement again.",
        null);
  }

  static MetadataException notCommitted(String table, EngineException cause) {
    SqlState state =
        switch (cause.kind()) {
          case STORE_DENIED -> SqlState.INSUFFICIENT_PRIVILEGE;
          case DISK -> SqlState.DISK_FULL;
          case CLOSED -> SqlState.CONNECTION_DOES_NOT_EXIST;
          default -> SqlState.IO_ERROR;
        };
    return new MetadataException(
        state,
        "Nothing was written: the log of table "
            + table
            + " does not take the commit: "
            + cause.getMessage(),
        cause);
  }

  static MetadataException outcomeUnknown(String table, String uri, EngineException cause) {
    return new MetadataException(
        SqlState.TRANSACTION_RESOLUTION_UNKNOWN,
        "It is not known whether the rows are in table "
            + table
            + ": the store did not answer ("
            + cause.getMessage()
            + "). If "
            + uri
            + " comes to exist with this statement's transaction, they are. Its data files stay.",
        cause);
  }

  static MetadataException definition(String message, Throwable cause) {
    return new MetadataException(SqlState.INVALID_TABLE_DEFINITION, message, cause);
  }
}
