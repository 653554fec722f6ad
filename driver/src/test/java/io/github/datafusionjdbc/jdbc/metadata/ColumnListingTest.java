package io.github.datafusionjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns as Spark wrote them, and as results describe them. */
class ColumnListingTest {
  private static Connection flights;
  private static Connection features;

  @BeforeAll
  static void connect() throws SQLException {
    flights = Rows.flights();
    features = Rows.features();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    flights.close();
    features.close();
  }

  static List<String> tables() throws SQLException {
    try (Connection connection = Rows.features()) {
      return Rows.of(
          connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"}),
          "TABLE_NAME");
    }
  }

  @Test
  void everyTableOfTheWarehouseIsCompared() throws Exception {
    try (var folders = Files.list(Rows.features("."))) {
      assertThat(tables())
          .containsExactlyInAnyOrderElementsOf(
              folders.map(path -> path.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void areThoseThatSparkReads(String table) throws Exception {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows = features.getMetaData().getColumns(null, "public", table, null)) {
      while (rows.next()) {
        String type = rows.getString("TYPE_NAME");
        if (rows.getInt("DATA_TYPE") == Types.DECIMAL) {
          type += "(" + rows.getInt("COLUMN_SIZE") + ", " + rows.getInt("DECIMAL_DIGITS") + ")";
        }
        columns.add(
            rows.getString("COLUMN_NAME") + " " + type + " " + rows.getString("IS_NULLABLE"));
      }
    }
    assertThat(columns).isEqualTo(columnsOfSpark(table));
  }

  private static List<String> columnsOfSpark(String table) throws IOException {
    try (var files = Files.list(Rows.expected(table))) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().endsWith(".schema.json"))
              .max(Comparator.comparingInt(ColumnListingTest::version))
              .orElseThrow();
      List<String> columns = new ArrayList<>();
      for (JsonNode field : new ObjectMapper().readTree(newest.toFile()).get("fields")) {
        columns.add(
            field.get("name").asText()
                + " "
                + typeOfSpark(field.get("type")).replaceFirst("^int$", "integer")
                + " "
                + (field.get("nullable").asBoolean() ? "YES" : "NO"));
      }
      return columns;
    }
  }

  private static int version(Path schemaFile) {
    return Integer.parseInt(schemaFile.getFileName().toString().replaceAll("[^0-9]", ""));
  }

  /** Our name of a type of Spark's, nested ones by the rule of the type table. */
  private static String typeOfSpark(JsonNode type) {
    if (type.isTextual()) {
      return switch (type.asText()) {
        case "byte" -> "tinyint";
        case "short" -> "smallint";
        case "integer" -> "int";
        case "long" -> "bigint";
        case "float" -> "real";
        case "string" -> "varchar";
        case "binary" -> "varbinary";
        case "timestamp" -> "timestamp with time zone";
        case "timestamp_ntz" -> "timestamp";
        default -> type.asText().replace(",", ", ");
      };
    }
    return switch (type.get("type").asText()) {
      case "array" -> typeOfSpark(type.get("elementType")) + " array";
      case "map" ->
          "map("
              + typeOfSpark(type.get("keyType"))
              + ", "
              + typeOfSpark(type.get("valueType"))
              + ")";
      default -> structOfSpark(type);
    };
  }

  private static String structOfSpark(JsonNode type) {
    List<String> fields = new ArrayList<>();
    for (JsonNode field : type.get("fields")) {
      String name = field.get("name").asText();
      String identifier = name.matches("\\w+") ? name : '"' + name + '"';
      fields.add(identifier + " " + typeOfSpark(field.get("type")));
    }
    return "struct(" + String.join(", ", fields) + ")";
  }

  @ParameterizedTest
  @MethodSource("tables")
  void areThoseOfAResultThatReadsThemAll(String table) throws SQLException {
    List<String> listed = new ArrayList<>();
    try (ResultSet rows = features.getMetaData().getColumns(null, "public", table, null)) {
      while (rows.next()) {
        listed.add(
            String.join(
                "|",
                rows.getString("COLUMN_NAME"),
                rows.getString("DATA_TYPE"),
                rows.getString("TYPE_NAME"),
                Integer.toString(rows.getInt("COLUMN_SIZE")),
                Integer.toString(rows.getInt("DECIMAL_DIGITS")),
                rows.getString("NULLABLE")));
      }
    }
    List<String> read = new ArrayList<>();
    try (var statement = features.createStatement();
        ResultSet result = statement.executeQuery("select * from \"" + table + "\" where 1 = 0")) {
      ResultSetMetaData columns = result.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        read.add(
            String.join(
                "|",
                columns.getColumnName(i),
                Integer.toString(columns.getColumnType(i)),
                columns.getColumnTypeName(i),
                Integer.toString(columns.getPrecision(i)),
                Integer.toString(columns.getScale(i)),
                Integer.toString(columns.isNullable(i))));
      }
    }
    assertThat(listed).isNotEmpty().isEqualTo(read);
  }

