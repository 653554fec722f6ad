package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.SqlState;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {
  @ParameterizedTest
  @EnumSource(SqlState.class)
  void everyStateGivesTheSubclassThatToolsTellItBy(SqlState state) {
    SQLException exception = Errors.of(state, "text");
    assertThat((Throwable) exception).hasMessage("text");
    if (state == SqlState.FEATURE_NOT_SUPPORTED) {
      assertThat((Throwable) exception).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(exception.getSQLState()).as("pools take 0A000 for a broken connection").isNull();
      return;
    }
    assertThat(exception.getSQLState()).isEqualTo(state.code());
    assertThat(exception.getClass()).as("never the bare class").isNotEqualTo(SQLException.class);
    switch (state) {
      case SYNTAX_ERROR, UNDEFINED_TABLE, UNDEFINED_COLUMN, UNDEFINED_SCHEMA ->
          assertThat((Throwable) exception).isInstanceOf(SQLSyntaxErrorException.class);
      case NUMERIC_VALUE_OUT_OF_RANGE, DIVISION_BY_ZERO, INVALID_CAST ->
          assertThat((Throwable) exception).isInstanceOf(SQLDataException.class);
      case CONNECTION_CANNOT_BE_OPENED, CONNECTION_DOES_NOT_EXIST ->
          assertThat((Throwable) exception).isInstanceOf(SQLNonTransientConnectionException.class);
      case OUT_OF_MEMORY, DISK_FULL, QUERY_CANCELED ->
          assertThat((Throwable) exception).isInstanceOf(SQLTransientException.class);
      default -> {}
    }
  }
}
