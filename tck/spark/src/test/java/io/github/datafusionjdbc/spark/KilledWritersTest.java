package io.github.datafusionjdbc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.tck.ChildJvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes that insert into one table and are killed at any moment. */
class KilledWritersTest {
  private static final int EACH = 100;
  private static final int ROUND = 1000;

  @RegisterExtension final Warehouse warehouse = new Warehouse();

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
  void everyAcknowledgedInsertIsThereOnceAndTheOthersAreWholeOrNotAtAll() throws Exception {
    warehouse.update("create table t (n int)");
    String url = warehouse.url();
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

    List<List<String>> rows = warehouse.rows("select n, count(*) from t group by n order by n");
    assertThat(rows).as("seed " + seed).allSatisfy(row -> assertThat(row.get(1)).isEqualTo("3"));
    assertThat(rows.stream().map(row -> Integer.valueOf(row.get(0))))
        .as("seed " + seed)
        .containsAll(acknowledged);
    assertThat(
            Spark.json(
                "select n, count(*) c from " + warehouse.inSpark("t") + " group by n order by n"))
        .as("what Spark reads, seed " + seed)
        .isEqualTo(rows.stream().map(row -> "{\"n\":" + row.get(0) + ",\"c\":3}").toList());
  }
}
