package io.github.datafusionjdbc.tck.data;

import io.trino.tpch.TpchEntity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Makes a warehouse of TPC-H: rows from a generator library, parquet written by DuckDB, and one
 * commit of Delta Kernel for each table.
 */
public final class TpchData {
  private TpchData() {}

  /** Takes the scale factor and a folder that does not exist yet. */
  public static void main(String[] arguments) throws IOException, SQLException {
    double scale = Double.parseDouble(arguments[0]);
    Path warehouse = Path.of(arguments[1]).toAbsolutePath();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (TpchSchema table : TpchSchema.values()) {
        String name = table.name().toLowerCase(Locale.ROOT);
        Path folder = warehouse.resolve("tpch").resolve(name);
        Files.createDirectories(folder);
        Path file = folder.resolve("part-00000.parquet");
        writeParquet(duckdb, table, scale, file);
        DeltaCommit.create(duckdb, folder, table.columns(), file);
        System.out.println(folder);
      }
    }
  }

  private static void writeParquet(Connection duckdb, TpchSchema table, double scale, Path file)
      throws IOException, SQLException {
    Path lines = Files.createTempFile("tpch", ".tbl");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
        for (TpchEntity row : table.generator().createGenerator(scale, 1, 1)) {
          out.write(row.toLine());
          out.write('\n');
        }
      }
      try (Statement statement = duckdb.createStatement()) {
        statement.execute(
            String.format(
                "copy (select * exclude (line_end) from read_csv('%s', delim='|', header=false, quote='', escape='',"
                    + " columns={%s})) to '%s' (format parquet)",
                lines, structOf(table.columns()), file));
      }
    } finally {
      Files.delete(lines);
    }
  }

  /** The generator ends each line with a delimiter, which makes one empty column more. */
  private static String structOf(String columns) {
    StringBuilder struct = new StringBuilder();
    for (String column : columns.split(", ", -1)) {
      String[] nameAndType = column.split(" ", 2);
      struct
          .append('\'')
          .append(nameAndType[0])
          .append("': '")
          .append(nameAndType[1])
          .append("', ");
    }
    return struct.append("'line_end': 'varchar'").toString();
  }
}
