package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 336,744 flights: profiles, versions and fourteen questions, against Spark's answers. */
@ExtendWith(NativeLeakCheck.class)
class NycFlightsTest {
  /** Digits to which sums and means of floating-point numbers agree, whatever the order. */
  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection(TestData.url(TestData.NYCFLIGHTS));
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<String> questions() throws IOException {
    try (Stream<Path> files = Files.list(TestData.EXPECTED.resolve("nyc/queries"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answersAsSparkDoes(String question) throws Exception {
    Path queries = TestData.EXPECTED.resolve("nyc/queries");
    List<String> lines = Files.readAllLines(queries.resolve(question + ".csv"));
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(Files.readString(queries.resolve(question + ".sql")))) {
      int columns = result.getMetaData().getColumnCount();
      List<String> header = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        header.add(result.getMetaData().getColumnLabel(i));
      }
      assertThat(header).isEqualTo(List.of(lines.get(0).split(",", -1)));
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(comparable(text(result.getObject(i))));
        }
        rows.add(row);
      }
    }
    List<List<String>> wanted = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = new ArrayList<>();
      for (String cell : csv(line)) {
        row.add(comparable(cell));
      }
      wanted.add(row);
    }
    assertThat(rows).isEqualTo(wanted);
  }

  private static String text(Object value) {
    if (value instanceof Timestamp timestamp) {
      return DateTimeFormatter.ISO_INSTANT.format(timestamp.toInstant());
    }
    return value == null ? "" : value.toString();
  }

  /** Numbers at twelve digits, everything else as it is. */
  private static String comparable(String cell) {
    if (!cell.matches("-?[0-9.]+(E-?[0-9]+)?")) {
      return cell;
    }
    return new BigDecimal(cell).round(TWELVE_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** The cells of a line, of which some are quoted. */
  private static List<String> csv(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  @ParameterizedTest
  @ValueSource(strings = {"airlines", "airports", "flights", "planes", "weather"})
  void countsDistinctsExtremesAndSumsAreSparks(String table) throws Exception {
    JsonNode profile =
        SparkJson.parse(
            Files.readString(TestData.EXPECTED.resolve("nyc/" + table + ".profile.json")));
    Map<String, String> wanted = new LinkedHashMap<>();
    List<String> selected = new ArrayList<>();
    profile
        .properties()
        .forEach(
            entry -> {
              selected.add(expression(entry.getKey()) + " as \"" + entry.getKey() + "\"");
              wanted.put(entry.getKey(), comparable(entry.getValue().asText()));
            });
    Map<String, String> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select " + String.join(", ", selected) + " from nyc." + table)) {
      assertThat(result.next()).isTrue();
      for (String name : wanted.keySet()) {
        Object value = result.getObject(name);
        found.put(name, comparable(profileText(value)));
      }
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static String expression(String name) {
    if (name.equals("rows")) {
      return "count(*)";
    }
    int cut = name.lastIndexOf('_');
    String column = "\"" + name.substring(0, cut) + "\"";
    return switch (name.substring(cut + 1)) {
      case "count" -> "count(" + column + ")";
      case "distinct" -> "count(distinct " + column + ")";
      case "min" -> "min(" + column + ")";
      case "max" -> "max(" + column + ")";
      // each value rounded to six digits by its decimal text, as Spark's profile was made
      case "sum" -> "sum(cast(cast(" + column + " as varchar) as decimal(28, 6)))";
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String profileText(Object value) {
    if (value instanceof Timestamp timestamp) {
      Instant instant = timestamp.toInstant();
      return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
          .format(instant.atOffset(ZoneOffset.UTC));
    }
    return value.toString();
  }

  @Test
  void everyVersionHasSparksNumberOfRows() throws Exception {
    for (String line :
        Files.readAllLines(TestData.EXPECTED.resolve("nyc/flights.versions.jsonl"))) {
      JsonNode version = SparkJson.parse(line);
      String sql =
          "select count(*) from nyc.flights for version as of " + version.get("version").asInt();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        assertThat(result.next()).isTrue();
        assertThat(result.getLong(1)).as(line).isEqualTo(version.get("rows").asLong());
      }
    }
  }
}
