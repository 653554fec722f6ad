package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table of the features, at every version that Spark's rows are at hand of. */
@ExtendWith(NativeLeakCheck.class)
class FeatureTablesTest {
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection(TestData.url(TestData.FEATURES));
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<Arguments> versions() throws IOException {
    List<Arguments> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TestData.EXPECTED.resolve("features"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches("v[0-9]+\\.jsonl")) {
          String table = file.getParent().getFileName().toString();
          all.add(Arguments.of(table, Integer.parseInt(name.replaceAll("[^0-9]", ""))));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} at version {1}")
  @MethodSource("versions")
  void readsEveryVersionAsSparkDoes(String table, int version) throws Exception {
    Path expected = TestData.EXPECTED.resolve("features").resolve(table);
    JsonNode schema =
        SparkJson.parse(Files.readString(expected.resolve("v" + version + ".schema.json")));
    String sql = "select * from " + table + " for version as of " + version;
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(names(result.getMetaData())).isEqualTo(names(schema));
      while (result.next()) {
        rows.add(SparkJson.row(result, schema));
      }
    }
    List<String> wanted = new ArrayList<>();
    for (String line : Files.readAllLines(expected.resolve("v" + version + ".jsonl"))) {
      wanted.add(SparkJson.expected(line, schema));
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static List<String> names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.get("fields").forEach(field -> names.add(field.get("name").asText()));
    return names;
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }
}
