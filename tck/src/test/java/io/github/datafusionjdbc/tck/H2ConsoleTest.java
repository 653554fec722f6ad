package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.h2.bnf.context.DbContents;
import org.h2.bnf.context.DbSchema;
import org.h2.bnf.context.DbTableOrView;
import org.junit.jupiter.api.Test;

/** The tree at the left of H2's console, which takes any JDBC driver. */
class H2ConsoleTest {
  @Test
  void showsSchemasTablesAndColumns() throws SQLException {
    String url = "jdbc:datafusion:data/nycflights";
    try (Connection connection = DriverManager.getConnection(url)) {
      DbContents contents = new DbContents();
      contents.readContents(url, connection);
      DbSchema nyc =
          Arrays.stream(contents.getSchemas())
              .filter(schema -> schema.name.equals("nyc"))
              .findFirst()
              .orElseThrow();
      nyc.readTables(connection.getMetaData(), new String[] {"TABLE", "VIEW"});
      assertThat(nyc.getTables())
          .extracting(DbTableOrView::getName)
          .containsExactly("airlines", "airports", "flights", "planes", "weather");
      assertThat(nyc.getTables()[0].getQuotedName()).isEqualTo("\"airlines\"");
      assertThat(nyc.getTables()[0].getColumns())
          .extracting(column -> column.getName() + " " + column.getDataType())
          .containsExactly("carrier varchar(2147483647)", "name varchar(2147483647)");
    }
  }
}
