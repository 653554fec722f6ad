package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.session.SessionException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/** The errors of this package, one method for each condition. */
final class Errors {
  private Errors() {}

  /** A failure of the session, as the subclass that JDBC 4.3 table 8-1 has for its SQLState. */
  static SQLException of(SessionException failure) {
    SQLException exception =
        failure.timedOut()
            ? new SQLTimeoutException(failure.getMessage(), failure.state().code())
            : of(failure.state(), failure.getMessage());
    exception.initCause(failure);
    return exception;
  }

  /** An exception of the subclass that belongs to a state. */
  static SQLException of(SqlState state, String message) {
    String code = state.code();
    return switch (state) {
      case FEATURE_NOT_SUPPORTED -> notSupported(message);
      case CONNECTION_FAILURE -> new SQLTransientConnectionException(message, code);
      case QUERY_CANCELED, OUT_OF_MEMORY, DISK_FULL -> new SQLTransientException(message, code);
      case INSUFFICIENT_PRIVILEGE -> new SQLNonTransientException(message, code);
      default ->
          switch (code.substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(message, code);
            case "22" -> new SQLDataException(message, code);
            case "23" -> new SQLIntegrityConstraintViolationException(message, code);
            case "40" -> new SQLTransactionRollbackException(message, code);
            case "28" -> new SQLInvalidAuthorizationSpecException(message, code);
            case "42", "3F" -> new SQLSyntaxErrorException(message, code);
            default -> new SQLNonTransientException(message, code);
          };
    };
  }

  /** Without a SQLState: pools take 0A000 for a sign of a broken connection. */
  static SQLFeatureNotSupportedException notSupported(String message) {
    return new SQLFeatureNotSupportedException(message);
  }

  static SQLFeatureNotSupportedException methodNotSupported(String method) {
    return notSupported(method + " is not supported by this driver");
  }

  static SQLFeatureNotSupportedException readOnlyResult(String method) {
    return notSupported(method + " is not supported: results are read-only (CONCUR_READ_ONLY)");
  }

  static SQLFeatureNotSupportedException forwardOnlyResult(String method) {
    return notSupported(method + " is not supported: results are TYPE_FORWARD_ONLY");
  }

  static SQLException connectionClosed() {
    return of(SqlState.CONNECTION_DOES_NOT_EXIST, "the connection is closed");
  }

  static SQLException statementClosed() {
    return of(SqlState.INVALID_CURSOR_STATE, "the statement is closed");
  }

  static SQLException resultClosed() {
    return of(SqlState.INVALID_CURSOR_STATE, "the result is closed");
  }

  static SQLException beforeFirstRow() {
    return of(SqlState.INVALID_CURSOR_STATE, "the result is before its first row: call next()");
  }

  static SQLException afterLastRow() {
    return of(SqlState.INVALID_CURSOR_STATE, "the result is after its last row");
  }

  static SQLException transactionWithAutoCommit(String method) {
    return of(
        SqlState.INVALID_TRANSACTION_STATE,
        method + "() needs setAutoCommit(false): each statement is a transaction of its own");
  }

  static SQLException columnIndex(int index, int count) {
    return of(
        SqlState.INVALID_PARAMETER_VALUE,
        "column index " + index + " is out of range: the result has " + columns(count));
  }

  private static String columns(int count) {
    return count == 0 ? "no columns" : "columns 1 to " + count;
  }

  static SQLException unknownLabel(String label, String labels) {
    return of(
        SqlState.UNDEFINED_COLUMN,
        "the result has no column \"" + label + "\"; its columns are " + labels);
  }

  static SQLException parameterIndex(int index, int count) {
    return of(
        SqlState.INVALID_PARAMETER_VALUE,
        "parameter index " + index + " is out of range: the statement has " + parameters(count));
  }

  private static String parameters(int count) {
    return count == 0 ? "no parameters" : "parameters 1 to " + count;
  }

  static SQLException noText() {
    return invalidArgument("the SQL text is null");
  }

  static SQLException parameterNotSet(int index) {
    return of(
        SqlState.WRONG_PARAMETER_COUNT,
        "parameter " + index + " has no value: set every parameter before executing");
  }

  static SQLException invalidArgument(String message) {
    return of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  static SQLException outOfRange(Object value, String target) {
    return of(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value " + value + " is out of range for " + target);
  }

  static SQLException notParsable(String text, String target) {
    return of(SqlState.INVALID_CAST, "\"" + text + "\" cannot be read as " + target);
  }

  static SQLException noConversion(Object value, String target) {
    return of(
        SqlState.INVALID_CAST,
        "a value of " + TypeNames.of(value) + " cannot be read as " + target);
  }

  static SQLException unreadableStream(Exception cause) {
    SQLException exception =
        of(SqlState.IO_ERROR, "the stream given as parameter could not be read: " + cause);
    exception.initCause(cause);
    return exception;
  }

  static SQLException streamTooLong(int most) {
    return invalidArgument("the stream given as parameter is longer than " + most);
  }

  static SQLException streamTooShort(int found, int wanted) {
    return invalidArgument("the stream given as parameter ended after " + found + " of " + wanted);
  }

  static SQLException statementOfPrepared() {
    return invalidArgument(
        "a PreparedStatement executes its own text: call the method without a text");
  }

  static SQLException notWrapped(Class<?> type) {
    return invalidArgument("not a wrapper of " + (type == null ? null : type.getName()));
  }
}
