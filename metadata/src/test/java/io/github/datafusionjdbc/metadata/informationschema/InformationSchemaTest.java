package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.engine.SystemFilter.Op.EQUAL;
import static io.github.datafusionjdbc.engine.SystemFilter.Op.IN;
import static io.github.datafusionjdbc.engine.SystemFilter.Op.LIKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.metadata.CatalogModel;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.metadata.StatementScope;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import io.github.datafusionjdbc.metadata.TemporaryObjects;
import io.github.datafusionjdbc.metadata.Warehouse;
import io.github.datafusionjdbc.policy.RelationColumn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** information_schema over the tables of nycflights. */
class InformationSchemaTest {
  private static final StatementScope SCOPE =
      new StatementScope(
          "datafusion", "public", Duration.ZERO, null, new TemporaryObjects(), List.of());

  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    String uri = Path.of("../tck/data/nycflights").toAbsolutePath().normalize().toUri().toString();
    warehouse = Warehouse.acquire(new EngineOptions(uri, Map.of(), Map.of()), false);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  /** The real catalog, noting which tables are loaded and which schemas are listed. */
  private static final class WatchedModel implements CatalogModel {
    private final PinnedCatalog catalog;
    private final List<String> loaded = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();

    WatchedModel(PinnedCatalog catalog) {
      this.catalog = catalog;
    }

    @Override
    public String catalogName() {
      return catalog.catalogName();
    }

    @Override
    public List<String> schemaNames() {
      return catalog.schemaNames();
    }

    @Override
    public List<TableEntry> tableEntries(String schema) {
      listed.add(schema);
      return catalog.tableEntries(schema);
    }

    @Override
    public Optional<TableDetails> tableDetails(String schema, String table) {
      loaded.add(schema + "." + table);
      return catalog.tableDetails(schema, table);
    }
  }

