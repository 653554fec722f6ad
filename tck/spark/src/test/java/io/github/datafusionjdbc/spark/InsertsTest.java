package io.github.datafusionjdbc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark reads what this driver inserts into tables of Spark, one for each feature. */
class InsertsTest {
  private static final Path FEATURES = Path.of("../data/features");

  /** Those that inserts refuse, by the feature's name. */
  private static final List<String> REFUSED = List.of("identity", "variant_column");

  /** Of a table that makes values itself the columns that are given. */
  private static final Map<String, String> GIVEN = Map.of("generated", "id, ts");

  @RegisterExtension final Warehouse warehouse = new Warehouse();

  static List<String> writable() throws IOException {
    try (Stream<Path> tables = Files.list(FEATURES)) {
      return tables
          .map(table -> table.getFileName().toString())
          .filter(name -> !REFUSED.contains(name))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("writable")
  void sparkReadsTheOldRowsAndTheNewOnes(String name) throws Exception {
    warehouse.copy(FEATURES.resolve(name));
    String table = warehouse.inSpark(name);
    List<String> before = Spark.json("select * from " + table);
    List<String> history = Spark.history(table);
    String version = history.get(history.size() - 1).split(" ", 2)[0];
    String columns = GIVEN.getOrDefault(name, "*");

    long inserted =
        warehouse.update(
            "insert into %s %s select %s from %s"
                .formatted(name, columns.equals("*") ? "" : "(" + columns + ")", columns, name));

    assertThat(inserted).isEqualTo(before.size());
    List<String> twice = new ArrayList<>(before);
    twice.addAll(before);
    assertThat(Spark.json("select * from " + table)).containsExactlyInAnyOrderElementsOf(twice);
    assertThat(Spark.json("select * from " + table + " version as of " + version))
        .containsExactlyInAnyOrderElementsOf(before);
  }
}
