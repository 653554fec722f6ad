package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.policy.NearestName;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.StatementRefused;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The errors of this package, one method for each condition. */
final class Errors {
  private Errors() {}

  /** What the lane, the catalog or the engine threw, with the SQLState to report. */
  static SessionException of(Exception failure) {
    if (failure instanceof StatementRefused refused) {
      return new SessionException(
          refused.state(), refused.getMessage(), refused.line(), refused.column(), false, refused);
    } else if (failure instanceof EngineException engine) {
      String advice =
          engine.kind() == EngineException.Kind.MEMORY_LIMIT
              ? "; the limit is what the connection key memoryLimit says"
              : "";
      return new SessionException(stateOf(engine.kind()), engine.getMessage() + advice, engine);
    } else if (failure instanceof MetadataException metadata) {
      return new SessionException(metadata.state(), metadata.getMessage(), metadata);
    }
    return new SessionException(
        SqlState.INTERNAL_ERROR,
        "the driver failed unexpectedly (" + failure + "): please report it with its stack trace",
        failure);
  }

  static SqlState stateOf(EngineException.Kind kind) {
    return switch (kind) {
      case SYNTAX -> SqlState.SYNTAX_ERROR;
      case PLANNING -> SqlState.DATATYPE_MISMATCH;
      case SCHEMA -> SqlState.UNDEFINED_COLUMN;
      case UNSUPPORTED -> SqlState.FEATURE_NOT_SUPPORTED;
      case EXECUTION -> SqlState.DATA_EXCEPTION;
      case OVERFLOW -> SqlState.NUMERIC_VALUE_OUT_OF_RANGE;
      case DIVISION_BY_ZERO -> SqlState.DIVISION_BY_ZERO;
      case INVALID_CAST -> SqlState.INVALID_CAST;
      case CARDINALITY -> SqlState.CARDINALITY_VIOLATION;
      case NOT_NULL_VIOLATION -> SqlState.NOT_NULL_VIOLATION;
      case CHECK_VIOLATION -> SqlState.CHECK_VIOLATION;
      case VALUE_TOO_LONG -> SqlState.STRING_DATA_RIGHT_TRUNCATION;
      case MEMORY_LIMIT -> SqlState.OUT_OF_MEMORY;
      case DISK -> SqlState.DISK_FULL;
      case STORE_NOT_FOUND -> SqlState.UNDEFINED_FILE;
      case STORE_DENIED -> SqlState.INSUFFICIENT_PRIVILEGE;
      case STORE_EXISTS, STORE_UNKNOWN -> SqlState.IO_ERROR;
      case CORRUPT_FILE -> SqlState.DATA_CORRUPTED;
      case CANCELLED -> SqlState.QUERY_CANCELED;
      case CLOSED -> SqlState.INVALID_CURSOR_STATE;
      case INTERNAL -> SqlState.INTERNAL_ERROR;
    };
  }

  static SessionException cancelled(Throwable cause) {
    return new SessionException(SqlState.QUERY_CANCELED, "the statement was cancelled", cause);
  }

  static SessionException timedOut(Duration limit, Throwable cause) {
    return new SessionException(
        SqlState.QUERY_CANCELED,
        "the statement was stopped after its time limit of "
            + limit.toMillis()
            + " ms, which is that of setQueryTimeout, of the connection key queryTimeout or of the"
            + " policy",
        0,
        0,
        true,
        cause);
  }

  static SessionException closedMeanwhile(Throwable cause) {
    return new SessionException(
        SqlState.CONNECTION_DOES_NOT_EXIST,
        "the connection was closed while the statement was running",
        cause);
  }

  static SessionException sessionClosed() {
    return new SessionException(
        SqlState.CONNECTION_DOES_NOT_EXIST, "the connection is closed", null);
  }

  static SessionException unknownSetting(String name) {
    return new SessionException(
        SqlState.UNDEFINED_OBJECT,
        "there is no setting '" + name + "'; SHOW ALL lists those that there are",
        null);
  }

  static SessionException settingValue(RuntimeException cause) {
    return new SessionException(
        SqlState.INVALID_PARAMETER_VALUE, String.valueOf(cause.getMessage()), cause);
  }

  static SessionException resultClosed() {
    return new SessionException(SqlState.INVALID_CURSOR_STATE, "the result is closed", null);
  }

  static SessionException parametersInStatement(int count) {
    return new SessionException(
        SqlState.WRONG_PARAMETER_COUNT,
        "the statement has "
            + count
            + " parameters: execute it by a PreparedStatement that sets them",
        null);
  }

  static SessionException givesNoRows() {
    return new SessionException(
        SqlState.SYNTAX_ERROR,
        "the statement gives no rows: execute it with executeUpdate or execute",
        null);
  }

  static SessionException givesRows() {
    return new SessionException(
        SqlState.SYNTAX_ERROR,
        "the statement gives rows and not an update count: execute it with executeQuery or"
            + " execute",
        null);
  }

