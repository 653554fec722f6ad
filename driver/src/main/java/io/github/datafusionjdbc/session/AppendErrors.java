package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.NearestName;
import io.github.datafusionjdbc.policy.SqlState;
import java.util.List;

/** What is said when an appender fails. */
final class AppendErrors {
  private AppendErrors() {}

  /** A failure that counts its rows from those before on, which went well. */
  static SessionException afterRows(long rows, SessionException failure) {
    return new SessionException(
        failure.state(),
        "after the first " + rows + " rows of the batch: " + failure.getMessage(),
        failure.line(),
        failure.column(),
        failure.timedOut(),
        failure);
  }

  static SessionException appendedOther(String what, String column, String type) {
    return new SessionException(
        SqlState.DATATYPE_MISMATCH,
        "column '"
            + column
            + "' is of type "
            + type
            + " and takes no "
            + what
            + " from an appender",
        null);
  }

  static SessionException appendedTooLarge(Object value, String column, String type) {
    return new SessionException(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
        "the value "
            + value
            + " of column '"
            + column
            + "' cannot be stored as "
            + type
            + " without loss",
        null);
  }

  static SessionException appendedRow(int values, int columns) {
    return new SessionException(
        SqlState.SYNTAX_ERROR,
        "the row has "
            + values
            + (values == 1 ? " value" : " values")
            + ", but the appender fills "
            + columns
            + (columns == 1 ? " column" : " columns"),
        null);
  }

  static SessionException appenderClosed() {
    return new SessionException(SqlState.INVALID_CURSOR_STATE, "the appender is closed", null);
  }

  static SessionException appenderFailed(SessionException failure) {
    return new SessionException(
        failure.state(),
        "the appender failed before and has discarded its rows: " + failure.getMessage(),
        failure);
  }

  static SessionException appenderGivenUp() {
    return new SessionException(
        SqlState.QUERY_CANCELED, "the appender was given up and its rows discarded", null);
  }

  static SessionException noTableName(String name) {
    return new SessionException(
        SqlState.SYNTAX_ERROR,
        "'" + name + "' is no name of a table: write schema.table, quoted as in SQL",
        null);
  }

  static SessionException streamLacks(String column, List<String> given) {
    String nearest = NearestName.of(column, given);
    return new SessionException(
        SqlState.UNDEFINED_COLUMN,
        "the Arrow stream has no column '"
            + column
            + "', which the appender fills"
            + (nearest == null ? "" : "; it has '" + nearest + "'"),
        null);
  }

  static SessionException streamHas(String column, List<String> columns) {
    return new SessionException(
        SqlState.UNDEFINED_COLUMN,
        "the Arrow stream has the column '"
            + column
            + "' once too often: the appender fills "
            + String.join(", ", columns),
        null);
  }
}