  @Test
  void positionsCountFromOneAndOrderTheRows() throws SQLException {
    assertThat(Rows.of(flights.getMetaData().getColumns(null, "nyc", "airlines", null)))
        .containsExactly(
            "datafusion|nyc|airlines|carrier|12|varchar|2147483647|null|null|null|1|null|null|null"
                + "|null|2147483647|1|YES|null|null|null|null|NO|NO",
            "datafusion|nyc|airlines|name|12|varchar|2147483647|null|null|null|1|null|null|null"
                + "|null|2147483647|2|YES|null|null|null|null|NO|NO");
  }

  @Test
  void commentsDefaultsIdentityAndGenerationAreListed() throws SQLException {
    assertThat(flights.getMetaData().getColumns(null, "nyc", "airports", "faa"))
        .satisfies(rows -> assertThat(Rows.of(rows, "REMARKS")).containsExactly("FAA code"));
    DatabaseMetaData metaData = features.getMetaData();
    assertThat(Rows.of(metaData.getColumns(null, null, "defaults", null), "COLUMN_DEF"))
        .containsExactly(null, "'none'", "7");
    assertThat(Rows.of(metaData.getColumns(null, null, "identity", null), "IS_AUTOINCREMENT"))
        .containsExactly("YES", "NO");
    assertThat(Rows.of(metaData.getColumns(null, null, "generated", null), "IS_GENERATEDCOLUMN"))
        .containsExactly("NO", "NO", "YES");
    assertThat(
            Rows.of(
                features,
                "select generation_expression from information_schema.columns"
                    + " where table_name = 'generated' and column_name = 'd'"))
        .containsExactly("cast(ts as date)");
  }

  @Test
  void partitionColumnsAreNumbered() throws SQLException {
    assertThat(
            Rows.of(
                features,
                "select column_name, partition_position from information_schema.columns"
                    + " where table_name = 'partitions' order by ordinal_position"))
        .containsExactly("id|null", "p_s|1", "p_i|2", "p_d|3", "p_ts|4", "p_dec|5", "p_b|6");
  }

  @Test
  void patternsNarrowTablesAndColumns() throws SQLException {
    DatabaseMetaData metaData = flights.getMetaData();
    assertThat(Rows.of(metaData.getColumns(null, "nyc", "fl%", "dep\\_%"), "COLUMN_NAME"))
        .containsExactly("dep_time", "dep_delay");
    assertThat(Rows.of(metaData.getColumns(null, "nyc", "%", "tailnum"), "TABLE_NAME"))
        .containsExactly("flights", "planes");
    assertThat(Rows.of(metaData.getColumns("", null, null, null))).isEmpty();
    assertThat(Rows.of(metaData.getColumns(null, "", null, null))).isEmpty();
    assertThat(Rows.of(metaData.getColumns(null, null, null, ""))).isEmpty();
    assertThat(Rows.of(metaData.getColumns(null, null, "nowhere", null))).isEmpty();
  }

  @Test
  void systemTablesHaveColumnsToo() throws SQLException {
    assertThat(
            Rows.of(
                flights.getMetaData().getColumns(null, "information_schema", "schemata", null),
                "COLUMN_NAME"))
        .startsWith("catalog_name", "schema_name");
  }

  /** Spring's SimpleJdbcInsert reads this number as a boolean. */
  @Test
  void nullabilityReadsAsBoolean() throws SQLException {
    try (ResultSet rows = flights.getMetaData().getColumns(null, "nyc", "airlines", "name")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean("NULLABLE")).isTrue();
    }
  }

  @Test
  void everyPlainTypeNameIsInTheTypeInformation() throws SQLException {
    List<String> names = Rows.of(features.getMetaData().getTypeInfo(), "TYPE_NAME");
    try (ResultSet columns = features.getMetaData().getColumns(null, null, null, null)) {
      while (columns.next()) {
        String name = columns.getString("TYPE_NAME");
        String constructor = name.endsWith(" array") ? "array" : name.replaceFirst("\\(.*", "");
        assertThat(names).contains(constructor);
      }
    }
  }
}
