package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Plan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of types are those that the engine itself writes. */
class ArrowTypeTextTest {
  private static TestWarehouse warehouse;

  @BeforeAll
  static void open() {
    warehouse = TestWarehouse.open(FEATURES);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL",
        "true",
        "arrow_cast(1, 'Int8')",
        "arrow_cast(1, 'UInt64')",
        "arrow_cast(1, 'Float16')",
        "arrow_cast(1, 'Float64')",
        "arrow_cast(1, 'Decimal128(38, 10)')",
        "arrow_cast(1, 'Decimal256(50, 2)')",
        "arrow_cast('a', 'Utf8')",
        "arrow_cast('a', 'LargeUtf8')",
        "arrow_cast('a', 'Utf8View')",
        "arrow_cast('a', 'BinaryView')",
        "arrow_cast(arrow_cast('abc', 'Binary'), 'FixedSizeBinary(3)')",
        "DATE '2024-02-29'",
        "arrow_cast(DATE '2024-02-29', 'Date64')",
        "TIME '01:02:03'",
        "arrow_cast(TIME '01:02:03', 'Time32(s)')",
        "arrow_cast('2024-01-01', 'Timestamp(µs)')",
        "arrow_cast('2024-01-01', 'Timestamp(ms, \"Europe/Berlin\")')",
        "INTERVAL '1 month'",
        "arrow_cast(1, 'Duration(s)')",
        "[1, 2]",
        "arrow_cast([1, 2], 'LargeList(Int64)')",
        "arrow_cast([1, 2], 'FixedSizeList(2 x Int64)')",
        "named_struct('a', 1, 'b \"quoted\"', 'x')",
        "MAP {'a': 1}"
      })
  void everyTypeIsWrittenAsTheEngineWritesIt(String expression) {
    try (PinnedCatalog catalog = warehouse.statement();
        Plan plan = warehouse.plan(catalog, "SELECT " + expression)) {
      assertThat(ArrowTypeText.of(plan.schema().get(0).type()))
          .isEqualTo(
              warehouse.query(catalog, "SELECT arrow_typeof(" + expression + ")").get(0).get(0));
    }
  }
}
