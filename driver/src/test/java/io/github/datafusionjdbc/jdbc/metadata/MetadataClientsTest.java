package io.github.datafusionjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The order of calls in which tools read the metadata. */
class MetadataClientsTest {
  @Test
  void aTreeOfSchemasTablesAndColumnsIsBrowsedWithNamesAsListed() throws SQLException {
    try (Connection connection = Rows.flights()) {
      assertThat(browse(connection.getMetaData()))
          .contains("nyc.flights.time_hour", "information_schema.columns.table_name");
    }
  }

  /** SchemaCrawler reads on five connections at once. */
  @Test
  void fiveConnectionsBrowseAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      Callable<List<String>> task =
          () -> {
            try (Connection connection = Rows.flights()) {
              return browse(connection.getMetaData());
            }
          };
      List<Future<List<String>>> trees = threads.invokeAll(java.util.Collections.nCopies(5, task));
      for (Future<List<String>> tree : trees) {
        assertThat(tree.get()).isEqualTo(trees.get(0).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<String> browse(DatabaseMetaData metaData) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet schemas = metaData.getSchemas()) {
      while (schemas.next()) {
        String schema = schemas.getString("TABLE_SCHEM");
        try (ResultSet tables =
            metaData.getTables(schemas.getString("TABLE_CATALOG"), schema, "%", null)) {
          while (tables.next()) {
            String table = tables.getString("TABLE_NAME");
            Rows.of(metaData.getPrimaryKeys(null, schema, table));
            Rows.of(metaData.getIndexInfo(null, schema, table, false, true));
            for (String column :
                Rows.of(metaData.getColumns(null, schema, table, null), "COLUMN_NAME")) {
              columns.add(schema + "." + table + "." + column);
            }
          }
        }
      }
    }
    return columns;
  }
}
