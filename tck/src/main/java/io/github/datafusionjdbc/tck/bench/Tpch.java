package io.github.datafusionjdbc.tck.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * TPC-H's 22 queries on Delta tables through this driver, on the same parquet files through DuckDB,
 * and on them in DataFusion alone (its times are read from a file, one number of milliseconds a
 * line). Answers must agree with DuckDB's.
 */
public final class Tpch {
  private static final int RUNS = 5;

  private Tpch() {}

  /** Takes the warehouse's folder as TpchData made it and, optionally, the file of direct times. */
  public static void main(String[] arguments) throws SQLException, IOException {
    Path warehouse = Path.of(arguments[0]);
    double[] direct = arguments.length > 1 ? read(Path.of(arguments[1])) : null;
    List<String> queries = TpchQueries.all();
    double[][] best = new double[2][queries.size()];
    boolean right = true;
    try (Connection own =
            DriverManager.getConnection("jdbc:datafusion:" + warehouse + "?schema=tpch");
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      viewsOf(warehouse, duckdb);
      for (int query = 0; query < queries.size(); query++) {
        List<List<Object>> ours = rows(own, queries.get(query));
        List<List<Object>> theirs = rows(duckdb, queries.get(query));
        if (!same(ours, theirs)) {
          right = false;
          System.out.printf("Q%d: answers differ%n  %s%n  %s%n", query + 1, ours, theirs);
        }
        for (int run = 0; run < RUNS; run++) {
          best[0][query] = least(best[0][query], time(own, queries.get(query)));
          best[1][query] = least(best[1][query], time(duckdb, queries.get(query)));
        }
      }
    }
    print(best, direct);
    System.out.println(right ? "all answers agree with DuckDB's" : "WRONG ANSWERS");
    if (!right) {
      System.exit(1);
    }
  }

  private static void viewsOf(Path warehouse, Connection duckdb) throws SQLException, IOException {
    try (Statement statement = duckdb.createStatement();
        var tables = Files.list(warehouse.resolve("tpch"))) {
      for (Path table : (Iterable<Path>) tables::iterator) {
        statement.execute(
            "create view "
                + table.getFileName()
                + " as select * from read_parquet('"
                + table.resolve("*.parquet")
                + "')");
      }
    }
  }

  private static double least(double known, double measured) {
    return known == 0 ? measured : Math.min(known, measured);
  }

  private static double time(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int column = 1; column <= columns; column++) {
          result.getString(column);
        }
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static boolean same(List<List<Object>> ours, List<List<Object>> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int row = 0; row < ours.size(); row++) {
      for (int column = 0; column < ours.get(row).size(); column++) {
        if (!same(ours.get(row).get(column), theirs.get(row).get(column))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Numbers to nine digits: an average or a quotient is a double here and a decimal there. */
  private static boolean same(Object ours, Object theirs) {
    if (ours instanceof Number && theirs instanceof Number) {
      double a = new BigDecimal(ours.toString()).doubleValue();
      double b = new BigDecimal(theirs.toString()).doubleValue();
      return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
    return Objects.equals(
        ours == null ? null : ours.toString(), theirs == null ? null : theirs.toString());
  }

  private static double[] read(Path file) throws IOException {
    return Files.readAllLines(file).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static void print(double[][] best, double[] direct) {
    System.out.println("query   driver ms   DuckDB ms   ratio   direct ms   ratio");
    double[] total = new double[3];
    for (int query = 0; query < best[0].length; query++) {
      total[0] += best[0][query];
      total[1] += best[1][query];
      double alone = direct == null ? Double.NaN : direct[query];
      total[2] += alone;
      line("Q" + (query + 1), best[0][query], best[1][query], alone);
    }
    line("total", total[0], total[1], total[2]);
  }

  private static void line(String name, double own, double duckdb, double direct) {
    System.out.printf(
        "%-5s %11.1f %11.1f %7.2f %11.1f %7.2f%n",
        name, own, duckdb, own / duckdb, direct, own / direct);
  }
}
