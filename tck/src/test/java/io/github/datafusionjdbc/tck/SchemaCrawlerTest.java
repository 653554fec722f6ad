package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import schemacrawler.inclusionrule.IncludeAll;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** SchemaCrawler reads all there is to know of a warehouse. */
class SchemaCrawlerTest {
  private static Catalog catalog;

  @BeforeAll
  static void crawl() {
    SchemaCrawlerOptions options =
        SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLimitOptions(
                LimitOptionsBuilder.builder()
                    .tableTypes("TABLE", "VIEW", "SYSTEM TABLE")
                    .includeRoutines(new IncludeAll())
                    .toOptions())
            .withLoadOptions(
                LoadOptionsBuilder.builder()
                    .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                    .toOptions());
    DatabaseConnectionSource source =
        DatabaseConnectionSources.newDatabaseConnectionSource(
            "jdbc:datafusion:data/nycflights", new MultiUseUserCredentials());
    catalog = SchemaCrawlerUtility.getCatalog(source, options);
  }

  @Test
  void findsTheSchemas() {
    assertThat(catalog.getSchemas())
        .extracting(schema -> schema.getName())
        .contains("nyc", "information_schema");
  }

  @Test
  void findsTheTablesWithTheirComments() {
    List<Table> tables =
        catalog.getTables().stream()
            .filter(table -> table.getSchema().getName().equals("nyc"))
            .toList();
    assertThat(tables)
        .extracting(Table::getName)
        .containsExactly("airlines", "airports", "flights", "planes", "weather");
    assertThat(tables.get(2).getRemarks()).isEqualTo("Flights that left New York City in 2013");
  }

  @Test
  void findsTheColumnsWithTheirTypes() {
    Table airports =
        catalog.getTables().stream()
            .filter(table -> table.getName().equals("airports"))
            .findFirst()
            .orElseThrow();
    assertThat(airports.getColumns())
        .extracting(column -> column.getName() + " " + column.getColumnDataType().getName())
        .containsExactly(
            "faa varchar",
            "name varchar",
            "lat double",
            "lon double",
            "alt integer",
            "tz integer",
            "dst varchar",
            "tzone varchar");
    Column faa = airports.getColumns().get(0);
    assertThat(faa.getRemarks()).isEqualTo("FAA code");
    assertThat(faa.isNullable()).isTrue();
  }

  @Test
  void knowsTheProductAndItsTypes() {
    assertThat(catalog.getDatabaseInfo().getDatabaseProductName()).isEqualTo("Apache DataFusion");
    assertThat(catalog.getSystemColumnDataTypes())
        .extracting(type -> type.getName())
        .contains("integer", "varchar", "timestamp with time zone");
  }
}