  private static SystemTableSource table(String name) {
    return InformationSchema.tables(warehouse::functions).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> loadedBy(String table, SystemFilter... filters) {
    try (PinnedCatalog catalog = warehouse.openStatement(SCOPE)) {
      WatchedModel model = new WatchedModel(catalog);
      table(table).rows(List.of(filters), model);
      return model.loaded.stream().filter(name -> name.startsWith("nyc.")).toList();
    }
  }

  private static SystemFilter filter(String column, SystemFilter.Op op, String... values) {
    return new SystemFilter(column, op, List.of(values));
  }

  @Test
  void aLookAtOneTableLoadsOnlyThatOne() {
    for (String table : List.of("columns", "table_details")) {
      assertThat(
              loadedBy(
                  table,
                  filter("table_schema", EQUAL, "nyc"),
                  filter("table_name", EQUAL, "flights")))
          .containsExactly("nyc.flights");
      assertThat(loadedBy(table, filter("table_name", LIKE, "a%")))
          .containsExactly("nyc.airlines", "nyc.airports");
      assertThat(loadedBy(table, filter("table_name", LIKE, "fl\\_ghts"))).isEmpty();
      assertThat(loadedBy(table, filter("table_name", IN, "planes", "weather")))
          .containsExactly("nyc.planes", "nyc.weather");
      assertThat(
              loadedBy(
                  table,
                  filter("table_name", IN, "planes", "weather"),
                  filter("table_name", LIKE, "p%")))
          .containsExactly("nyc.planes");
      assertThat(loadedBy(table, filter("table_schema", LIKE, "information%"))).isEmpty();
      assertThat(loadedBy(table, filter("table_catalog", EQUAL, "elsewhere"))).isEmpty();
      assertThat(loadedBy(table)).hasSize(5);
    }
    assertThat(loadedBy("table_details", filter("table_type", EQUAL, "VIEW"))).isEmpty();
  }

  @Test
  void aTableThatIsNamedIsFoundWithoutListingItsSchema() {
    try (PinnedCatalog catalog = warehouse.openStatement(SCOPE)) {
      WatchedModel model = new WatchedModel(catalog);
      ArrowRows rows =
          table("columns")
              .rows(
                  List.of(
                      filter("table_schema", EQUAL, "nyc"),
                      filter("table_name", EQUAL, "airlines")),
                  model);
      assertThat(rows.rowCount()).isEqualTo(2);
      assertThat(model.listed).isEmpty();
    }
  }

  @Test
  void namesOfTablesAreListedWithoutLoadingOne() {
    assertThat(loadedBy("tables")).isEmpty();
    assertThat(loadedBy("schemata")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%l_nes",
        "lane_",
        "p[l]anes",
        "p.anes",
        "pl.*",
        "\\planes",
        "p\\lanes",
        "planes\\",
        "\\%lanes",
        "\\_lanes",
        "____",
        "%%",
        "_%_",
        "",
        "%\n%",
        "PLANES",
        "p(l|x)anes",
        "%é%"
      })
  void likeMatchesAsTheEngineDoes(String pattern) {
    assertThat(loadedBy("columns", filter("table_name", LIKE, pattern)))
        .isEqualTo(
            query(
                "columns",
                "SELECT 'nyc.' || name FROM (VALUES ('airlines'), ('airports'), ('flights'),"
                    + " ('planes'), ('weather')) AS t (name) WHERE name LIKE '"
                    + pattern
                    + "' ORDER BY name"));
  }

  @Test
  void aPlanHandsOverTheFiltersOfItsText() {
    assertThat(
            filtersOf(
                "SELECT column_name FROM information_schema.columns"
                    + " WHERE table_schema = 'nyc' AND table_name LIKE 'a%'"))
        .containsExactlyInAnyOrder(
            filter("table_schema", EQUAL, "nyc"), filter("table_name", LIKE, "a%"));
  }

  private static List<SystemFilter> filtersOf(String sql) {
    try (PinnedCatalog catalog = warehouse.openStatement(SCOPE);
        Session session = warehouse.engine().openSession(Map.of());
        CancelToken token = new CancelToken()) {
      find(catalog, "information_schema", "columns");
      try (Plan plan = session.plan(qualified(sql), catalog.bindings(), token)) {
        return plan.systemFilters(Parameters.NONE).values().iterator().next();
      }
    }
  }

  /** One catalog model: what the lane is told of a table is what information_schema says of it. */
  @Test
  void columnsAreThoseOfTheLanesSchemaMap() {
    List<String> expected = new ArrayList<>();
    try (PinnedCatalog catalog = warehouse.openStatement(SCOPE)) {
      for (String schema : catalog.schemaNames()) {
        for (String table : catalog.tables(schema)) {
          int position = 0;
          for (RelationColumn column : find(catalog, schema, table)) {
            position++;
            expected.add(
                String.join(
                    "|",
                    schema,
                    table,
                    column.name(),
                    Integer.toString(position),
                    column.nullable() ? "YES" : "NO",
                    EngineTypeText.sqlType(column.type()).typeName()));
          }
        }
      }
    }
    assertThat(
            query(
                "columns",
                "SELECT table_schema, table_name, column_name, CAST(ordinal_position AS VARCHAR) AS p,"
                    + " is_nullable, data_type FROM information_schema.columns"
                    + " ORDER BY table_schema, table_name, ordinal_position"))
        .isEqualTo(expected);
  }

  private static List<RelationColumn> find(PinnedCatalog catalog, String schema, String table) {
    try {
      return catalog.find(schema, table, Optional.empty()).orElseThrow().columns();
    } catch (io.github.datafusionjdbc.policy.StatementRefused e) {
      throw new AssertionError(e);
    }
  }

  /** Rows of a query whose columns are all text, joined by bars. */
  private static List<String> query(String table, String sql) {
    List<String> rows = new ArrayList<>();
    try (PinnedCatalog catalog = warehouse.openStatement(SCOPE);
        Session session = warehouse.engine().openSession(Map.of());
        CancelToken token = new CancelToken()) {
      find(catalog, InformationSchema.NAME, table);
      try (Plan plan = session.plan(qualified(sql), catalog.bindings(), token);
          ResultStream result =
              plan.execute(
                  Parameters.NONE,
                  catalog.systemRows(plan.systemFilters(Parameters.NONE)),
                  token)) {
        for (RecordBatch batch = result.next(); batch != null; batch = result.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < plan.schema().size(); column++) {
              values.add(batch.column(column).getString(row));
            }
            rows.add(String.join("|", values));
          }
        }
      }
    }
    return rows;
  }

  private static String qualified(String sql) {
    return sql.replace("FROM information_schema.", "FROM datafusion.information_schema.");
  }
}