  static SessionException writeInTransaction() {
    return new SessionException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "writes in a transaction are not supported yet: setAutoCommit(true), so that the statement"
            + " commits by itself",
        null);
  }

  static SessionException notExecuted(String what) {
    return new SessionException(
        SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported yet", null);
  }

  static SessionException schemaExists(String schema) {
    return new SessionException(
        SqlState.DUPLICATE_SCHEMA, "there is a schema '" + schema + "' already", null);
  }

  static SessionException tableExists(ObjectName name) {
    return new SessionException(
        SqlState.DUPLICATE_TABLE, "there is a table '" + name + "' already", null);
  }

  static SessionException noTableInMemory(ObjectName name) {
    return new SessionException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "the table '"
            + name
            + "' needs a folder, and a warehouse in memory has none: CREATE TEMPORARY TABLE keeps its"
            + " rows in memory, LOCATION puts it elsewhere",
        null);
  }

  static SessionException viewExists(ObjectName name) {
    return new SessionException(
        SqlState.DUPLICATE_TABLE, "there is a view '" + name + "' already", null);
  }

  /** One hides the other, so that neither can take the other's place. */
  static SessionException hidden(ObjectName name, boolean existingIsTemporary) {
    return new SessionException(
        SqlState.WRONG_OBJECT_TYPE,
        "there is a '"
            + name
            + "' that is "
            + (existingIsTemporary ? "temporary" : "not temporary")
            + "; drop it first",
        null);
  }

  static SessionException viewOfTemporary(ObjectName view, ObjectName temporary) {
    return new SessionException(
        SqlState.INVALID_OBJECT_DEFINITION,
        "view '"
            + view
            + "' would outlive '"
            + temporary
            + "', which is temporary; write CREATE TEMPORARY VIEW",
        null);
  }

  static SessionException otherTemporary(ObjectName name) {
    return new SessionException(
        SqlState.WRONG_OBJECT_TYPE,
        "'" + name + "' is temporary and no table; drop it first",
        null);
  }

  static SessionException unknownSortColumn(String column, List<String> columns) {
    String nearest = NearestName.of(column, columns);
    return new SessionException(
        SqlState.UNDEFINED_COLUMN,
        "WITH ORDER names column '"
            + column
            + "', which the files do not have"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
        null);
  }

  static SessionException columnTwice(ObjectName name, String column) {
    return new SessionException(
        SqlState.DUPLICATE_COLUMN,
        "the view '" + name + "' would have two columns named '" + column + "'",
        null);
  }

  static SessionException notDropped(String name) {
    return new SessionException(
        SqlState.FEATURE_NOT_SUPPORTED, "'" + name + "' cannot be dropped", null);
  }

  static SessionException dependents(ObjectName dropped, List<ObjectName> views) {
    return new SessionException(
        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
        "'"
            + dropped
            + "' cannot be dropped, because "
            + (views.size() == 1 ? "the view " : "the views ")
            + views.stream().map(ObjectName::toString).collect(Collectors.joining(", "))
            + (views.size() == 1 ? " depends" : " depend")
            + " on it; CASCADE drops "
            + (views.size() == 1 ? "it" : "them")
            + " too",
        null);
  }

  static SessionException dependentNotDropped(ObjectName view, String policy) {
    return new SessionException(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "dropping the view '"
            + view
            + "', which depends on it, is not permitted by policy '"
            + policy
            + "'",
        null);
  }

  static SessionException columnCounts(int declared, int given) {
    return new SessionException(
        SqlState.SYNTAX_ERROR,
        declared + " columns are declared, but the query gives " + given,
        null);
  }

  static SessionException notOurUrl(String url) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "not a URL of this driver: "
            + url
            + " (expected jdbc:datafusion:<warehouse>[?key=value&...])",
        null);
  }

  static SessionException unknownKey(String key, List<String> known) {
    String nearest = NearestName.of(key, known);
    String hint =
        nearest == null
            ? "the keys are " + String.join(", ", known) + " and options of object stores"
            : "did you mean \"" + nearest + "\"?";
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "unknown key \"" + key + "\" in the URL; " + hint,
        null);
  }

  static SessionException wrongValue(String key, String value, String allowed) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "wrong value \"" + value + "\" for the key \"" + key + "\"; allowed: " + allowed,
        null);
  }

  static SessionException malformedQuery(String part, String reason) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "\"" + part + "\" in the URL " + reason + "; expected key=value, percent-encoded",
        null);
  }

  static SessionException wrongWarehouse(String warehouse, String reason, Throwable cause) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "wrong warehouse \"" + warehouse + "\" in the URL: " + reason,
        cause);
  }

  static SessionException tooManyRows(long limit, String policy) {
    return new SessionException(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "a result of more than "
            + limit
            + " rows is not permitted by policy '"
            + policy
            + "'; ask for fewer with LIMIT",
        null);
  }

  static SessionException resultTooLarge(long limit, String policy) {
    return new SessionException(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "a result of more than "
            + limit
            + " bytes is not permitted by policy '"
            + policy
            + "'; ask for fewer rows or columns",
        null);
  }

  static SessionException placeNotPermitted(String uri, String policy) {
    return new SessionException(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "files at " + uri + " are not permitted by policy '" + policy + "'",
        null);
  }

  static SessionException exportUnderLimit(String policy) {
    return new SessionException(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "exporting a result as an Arrow stream is not permitted by policy '"
            + policy
            + "', which limits results",
        null);
  }

  static SessionException wrongPolicy(String where, String reason, Throwable cause) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "the policy " + where + " cannot be used: " + reason,
        cause);
  }

  static SessionException artifactsFolder(Path folder, Throwable cause) {
    return new SessionException(
        SqlState.CONNECTION_CANNOT_BE_OPENED,
        "the folder " + folder + " of the key \"artifacts\" cannot be written: " + cause,
        cause);
  }
}
