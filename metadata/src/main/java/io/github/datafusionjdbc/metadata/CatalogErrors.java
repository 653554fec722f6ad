package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.StatementRefused;
import java.time.Instant;
import java.util.List;

/** What is said when a name cannot be resolved to a table. */
final class CatalogErrors {
  private CatalogErrors() {}

  static MetadataException warehouseCannotBeOpened(String warehouse, String why, Throwable cause) {
    return new MetadataException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "The warehouse " + warehouse + " cannot be opened: " + why,
        cause);
  }

  /** Its store does not let us look: 28000 where the store has credentials of its own. */
  static MetadataException warehouseCannotBeRead(String warehouse, MetadataException cause) {
    if (cause.state() != SqlState.INSUFFICIENT_PRIVILEGE || warehouse.startsWith("file:")) {
      return warehouseCannotBeOpened(warehouse, cause.getMessage(), cause);
    }
    return new MetadataException(
        SqlState.INVALID_AUTHORIZATION,
        "The warehouse "
            + warehouse
            + " cannot be opened with these credentials: "
            + cause.getMessage(),
        cause);
  }

  static MetadataException warehouseIsMissing(String warehouse) {
    return warehouseCannotBeOpened(
        warehouse, "there is none. Check the path, or let create=true make it.", null);
  }

  static MetadataException warehouseIsTable(String warehouse) {
    return warehouseCannotBeOpened(
        warehouse, "it is a Delta table itself. Give the folder that it is in.", null);
  }

  static MetadataException warehouseIsClosed() {
    return new MetadataException(
        SqlState.CONNECTION_DOES_NOT_EXIST, "The warehouse has been closed.", null);
  }

  static MetadataException policyCannotBeRead(EngineException cause) {
    return new MetadataException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "Its file _catalog/policy.json cannot be read: " + cause.getMessage(),
        cause);
  }

  static MetadataException twoFolders(String table, String first, String second) {
    return new MetadataException(
        SqlState.DATA_CORRUPTED,
        "Two folders hold a table named "
            + table
            + ": "
            + first
            + " and "
            + second
            + ". Move one of them away.",
        null);
  }

  static MetadataException noFiles(List<String> locations) {
    return new MetadataException(
        SqlState.UNDEFINED_FILE,
        "There are no files at "
            + String.join(", ", locations)
            + " that tell the columns: declare them, or check the location.",
        null);
  }

  static MetadataException listing(String folder, EngineException cause) {
    SqlState state =
        switch (cause.kind()) {
          case STORE_DENIED -> SqlState.INSUFFICIENT_PRIVILEGE;
          case STORE_NOT_FOUND -> SqlState.UNDEFINED_FILE;
          case CLOSED -> SqlState.CONNECTION_DOES_NOT_EXIST;
          case CANCELLED -> SqlState.QUERY_CANCELED;
          case INTERNAL -> SqlState.INTERNAL_ERROR;
          default -> SqlState.IO_ERROR;
        };
    return new MetadataException(
        state, "The folder " + folder + " cannot be listed: " + cause.getMessage(), cause);
  }

  static MetadataException entry(String uri, EngineException cause) {
    SqlState state =
        switch (cause.kind()) {
          case STORE_DENIED -> SqlState.INSUFFICIENT_PRIVILEGE;
          case DISK -> SqlState.DISK_FULL;
          case CLOSED -> SqlState.CONNECTION_DOES_NOT_EXIST;
          default -> SqlState.IO_ERROR;
        };
    return new MetadataException(
        state, "The catalog entry " + uri + " failed: " + cause.getMessage(), cause);
  }

  static MetadataException unreadableEntry(String uri, Throwable cause) {
    return new MetadataException(
        SqlState.DATA_CORRUPTED,
        "The catalog entry " + uri + " cannot be read: " + cause.getMessage(),
        cause);
  }

  static MetadataException cannotRemove(String folder, Exception cause) {
    SqlState state =
        cause instanceof EngineException e && e.kind() == EngineException.Kind.STORE_DENIED
            ? SqlState.INSUFFICIENT_PRIVILEGE
            : SqlState.IO_ERROR;
    return new MetadataException(
        state, "The folder " + folder + " cannot be removed: " + cause.getMessage(), cause);
  }

  static MetadataException notATable(String name) {
    return new MetadataException(
        SqlState.WRONG_OBJECT_TYPE, name + " is not a table that can be written.", null);
  }

  static MetadataException temporaryTableIsGone(String name) {
    return new MetadataException(
        SqlState.UNDEFINED_TABLE,
        "The temporary table " + name + " was dropped or replaced while the statement ran.",
        null);
  }

  static MetadataException notManaged(String table, String folder) {
    return new MetadataException(
        SqlState.WRONG_OBJECT_TYPE,
        "The table "
            + table
            + " was not made by CREATE TABLE here, so DROP TABLE leaves its files alone, and it is"
            + " a table as long as they are there. To drop it, remove the folder "
            + folder
            + ".",
        null);
  }

  static MetadataException unsupportedType(String column, String type, String nearest) {
    return new MetadataException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "A Delta table cannot hold the type "
            + type
            + " of column "
            + column
            + (nearest == null ? "." : "; the nearest that it can is " + nearest + "."),
        null);
  }

  static MetadataException cannotBeName(String name) {
    return new MetadataException(
        SqlState.INVALID_TABLE_DEFINITION,
        "The name '"
            + name
            + "' cannot be one of a schema or table, because it cannot be one of a folder.",
        null);
  }

  static MetadataException schemaIsTable(String schema, String folder) {
    return new MetadataException(
        SqlState.INVALID_TABLE_DEFINITION,
        "Nothing can be made in schema " + schema + ": its folder " + folder + " is a table.",
        null);
  }

  static MetadataException noSuchVersion(String table, long version, long first, long last) {
    return new MetadataException(
        SqlState.INVALID_PARAMETER_VALUE,
        "The table "
            + table
            + " has no version "
            + version
            + " that can be read: there are versions "
            + first
            + " to "
            + last
            + ".",
        null);
  }

  static MetadataException beforeFirstVersion(
      String table, long askedMillis, long first, long firstMillis) {
    return new MetadataException(
        SqlState.INVALID_PARAMETER_VALUE,
        "The table "
            + table
            + " cannot be read as of "
            + Instant.ofEpochMilli(askedMillis)
            + ": its first version that can be read, "
            + first
            + ", is of "
            + Instant.ofEpochMilli(firstMillis)
            + ".",
        null);
  }

  static MetadataException afterLastVersion(
      String table, long askedMillis, long last, long lastMillis) {
    return new MetadataException(
        SqlState.INVALID_PARAMETER_VALUE,
        "The table "
            + table
            + " cannot be read as of "
            + Instant.ofEpochMilli(askedMillis)
            + ": its newest version, "
            + last
            + ", is of "
            + Instant.ofEpochMilli(lastMillis)
            + ". Leave FOR TIMESTAMP AS OF out to read the newest.",
        null);
  }

  static MetadataException keepsChanging(String table) {
    return new MetadataException(
        SqlState.IO_ERROR,
        "The table " + table + " was replaced again and again while its log was read. Retry.",
        null);
  }

  static StatementRefused systemTableHasNoVersions(String table) {
    return hasNoVersions("system", table);
  }

  static StatementRefused externalTableHasNoVersions(String table) {
    return hasNoVersions("external", table);
  }

  static StatementRefused temporaryTableHasNoVersions(String table) {
    return hasNoVersions("temporary", table);
  }

  private static StatementRefused hasNoVersions(String kind, String table) {
    return new StatementRefused(
        SqlState.FEATURE_NOT_SUPPORTED,
        "The " + kind + " table " + table + " has no versions: leave FOR ... AS OF out.",
        0,
        0,
        null);
  }

  /** A table that is there but cannot be read, as the lane reports it. */
  static StatementRefused refusal(MetadataException failure) {
    return new StatementRefused(failure.state(), failure.getMessage(), failure);
  }
}
