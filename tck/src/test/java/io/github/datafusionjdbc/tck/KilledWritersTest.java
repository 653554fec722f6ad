package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that insert into one table and are killed at any moment. */
class KilledWritersTest {
  private static final int EACH = 50;
  private static final int ROUND = 1000;

  /** Starts writers, one after the other, and kills each after some acknowledgements. */
  private static Set<Integer> acknowledged(String url, int writer, long seed) throws Exception {
    Random random = new Random(seed);
    Set<Integer> numbers = new HashSet<>();
    for (int round = 0; numbers.size() < EACH; round++) {
      int first = writer * 1_000_000 + round * ROUND;
      int lines = 1 + random.nextInt(EACH);
      Process process = ChildJvm.start(Inserts.class, List.of(), url, "" + first, "" + ROUND);
      try (BufferedReader printed =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
          numbers.add(Integer.parseInt(line));
          if (--lines == 0) {
            // Process.destroyForcibly would also close the stream with what is acknowledged.
            process.toHandle().destroyForcibly();
          }
        }
      }
      process.waitFor();
    }
    return numbers;
  }

  @Test
  void everyAcknowledgedInsertIsThereOnceAndTheOthersAreWholeOrNotAtAll(@TempDir Path folder)
      throws Exception {
    String url = "jdbc:datafusion:" + folder;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create table t (n int)");
      long seed = new Random().nextLong();
      Set<Integer> acknowledged = new HashSet<>();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Callable<Set<Integer>> first = () -> acknowledged(url, 0, seed);
        Callable<Set<Integer>> second = () -> acknowledged(url, 1, seed + 1);
        for (Future<Set<Integer>> numbers : threads.invokeAll(List.of(first, second))) {
          acknowledged.addAll(numbers.get());
        }
      } finally {
        threads.shutdownNow();
      }
      Set<Integer> there = new HashSet<>();
      try (ResultSet rows = statement.executeQuery("select n, count(*) from t group by n")) {
        while (rows.next()) {
          there.add(rows.getInt(1));
          assertThat(rows.getInt(2))
              .as("rows of " + rows.getInt(1) + ", seed " + seed)
              .isEqualTo(3);
        }
      }
      assertThat(there).as("seed " + seed).containsAll(acknowledged);
    }
  }
}
