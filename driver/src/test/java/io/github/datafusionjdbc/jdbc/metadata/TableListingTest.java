package io.github.datafusionjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs, schemas and tables, over every kind of argument. */
class TableListingTest {
  private static final String[] TABLES = {"TABLE"};
  private static final List<String> FLIGHTS =
      List.of("airlines", "airports", "flights", "planes", "weather");

  private static Connection connection;
  private static DatabaseMetaData metaData;

  @TempDir private Path folder;

  @BeforeAll
  static void connect() throws SQLException {
    connection = Rows.flights();
    metaData = connection.getMetaData();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  private static List<String> names(String catalog, String schema, String table, String... types)
      throws SQLException {
    return Rows.of(
        metaData.getTables(catalog, schema, table, types.length == 0 ? TABLES : types),
        "TABLE_NAME");
  }

  @Test
  void thereIsOneCatalog() throws SQLException {
    assertThat(Rows.of(metaData.getCatalogs())).containsExactly("datafusion");
  }

  @Test
  void theCatalogIsNamedByTheUrl() throws SQLException {
    String url = metaData.getURL() + "?catalog=lake";
    try (Connection other = DriverManager.getConnection(url)) {
      assertThat(Rows.of(other.getMetaData().getCatalogs())).containsExactly("lake");
      assertThat(Rows.of(other.getMetaData().getTables("lake", null, "planes", null)))
          .containsExactly("lake|nyc|planes|TABLE|null|null|null|null|null|null");
    }
  }

  @Test
  void schemasAreListedInOrderWithTheirCatalog() throws SQLException {
    List<String> schemas = Rows.of(metaData.getSchemas());
    assertThat(schemas).contains("nyc|datafusion", "information_schema|datafusion").isSorted();
  }

  @Test
  void schemasCanBeNarrowed() throws SQLException {
    assertThat(Rows.of(metaData.getSchemas("datafusion", "n_c"))).containsExactly("nyc|datafusion");
    assertThat(Rows.of(metaData.getSchemas(null, "NYC"))).isEmpty();
    assertThat(Rows.of(metaData.getSchemas("", "nyc"))).isEmpty();
    assertThat(Rows.of(metaData.getSchemas(null, ""))).isEmpty();
    assertThat(Rows.of(metaData.getSchemas("elsewhere", null))).isEmpty();
  }

  @Test
  void theTypesOfTablesAreListed() throws SQLException {
    assertThat(Rows.of(metaData.getTableTypes()))
        .containsExactly("EXTERNAL TABLE", "LOCAL TEMPORARY", "SYSTEM TABLE", "TABLE", "VIEW");
  }

  @Test
  void nullNarrowsNothing() throws SQLException {
    assertThat(names(null, null, null)).isEqualTo(FLIGHTS);
    assertThat(names(null, null, "%")).isEqualTo(FLIGHTS);
  }

  @Test
  void namesAreExactAndPatternsMatchTheWholeName() throws SQLException {
    assertThat(names("datafusion", "nyc", "flights")).containsExactly("flights");
    assertThat(names(null, "nyc", "a%")).containsExactly("airlines", "airports");
    assertThat(names(null, "ny_", "%r%s")).containsExactly("airlines", "airports");
    assertThat(names(null, "nyc", "light")).isEmpty();
    assertThat(names(null, "nyc", "FLIGHTS")).isEmpty();
    assertThat(names(null, "nyc", "")).isEmpty();
  }

  @Test
  void emptyCatalogOrSchemaAsksForTablesWithoutOne() throws SQLException {
    assertThat(names("", null, "%")).isEmpty();
    assertThat(names(null, "", "%")).isEmpty();
  }

  @Test
  void whatIsUnknownGivesNoRow() throws SQLException {
    assertThat(names("elsewhere", null, null)).isEmpty();
    assertThat(names(null, "elsewhere", null)).isEmpty();
    assertThat(names(null, null, "elsewhere")).isEmpty();
    assertThat(names(null, null, null, "GLOBAL TEMPORARY")).isEmpty();
    assertThat(names(null, null, null, "BASE TABLE")).isEmpty();
    assertThat(Rows.of(metaData.getTables(null, null, null, new String[0]))).isEmpty();
  }

  @Test
  void valuesAreNeverReadAsSql() throws SQLException {
    assertThat(names(null, "nyc' OR 'a' = 'a", "%")).isEmpty();
    assertThat(names(null, null, "%' OR 1 = 1 --")).isEmpty();
  }

  @Test
  void systemTablesAreListedByTheirType() throws SQLException {
    assertThat(names(null, "information_schema", null, "SYSTEM TABLE"))
        .contains("columns", "schemata", "tables", "views", "routines", "parameters")
        .isSorted();
    assertThat(names(null, "information_schema", null)).isEmpty();
    assertThat(names(null, "nyc", "%", "VIEW", "TABLE")).isEqualTo(FLIGHTS);
  }

  @Test
  void commentsAreRemarks() throws SQLException {
    assertThat(Rows.of(metaData.getTables(null, "nyc", "%", null), "REMARKS"))
        .containsExactly(
            "Carrier codes and names", null, "Flights that left New York City in 2013", null, null);
  }

  @Test
  void rowsAreOrderedByTypeThenSchemaThenName() throws SQLException {
    assertThat(Rows.of(metaData.getTables(null, null, null, null), "TABLE_TYPE"))
        .isSorted()
        .contains("SYSTEM TABLE", "TABLE");
  }

  @Test
  void aWildcardInANameIsEscaped() throws Exception {
    copyOfEmpty("a_b");
    copyOfEmpty("axb");
    copyOfEmpty("50%");
    try (Connection warehouse = DriverManager.getConnection("jdbc:datafusion:" + folder)) {
      DatabaseMetaData tables = warehouse.getMetaData();
      String escape = tables.getSearchStringEscape();
      assertThat(Rows.of(tables.getTables(null, null, "a_b", TABLES), "TABLE_NAME"))
          .containsExactly("a_b", "axb");
      assertThat(Rows.of(tables.getTables(null, null, "a" + escape + "_b", TABLES), "TABLE_NAME"))
          .containsExactly("a_b");
      assertThat(Rows.of(tables.getTables(null, null, "_" + escape + "_%", TABLES), "TABLE_NAME"))
          .containsExactly("a_b");
      assertThat(Rows.of(tables.getTables(null, null, "50" + escape + "%", TABLES), "TABLE_NAME"))
          .containsExactly("50%");
      assertThat(Rows.of(tables.getColumns(null, null, "a" + escape + "_b", null), "TABLE_NAME"))
          .containsOnly("a_b");
    }
  }

  @Test
  void aTableThatCannotBeReadHidesNoOther() throws Exception {
    copyOfEmpty("good");
    write("broken", "{\"commitInfo\": not json");
    write(
        "future",
        """
        {"protocol":{"minReaderVersion":3,"minWriterVersion":7,\
        "readerFeatures":["teleportation"],"writerFeatures":["teleportation"]}}
        {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},\
        "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],\
        "configuration":{}}}
        """);
    try (Connection warehouse = DriverManager.getConnection("jdbc:datafusion:" + folder)) {
      DatabaseMetaData tables = warehouse.getMetaData();
      assertThat(Rows.of(tables.getTables(null, null, "%", TABLES), "TABLE_NAME"))
          .containsExactly("broken", "future", "good");
      assertThat(Rows.of(tables.getTables(null, null, "future", TABLES), "REMARKS").get(0))
          .contains("teleportation");
      assertThat(Rows.of(tables.getTables(null, null, "broken", TABLES), "REMARKS").get(0))
          .contains("broken");
      assertThat(Rows.of(tables.getColumns(null, "public", "%", "%"), "TABLE_NAME"))
          .isNotEmpty()
          .containsOnly("good");
      assertThat(Rows.of(tables.getColumns(null, "public", "future", "%"), "TABLE_NAME")).isEmpty();
      assertThat(
              Rows.of(
                  warehouse,
                  "select table_name from information_schema.tables"
                      + " where table_schema = 'public' order by 1"))
          .containsExactly("broken", "future", "good");
    }
  }

  @Test
  void aStatementOfAListingClosesWithItsResult() throws SQLException {
    ResultSet tables = metaData.getTables(null, "nyc", "%", null);
    var statement = tables.getStatement();
    assertThat(statement.isClosed()).isFalse();
    tables.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void twoListingsCanBeOpenAtOnce() throws SQLException {
    try (ResultSet tables = metaData.getTables(null, "nyc", "%", null)) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        assertThat(Rows.of(metaData.getColumns(null, "nyc", table, null), "TABLE_NAME"))
            .isNotEmpty()
            .containsOnly(table);
      }
    }
  }

  private void copyOfEmpty(String name) throws Exception {
    Path source = Rows.features("empty");
    try (var paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Path target = folder.resolve(name).resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private void write(String table, String log) throws Exception {
    Path folderOfLog = Files.createDirectories(folder.resolve(table).resolve("_delta_log"));
    Files.writeString(folderOfLog.resolve("00000000000000000000.json"), log);
  }
}
