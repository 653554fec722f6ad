package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingOutstanding.class)
class CancelTokenTest {
  private static final String ENDLESS = "generate_series(1, 100000000000)";

  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a generator whose rows all fail the filter
        "select value from " + ENDLESS + " where value < 0",
        // a sort
        "select value from " + ENDLESS + " order by value % 1000 desc",
        // a join without equality
        "select count(*) from generate_series(1, 10000000) a(x), generate_series(1, 10000000) b(y)"
            + " where x * y < 0",
        // a hash join's build side
        "select count(*) from " + ENDLESS + " a(x) join " + ENDLESS + " b(y) on x = y",
        // an aggregate
        "select value % 1000000, count(*) from " + ENDLESS + " group by 1",
      })
  void stopsABlockedRead(String sql) throws Exception {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.plan(sql);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
      FutureTask<RecordBatch> read = new FutureTask<>(stream::next);
      Thread reader = new Thread(read);
      reader.start();
      awaitNativeCall(reader);
      token.cancel();
      assertThatThrownBy(() -> read.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
      assertThat(token.isCancelled()).isTrue();
    }
  }

  /** A thread in native code is RUNNABLE with a native method on top of its stack. */
  private static void awaitNativeCall(Thread thread) {
    StackTraceElement[] stack;
    do {
      Thread.onSpinWait();
      stack = thread.getStackTrace();
    } while (stack.length == 0 || !stack[0].getMethodName().equals("nextBatch"));
  }

  @Test
  void refusesWorkOnceCancelled() {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.plan("select value from generate_series(1, 10)")) {
      token.cancel();
      token.cancel();
      assertThatThrownBy(
              () -> {
                try (ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
                  stream.next();
                }
              })
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
      assertThatThrownBy(() -> engine.session().plan("select 1", List.of(), token).close())
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    }
  }

  @Test
  void leavesOtherExecutionsOfThePlanAlone() {
    try (CancelToken cancelled = new CancelToken();
        CancelToken other = new CancelToken();
        Plan plan = engine.plan("select value from generate_series(1, 1000000)");
        ResultStream first = plan.execute(Parameters.NONE, Map.of(), cancelled);
        ResultStream second = plan.execute(Parameters.NONE, Map.of(), other)) {
      first.next();
      cancelled.cancel();
      long rows = 0;
      for (RecordBatch batch = second.next(); batch != null; batch = second.next()) {
        rows += batch.rowCount();
      }
      assertThat(rows).isEqualTo(1_000_000);
    }
  }

  @Test
  void doesNothingOnceClosed() {
    CancelToken token = new CancelToken();
    token.close();
    token.close();
    token.cancel();
    assertThat(token.isCancelled()).isTrue();
  }
}
