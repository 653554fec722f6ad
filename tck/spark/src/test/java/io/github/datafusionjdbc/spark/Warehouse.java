package io.github.datafusionjdbc.spark;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty warehouse for each test, with a connection of this driver. */
final class Warehouse implements BeforeEachCallback, AfterEachCallback {
  private Path folder;
  private Connection connection;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException, SQLException {
    folder = Files.createTempDirectory("spark");
    connection = DriverManager.getConnection("jdbc:datafusion:" + folder);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException, SQLException {
    connection.close();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  String url() {
    return "jdbc:datafusion:" + folder;
  }

  /** The folder of a table in the schema public. */
  Path folder(String table) {
    return folder.resolve("public").resolve(table);
  }

  /** A table's name in Spark's SQL. */
  String inSpark(String table) {
    return Spark.table(folder(table));
  }

  /** Puts a copy of a table here. */
  void copy(Path table) throws IOException {
    Path target = folder(table.getFileName().toString());
    Files.createDirectories(target.getParent());
    try (Stream<Path> files = Files.walk(table)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(table.relativize(file).toString()));
      }
    }
  }

  long update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  /** Rows that this driver reads, their columns as getString gives them. */
  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
