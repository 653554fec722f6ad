package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.EXPECTED;
import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.CatalogModel.TableDetails;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationColumn;
import io.github.datafusionjdbc.policy.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table of the features' collection at every version, as far as the catalog tells of it. */
class FeatureTablesTest {
  private static TestWarehouse warehouse;

  @BeforeAll
  static void open() {
    warehouse = TestWarehouse.open(FEATURES);
  }

  @AfterAll
  static void close() {
    warehouse.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  static Stream<Path> versions() throws IOException {
    try (Stream<Path> files = Files.walk(EXPECTED)) {
      return files
          .filter(file -> file.getFileName().toString().matches("v\\d+\\.jsonl"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionHasTheColumnsAndTheNumberOfRowsThatSparkReads(Path expected) throws Exception {
    String table = expected.getParent().getFileName().toString();
    String name = expected.getFileName().toString().replace(".jsonl", "");
    long version = Long.parseLong(name.substring(1));
    JsonNode schema =
        new ObjectMapper().readTree(expected.resolveSibling(name + ".schema.json").toFile());
    List<String> columns = new ArrayList<>();
    schema.path("fields").forEach(field -> columns.add(field.path("name").asText()));
    long rows;
    try (Stream<String> lines = Files.lines(expected)) {
      rows = lines.count();
    }

    try (PinnedCatalog catalog = warehouse.statement()) {
      Relation relation =
          catalog
              .find("public", table, Optional.of(new TableVersion.Number(version)))
              .orElseThrow();
      assertThat(relation.version()).hasValue(version);
      assertThat(relation.columns()).extracting(RelationColumn::name).isEqualTo(columns);
      assertThat(
              warehouse.query(
                  catalog,
                  "SELECT count(*) FROM datafusion.public.\"" + relation.engineName() + "\""))
          .containsExactly(List.of(Long.toString(rows)));
    }
  }

  @Test
  void theCatalogsTypesAreThoseOfTheEngine() throws Exception {
    try (PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.tables("public")).hasSize(27);
      for (String table : catalog.tables("public")) {
        catalog.find("public", table, Optional.empty());
        TableDetails details = catalog.tableDetails("public", table).orElseThrow();
        try (PinnedCatalog one = warehouse.statement()) {
          one.find("public", table, Optional.empty());
          try (Plan plan = warehouse.plan(one, "SELECT * FROM datafusion.public." + table)) {
            assertThat(details.columns())
                .as(table)
                .extracting(c -> new ArrowField(c.name(), c.type(), c.nullable()))
                .isEqualTo(plan.schema());
          }
        }
      }
    }
  }

  @Test
  void defaultsGenerationExpressionsIdentityAndPartitionsAreTold() {
    try (PinnedCatalog catalog = warehouse.statement()) {
      TableDetails defaults = catalog.tableDetails("public", "defaults").orElseThrow();
      assertThat(defaults.columns())
          .extracting(ColumnDetails::defaultExpression)
          .containsExactly(null, "'none'", "7");
      TableDetails generated = catalog.tableDetails("public", "generated").orElseThrow();
      assertThat(generated.columns())
          .extracting(ColumnDetails::generationExpression)
          .containsExactly(null, null, "cast(ts as date)");
      assertThat(generated.partitionColumns()).containsExactly("d");
      TableDetails identity = catalog.tableDetails("public", "identity").orElseThrow();
      assertThat(identity.columns())
          .extracting(ColumnDetails::identity)
          .containsExactly(true, false);
      assertThat(catalog.tableDetails("public", "check_constraint").orElseThrow().properties())
          .containsKey("delta.constraints.positive");
    }
  }
}
