package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write for which the disk has no room, which a limit on the size of files stands for. */
class FullDiskTest {
  /** In blocks of 512 or 1024 bytes, as the shell has it. */
  private static final String SMALL = "ulimit -f 16384 && exec \"$@\"";

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String underLimit(String url, String sql) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SMALL, "sh"));
    command.addAll(ChildJvm.command(OneUpdate.class, List.of(), url, sql));
    return ChildJvm.printed(new ProcessBuilder(command).redirectErrorStream(true).start()).strip();
  }

  @Test
  void theTableIsAsItWasAndNoFileIsLeft(@TempDir Path folder) throws Exception {
    String url = "jdbc:datafusion:" + folder;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create table t (n bigint, h bytea)");
      statement.executeUpdate("insert into t values (1, x'01')");
      List<Path> before = files(folder);
      String rows =
          "select value as n, sha256(cast(value as varchar)) as h"
              + " from generate_series(1, 1000000) s(value)";

      assertThat(underLimit(url, "insert into t " + rows)).isEqualTo("53100");
      assertThat(underLimit(url, "create table u as " + rows)).isEqualTo("53100");
      assertThat(underLimit(url, "copy (" + rows + ") to '" + folder.resolve("c.parquet") + "'"))
          .isEqualTo("53100");
      assertThat(files(folder)).isEqualTo(before);
      assertThat(underLimit(url, "insert into t values (2, null)")).isEqualTo("1");
      try (ResultSet count = statement.executeQuery("select count(*), sum(n) from t")) {
        assertThat(count.next()).isTrue();
        assertThat(List.of(count.getInt(1), count.getInt(2))).containsExactly(2, 3);
      }
    }
  }
}
