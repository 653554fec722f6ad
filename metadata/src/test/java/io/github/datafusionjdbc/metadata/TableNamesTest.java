package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.metadata.CatalogModel.TableEntry;
import io.github.datafusionjdbc.metadata.CatalogModel.TableType;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.StatementRefused;
import io.github.datafusionjdbc.policy.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders are which tables, and which warehouses can be opened. */
class TableNamesTest {
  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(Engine.counters().handles()).isZero();
  }

  private void table(String path) {
    TestWarehouse.copy(FEATURES.resolve("append_only"), folder.resolve(path));
  }

  @Test
  void foldersAreSchemasAndTables() throws Exception {
    table("sales/orders");
    table("sales/Größe 1");
    table("t");
    table("public/u");
    Files.createDirectories(folder.resolve("no tables/in here"));
    Files.writeString(folder.resolve("sales/readme.txt"), "a file");
    Files.writeString(folder.resolve("readme.txt"), "a file");
    table("_catalog/hidden");
    try (TestWarehouse warehouse = TestWarehouse.open(folder);
        PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.schemaNames()).containsExactly("information_schema", "public", "sales");
      assertThat(catalog.tableEntries("sales"))
          .containsExactly(
              new TableEntry("sales", "Größe 1", TableType.BASE_TABLE),
              new TableEntry("sales", "orders", TableType.BASE_TABLE));
      assertThat(catalog.tables("public")).containsExactly("t", "u");
      assertThat(catalog.tables("no tables")).isEmpty();
      assertThat(catalog.tables("_catalog")).isEmpty();
      assertThat(catalog.find("_catalog", "hidden", Optional.empty())).isEmpty();
      for (TableEntry entry : catalog.tableEntries("sales")) {
        Relation relation =
            catalog.find(entry.schema(), entry.name(), Optional.empty()).orElseThrow();
        assertThat(
                warehouse.query(
                    catalog,
                    "SELECT count(*) FROM datafusion.sales.\"" + relation.engineName() + "\""))
            .containsExactly(List.of("1"));
      }
      assertThat(catalog.find("public", "u", Optional.empty())).isPresent();
      assertThat(catalog.find("sales", "ORDERS", Optional.empty())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "100%", "a%20b", "ünï ☃ 😀", "a:b", "a?b#c", "a+b&c;d", "a'b\"c"})
  void anyNameThatAFolderCanHaveIsAName(String name) throws Exception {
    table(name);
    table("s " + name + "/" + name);
    try (TestWarehouse warehouse = TestWarehouse.open(folder);
        PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.tables("public")).containsExactly(name);
      assertThat(catalog.tables("s " + name)).containsExactly(name);
      assertThat(catalog.find("public", name, Optional.empty())).isPresent();
      assertThat(catalog.find("s " + name, name, Optional.of(new TableVersion.Number(1))))
          .isPresent();
      assertThat(
              warehouse.query(
                  catalog,
                  "SELECT count(*) FROM datafusion.public.\"" + name.replace("\"", "\"\"") + "\""))
          .containsExactly(List.of("1"));
    }
  }

  @Test
  void twoFoldersForOneNameAreAnErrorThatNamesBoth() {
    table("t");
    table("public/t");
    try (TestWarehouse warehouse = TestWarehouse.open(folder);
        PinnedCatalog catalog = warehouse.statement()) {
      assertThatThrownBy(() -> catalog.find("public", "t", Optional.empty()))
          .isInstanceOf(StatementRefused.class)
          .hasMessageContaining(folder.toUri() + "t/")
          .hasMessageContaining(folder.toUri() + "public/t/");
      assertThatThrownBy(() -> catalog.tableDetails("public", "t"))
          .isInstanceOf(MetadataException.class)
          .hasMessageContaining("public.t");
      assertThat(catalog.tables("public")).containsExactly("t");
    }
  }

  @Test
  void aTablesOwnFoldersAreNoTables() throws Exception {
    table("t");
    table("t/nested");
    try (TestWarehouse warehouse = TestWarehouse.open(folder);
        PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.schemaNames()).containsExactly("information_schema", "public");
      assertThat(catalog.find("t", "nested", Optional.empty())).isEmpty();
      assertThat(catalog.tables("t")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../outside", "..\\outside", "a/b", "\0", "a\nb"})
  void noNameLeadsOutOfTheWarehouse(String name) throws Exception {
    Path inner = folder.resolve("warehouse");
    Files.createDirectories(inner);
    table("outside");
    table("warehouse/a/b");
    try (TestWarehouse warehouse = TestWarehouse.open(inner);
        PinnedCatalog catalog = warehouse.statement()) {
      assertThat(catalog.find("public", name, Optional.empty())).isEmpty();
      assertThat(catalog.find(name, "outside", Optional.empty())).isEmpty();
      assertThat(catalog.tables(name)).isEmpty();
    }
  }

  @Test
  void systemTablesAreBoundAndAnswered() throws Exception {
    table("t");
    try (TestWarehouse warehouse = TestWarehouse.open(folder);
        PinnedCatalog catalog = warehouse.statement()) {
      Relation tables =
          catalog.find("information_schema", "tables", Optional.empty()).orElseThrow();
      assertThat(tables.version()).isEmpty();
      assertThat(
              warehouse.query(
                  catalog,
                  "SELECT table_schema, table_name FROM datafusion.information_schema.tables"
                      + " WHERE table_schema = 'public'"))
          .containsExactly(List.of("public", "t"));
      assertThat(catalog.pins()).isEmpty();
      assertThat(catalog.find("information_schema", "nothing", Optional.empty())).isEmpty();
      assertThatThrownBy(
              () ->
                  catalog.find(
                      "information_schema", "columns", Optional.of(new TableVersion.Number(0))))
          .isInstanceOfSatisfying(
              StatementRefused.class,
              e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }
  }

  @Test
  void aMissingWarehouseIsAnErrorUnlessItIsToBeMade() {
    Path missing = folder.resolve("not/there");
    EngineOptions options = TestWarehouse.options(missing);
    assertThatThrownBy(() -> Warehouse.acquire(options, false))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.CONNECTION_CANNOT_BE_OPENED))
        .hasMessageContaining(TestWarehouse.uri(missing))
        .hasMessageContaining("create=true");
    Warehouse.acquire(options, true).close();
    assertThat(missing).isDirectory();
    Warehouse.acquire(options, false).close();
  }

  @Test
  void aFileIsNoWarehouse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    for (boolean create : new boolean[] {false, true}) {
      assertThatThrownBy(() -> Warehouse.acquire(TestWarehouse.options(file), create))
          .isInstanceOfSatisfying(
              MetadataException.class,
              e -> assertThat(e.state()).isEqualTo(SqlState.CONNECTION_CANNOT_BE_OPENED));
    }
  }

  @Test
  void aTableIsNoWarehouse() {
    table("t");
    assertThatThrownBy(() -> Warehouse.acquire(TestWarehouse.options(folder.resolve("t")), true))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.CONNECTION_CANNOT_BE_OPENED))
        .hasMessageContaining("Give the folder that it is in");
  }

  @Test
  void aWarehouseInMemoryIsThereAtOnceWithAnEmptyPublicSchema() throws Exception {
    EngineOptions options = new EngineOptions("memory:///names-test", Map.of(), Map.of());
    try (Warehouse warehouse = Warehouse.acquire(options, false);
        PinnedCatalog catalog =
            warehouse.openStatement(
                new StatementScope(
                    "datafusion",
                    "public",
                    java.time.Duration.ZERO,
                    null,
                    new TemporaryObjects(),
                    List.of()))) {
      assertThat(catalog.schemaNames()).containsExactly("information_schema", "public");
      assertThat(catalog.tables("public")).isEmpty();
      assertThat(catalog.find("public", "t", Optional.empty())).isEmpty();
    }
  }

  @Test
  void aClosedWarehouseSaysSo() {
    Warehouse warehouse = Warehouse.acquire(TestWarehouse.options(folder), false);
    Warehouse other = Warehouse.acquire(TestWarehouse.options(folder), false);
    assertThat(other.engine().options()).isEqualTo(warehouse.engine().options());
    warehouse.close();
    warehouse.close();
    assertThatThrownBy(warehouse::engine).isInstanceOf(MetadataException.class);
    assertThat(other.functions().functions()).isNotEmpty();
    other.close();
  }
}
