package io.github.datafusionjdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.metadata.LaneComparison.Outcome;
import io.github.datafusionjdbc.metadata.LaneComparison.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the engine runs, the lane runs with the same rows, types and column labels, and its text
 * stays as it is when it passes the lane again. One statement a line; the tables are in tables.txt
 * beside them.
 */
class SameAnswerTest {
  private static final Path CORPUS = Path.of("..", "tck", "data", "sql", "corpus");

  private static LaneComparison comparison;
  private static Map<String, String> tables;

  @BeforeAll
  static void open() throws IOException {
    comparison = new LaneComparison();
    tables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(CORPUS.resolve("tables.txt"))) {
      int bar = line.indexOf('|');
      tables.put(line.substring(0, bar).strip(), line.substring(bar + 1).strip());
    }
  }

  @AfterAll
  static void close() {
    comparison.close();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".txt") && !file.endsWith("tables.txt"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theLaneAnswersAsTheEngineDoes(Path file) throws IOException {
    List<String> differences = new ArrayList<>();
    int run = 0;
    int number = 0;
    for (String sql : Files.readAllLines(file)) {
      number++;
      if (sql.isBlank()) {
        continue;
      }
      Result result = comparison.compare(sql, tables);
      if (result.outcome() == Outcome.IDENTICAL) {
        run++;
      } else if (result.outcome() != Outcome.BOTH_REFUSE) {
        differences.add(
            file.getFileName()
                + ":"
                + number
                + " "
                + result.outcome()
                + "\n  "
                + sql
                + "\n  "
                + result.detail());
      }
    }
    assertThat(differences).isEmpty();
    assertThat(run).as("statements that the engine runs").isPositive();
  }
}
