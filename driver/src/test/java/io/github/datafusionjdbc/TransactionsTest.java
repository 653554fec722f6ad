package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a statement sees while another process commits. */
@ExtendWith(NativeLeakCheck.class)
class TransactionsTest {
  private static final Path TABLE = TestData.FEATURES.resolve("append_only");

  @TempDir Path warehouse;
  private Path table;
  private int newest;

  /** A table that has all its data files, but not yet its last commit. */
  @BeforeEach
  void copyWithoutLastCommit() throws IOException {
    table = warehouse.resolve("t");
    TestData.copy(TABLE, table);
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      newest =
          log.map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[0-9]{20}\\.json"))
              .mapToInt(name -> Integer.parseInt(name.substring(0, 20)))
              .max()
              .orElseThrow();
    }
    for (Path file : lastCommitFiles(table)) {
      Files.delete(file);
    }
  }

  private Path[] lastCommitFiles(Path of) throws IOException {
    String prefix = "%020d.".formatted(newest);
    try (Stream<Path> log = Files.list(of.resolve("_delta_log"))) {
      return log.filter(file -> file.getFileName().toString().startsWith(prefix))
          .toArray(Path[]::new);
    }
  }

  private void commit() throws IOException {
    Path log = TestData.commit(TABLE, newest);
    Files.copy(log, TestData.commit(table, newest));
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("select count(*) from t")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void autocommitSeesACommitWithItsNextStatement() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestData.url(warehouse));
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select count(*) from t")) {
      long before = count(statement);
      assertThat(count(prepared)).isEqualTo(before);
      commit();
      assertThat(count(statement)).isGreaterThan(before);
      assertThat(count(prepared)).as("prepared earlier").isEqualTo(count(statement));
    }
  }

  @Test
  void aTransactionKeepsTheVersionOfItsFirstRead() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestData.url(warehouse));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      long before = count(statement);
      commit();
      assertThat(count(statement)).isEqualTo(before);
      connection.commit();
      long after = count(statement);
      assertThat(after).isGreaterThan(before);
      connection.rollback();
      assertThat(count(statement)).isEqualTo(after);
    }
  }

  @Test
  void aResultStaysReadableAfterCommit() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestData.url(warehouse));
        Statement statement = connection.createStatement()) {
      commit();
      connection.setAutoCommit(false);
      ResultSet result = statement.executeQuery("select * from t");
      connection.commit();
      assertThat(result.next()).isTrue();
    }
  }

  @Test
  void commitWithAutocommitIsAnError() throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestData.url(warehouse))) {
      assertThatThrownBy(connection::commit)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("25000");
      assertThatThrownBy(connection::rollback).hasMessageStartingWith("rollback() needs");
    }
  }
}
