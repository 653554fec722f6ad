package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Inserts into tables that Spark wrote, one for each feature, whose rows Spark knows. */
@ExtendWith(NativeLeakCheck.class)
class FeatureTablesInsertTest {
  /** Of a table that makes values itself the columns that are given. */
  private static final Map<String, String> GIVEN = Map.of("generated", "id, ts");

  private static Path folder;
  private static Connection connection;

  @BeforeAll
  static void open() throws IOException, SQLException {
    folder = Files.createTempDirectory("insert");
    TestData.copy(TestData.FEATURES, folder);
    connection = DriverManager.getConnection(TestData.url(folder));
  }

  @AfterAll
  static void close() throws IOException, SQLException {
    connection.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static Stream<String> writable() throws IOException {
    try (Stream<Path> tables = Files.list(TestData.FEATURES)) {
      return tables
          .map(table -> table.getFileName().toString())
          .filter(name -> !List.of("identity", "variant_column").contains(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static int lastVersion(String table) throws IOException {
    try (Stream<Path> files = Files.list(TestData.EXPECTED.resolve("features").resolve(table))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("v[0-9]+\\.jsonl"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("[^0-9]", "")))
          .max()
          .orElseThrow();
    }
  }

  private static JsonNode schema(String table, int version) throws IOException {
    return SparkJson.parse(
        Files.readString(
            TestData.EXPECTED.resolve("features/" + table + "/v" + version + ".schema.json")));
  }

  private static List<String> sparkRows(String table, int version) throws IOException {
    JsonNode schema = schema(table, version);
    List<String> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(
            TestData.EXPECTED.resolve("features/" + table + "/v" + version + ".jsonl"))) {
      rows.add(SparkJson.expected(line, schema));
    }
    return rows;
  }

  private static List<String> rows(String from, JsonNode schema) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + from)) {
      while (result.next()) {
        rows.add(SparkJson.row(result, schema));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("writable")
  void rowsInsertedAgainAreThereTwiceAndTheVersionBeforeIsAsItWas(String table) throws Exception {
    int version = lastVersion(table);
    List<String> before = sparkRows(table, version);
    List<String> twice = new ArrayList<>(before);
    twice.addAll(before);
    String columns = GIVEN.get(table);
    String insert =
        columns == null
            ? "insert into " + table + " select * from " + table
            : "insert into " + table + " (" + columns + ") select " + columns + " from " + table;

    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeLargeUpdate(insert)).isEqualTo(before.size());
    }

    JsonNode schema = schema(table, version);
    assertThat(rows(table, schema)).containsExactlyInAnyOrderElementsOf(twice);
    assertThat(rows(table + " for version as of " + version, schema))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(TestData.commit(folder.resolve(table), version + 1)).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "identity, insert into identity (s) values ('x'), identityColumns",
    "variant_column, insert into variant_column (id) values (1), variantType"
  })
  void aTableWhoseFeatureIsNotKeptIsRefusedByTheFeaturesName(
      String table, String insert, String feature) throws Exception {
    List<Path> files = files(folder.resolve(table));
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate(insert))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining(feature);
    }
    assertThat(files(folder.resolve(table))).isEqualTo(files);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check_constraint | insert into check_constraint values (3, 1), (4, -0.01) | 23514",
        "check_constraint | insert into check_constraint values (null, 1) | 23502",
        "append_only | insert overwrite append_only select * from append_only | 55000",
        "generated | insert into generated values (1, timestamp '2020-01-01 00:00:00',"
            + " date '1999-09-09') | 428C9"
      })
  void whatATableOfSparkForbidsIsRefused(String table, String sql, String state) throws Exception {
    List<Path> files = files(folder.resolve(table));
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate(sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }
    assertThat(files(folder.resolve(table))).isEqualTo(files);
  }

  private static List<Path> files(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      List<Path> sorted = new ArrayList<>(files.toList());
      Collections.sort(sorted);
      return sorted;
    }
  }
}
