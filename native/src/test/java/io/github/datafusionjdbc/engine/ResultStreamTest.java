package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingOutstanding.class)
class ResultStreamTest {
  private static final String ROWS =
      "select value, 'value number ' || value as s from generate_series(1, 1000000)";

  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static ResultStream execute(String sql, CancelToken token) {
    try (Plan plan = engine.plan(sql)) {
      return plan.execute(Parameters.NONE, Map.of(), token);
    }
  }

  private static void assertClosed(Throwable e) {
    assertThat(e)
        .isInstanceOfSatisfying(
            EngineException.class, closed -> assertThat(closed.kind()).isEqualTo(Kind.CLOSED));
  }

  @Test
  void outlivesThePlanItCameFrom() {
    try (CancelToken token = new CancelToken();
        ResultStream stream = execute(ROWS, token)) {
      long rows = 0;
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.rowCount();
      }
      assertThat(rows).isEqualTo(1_000_000);
    }
  }

  @Test
  void givesBackTheBatchAtOnceWhenItsReaderCloses() {
    try (CancelToken token = new CancelToken()) {
      ResultStream stream = execute(ROWS, token);
      RecordBatch batch = stream.next();
      ArrowColumn strings = batch.column(1);
      assertThat(Engine.counters().arrowBytes()).isPositive();
      stream.close();
      stream.close();
      assertThat(Engine.counters().arrowBytes()).isZero();
      assertThat(batch.rowCount()).isZero();
      assertThatThrownBy(() -> strings.getString(0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(stream::next).satisfies(ResultStreamTest::assertClosed);
      assertThatThrownBy(stream::metrics).satisfies(ResultStreamTest::assertClosed);
    }
  }

  @Test
  void holdsOneBatchAtATime() {
    try (CancelToken token = new CancelToken();
        ResultStream stream = execute(ROWS, token)) {
      stream.next();
      long first = Engine.counters().arrowBytes();
      for (int i = 0; i < 20; i++) {
        stream.next();
      }
      assertThat(Engine.counters().arrowBytes()).isLessThan(2 * first);
    }
  }

  @Test
  void keepsTheBatchReadableWhenAnotherThreadCloses() throws Exception {
    try (CancelToken token = new CancelToken()) {
      ResultStream stream = execute(ROWS, token);
      RecordBatch batch = stream.next();
      ArrowColumn strings = batch.column(1);
      Thread closer = new Thread(stream::close);
      closer.start();
      closer.join();
      assertThat(strings.getString(0)).isEqualTo("value number " + batch.column(0).getLong(0));
      assertThatThrownBy(stream::next).satisfies(ResultStreamTest::assertClosed);
      assertThat(Engine.counters().arrowBytes()).isZero();
    }
  }

  @Test
  void stopsABlockedReadWhenAnotherThreadCloses() throws Exception {
    try (CancelToken token = new CancelToken()) {
      ResultStream stream =
          execute("select value from generate_series(1, 100000000000) where value < 0", token);
      FutureTask<RecordBatch> read = new FutureTask<>(stream::next);
      Thread reader = new Thread(read);
      reader.start();
      StackTraceElement[] stack;
      do {
        Thread.onSpinWait();
        stack = reader.getStackTrace();
      } while (stack.length == 0 || !stack[0].getMethodName().equals("nextBatch"));
      stream.close();
      assertThatThrownBy(() -> read.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .satisfies(ResultStreamTest::assertClosed);
    }
  }

  @Test
  void survivesClosingFromAnotherThreadAtAnyMoment() throws Exception {
    for (int round = 0; round < 300; round++) {
      try (CancelToken token = new CancelToken()) {
        ResultStream stream = execute(ROWS, token);
        long closeAfterBatches = round % 5;
        Thread[] closer = new Thread[1];
        try {
          long rows = 0;
          for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
            if (closeAfterBatches-- == 0) {
              closer[0] = new Thread(stream::close);
              closer[0].start();
            }
            for (int row = 0; row < batch.rowCount(); row++) {
              long value = batch.column(0).getLong(row);
              if (!batch.column(1).getString(row).equals("value number " + value)) {
                throw new AssertionError("row of value " + value);
              }
              rows++;
            }
          }
          assertThat(rows).isEqualTo(1_000_000);
        } catch (EngineException e) {
          assertClosed(e);
        }
        stream.close();
        closer[0].join();
      }
    }
  }

  @Test
  void isGivenBackWhenForgotten() throws Exception {
    try (CancelToken token = new CancelToken()) {
      long before = Engine.counters().handles();
      forget(token);
      while (Engine.counters().handles() > before) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(Engine.counters().arrowBytes()).isZero();
    }
  }

  private static void forget(CancelToken token) {
    List<Object> forgotten = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ResultStream stream = execute(ROWS, token);
      stream.next();
      forgotten.add(stream);
    }
    assertThat(forgotten).hasSize(5);
  }

  @Test
  void endsWithTheFailureThatStoppedIt() {
    try (CancelToken token = new CancelToken();
        ResultStream stream =
            execute("select 10 / (value - 500000) from generate_series(1, 1000000)", token)) {
      EngineException first = null;
      try {
        while (stream.next() != null) {}
      } catch (EngineException e) {
        first = e;
      }
      assertThat(first).isNotNull();
      assertThat(first.kind()).isEqualTo(Kind.DIVISION_BY_ZERO);
      assertThatThrownBy(stream::next).isSameAs(first);
    }
  }

  @Test
  void reportsMetricsWhileItRuns() {
    try (CancelToken token = new CancelToken();
        ResultStream stream = execute(ROWS, token)) {
      stream.next();
      assertThat(Json.parse(stream.metrics().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isNotNull();
    }
  }

  @Test
  void runsManyAtOnceOnOnePlan() throws Exception {
    try (Plan plan =
        engine.plan("select sum(value) from generate_series(1, 100000) where value > $1")) {
      List<FutureTask<Long>> sums = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        long least = thread;
        FutureTask<Long> sum =
            new FutureTask<>(
                () -> {
                  long total = 0;
                  for (int i = 0; i < 20; i++) {
                    Parameters parameters = new Parameters(1);
                    parameters.setLong(0, least);
                    try (CancelToken token = new CancelToken();
                        ResultStream stream = plan.execute(parameters, Map.of(), token)) {
                      total += stream.next().column(0).getLong(0);
                    }
                  }
                  return total;
                });
        sums.add(sum);
        new Thread(sum).start();
      }
      for (int thread = 0; thread < 8; thread++) {
        long all = 100_000L * 100_001 / 2;
        long below = (long) thread * (thread + 1) / 2;
        assertThat(sums.get(thread).get()).isEqualTo(20 * (all - below));
      }
    }
  }
}
