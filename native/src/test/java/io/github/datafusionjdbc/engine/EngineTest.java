package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NothingOutstanding.class)
class EngineTest {
  private static EngineOptions memory(String name, Map<String, String> settings) {
    return new EngineOptions("memory:///" + name, Map.of(), settings);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void isSharedByEqualOptionsUntilTheLastLease() {
    EngineOptions options = memory(UUID.randomUUID().toString(), Map.of());
    String uri = options.warehouse() + "/object";
    try (Engine first = Engine.acquire(options)) {
      long handles = Engine.counters().handles();
      try (Engine second = Engine.acquire(options)) {
        assertThat(Engine.counters().handles()).isEqualTo(handles);
        second.objectStore().put(uri, bytes("shared"));
      }
      assertThat(first.objectStore().read(uri)).isEqualTo(bytes("shared"));
    }
    try (Engine again = Engine.acquire(options)) {
      assertThatThrownBy(() -> again.objectStore().read(uri))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORE_NOT_FOUND));
    }
  }

  @Test
  void isNotSharedByOtherOptions() {
    EngineOptions options = memory(UUID.randomUUID().toString(), Map.of());
    EngineOptions others =
        new EngineOptions(options.warehouse(), Map.of(), Map.of("batch_size", "10"));
    String uri = options.warehouse() + "/object";
    try (Engine engine = Engine.acquire(options);
        Engine other = Engine.acquire(others)) {
      engine.objectStore().put(uri, bytes("mine"));
      assertThatThrownBy(() -> other.objectStore().read(uri)).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void givesBackALeaseOnlyOnce() {
    EngineOptions options = memory("once", Map.of());
    try (Engine kept = Engine.acquire(options)) {
      Engine lease = Engine.acquire(options);
      lease.close();
      lease.close();
      lease.close();
      assertThatThrownBy(() -> lease.openSession(Map.of()))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
      kept.openSession(Map.of()).close();
    }
  }

  @Test
  void stopsItsThreadsWithTheLastThingOpen() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      try (TestEngine engine = new TestEngine()) {
        // more than a constant, which the calling thread would compute by itself
        String sql = "select count(*) from generate_series(1, 100000)";
        assertThat(engine.value(sql, ArrowColumn::getLong)).isEqualTo(100_000L);
        assertThat(engineThreads()).isPositive();
      }
      long patience = System.nanoTime() + 10_000_000_000L;
      while (engineThreads() > 0 && System.nanoTime() < patience) {
        Thread.sleep(5);
      }
      assertThat(engineThreads()).isZero();
    }
  }

  private static long engineThreads() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.filter(task -> name(task).startsWith("df-")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (IOException e) {
      return "a thread that has ended";
    }
  }

  @Test
  void keepsAResultReadableAfterItWasClosed() {
    TestEngine engine = new TestEngine();
    try (CancelToken token = new CancelToken()) {
      ResultStream stream;
      try (Plan plan = engine.plan("select value from generate_series(1, 1000000)")) {
        stream = plan.execute(Parameters.NONE, Map.of(), token);
      }
      engine.close();
      long rows = 0;
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.rowCount();
      }
      assertThat(rows).isEqualTo(1_000_000);
      stream.close();
    }
  }

  @Test
  void spillsWhatDoesNotFitItsMemory(@TempDir Path spill) {
    Map<String, String> settings =
        Map.of(
            "memory_limit", "60000000",
            "spill_directory", spill.toString(),
            "target_partitions", "2");
    String sql =
        "select value, 'value number ' || value from generate_series(1, 2000000)"
            + " order by value % 1000 desc, value";
    try (TestEngine small = new TestEngine(settings);
        CancelToken token = new CancelToken();
        Plan plan = small.plan(sql);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
      long rows = 0;
      long last = 0;
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          last = batch.column(0).getLong(row);
        }
        rows += batch.rowCount();
      }
      assertThat(rows).isEqualTo(2_000_000);
      assertThat(last).isEqualTo(2_000_000);
      assertThat(stream.metrics()).containsPattern("\"spilledBytes\":[1-9]");
    }
    assertThat(spill).isEmptyDirectory();
  }

  @Test
  void makesBatchesOfTheSizeAskedFor() {
    try (TestEngine engine = new TestEngine(Map.of("batch_size", "100"));
        CancelToken token = new CancelToken();
        Plan plan = engine.plan("select value from generate_series(1, 1000)");
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
      assertThat(stream.next().rowCount()).isEqualTo(100);
    }
  }

  @Test
  void namesASettingThatDoesNotExist() {
    assertThatThrownBy(() -> Engine.acquire(memory("x", Map.of("memory_limits", "1"))))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PLANNING))
        .hasMessageContaining("memory_limits");
  }

  @Test
  void givesASessionItsSettings() {
    try (Engine engine = Engine.acquire(memory("zones", Map.of()));
        Session session = engine.openSession(Map.of("datafusion.execution.time_zone", "+09:00"));
        CancelToken token = new CancelToken();
        Plan plan = session.plan("select arrow_typeof(now())", List.of(), token);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
      assertThat(stream.next().column(0).getString(0)).contains("+09:00");
    }
  }

  @Test
  void listsItsFunctions() {
    try (Engine engine = Engine.acquire(memory("functions", Map.of()));
        ResultStream stream =
            engine.templateQuery(
                "select distinct routine_name from information_schema.routines"
                    + " where routine_name = 'date_trunc'")) {
      assertThat(stream.next().column(0).getString(0)).isEqualTo("date_trunc");
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void keepsCredentialsOutOfItsDescription() {
    EngineOptions options =
        new EngineOptions("s3://b/w", Map.of("aws_secret_access_key", "hunter2"), Map.of());
    assertThat(options).asString().contains("aws_secret_access_key").doesNotContain("hunter2");
  }

  @Test
  void describesAPlan() {
    try (TestEngine engine = new TestEngine();
        Plan plan = engine.plan("select value + 1 as n from generate_series(1, 3)")) {
      assertThat(plan.text()).contains("Projection").contains("n");
      assertThat(plan.schema()).extracting(ArrowField::name).containsExactly("n");
    }
  }
}
