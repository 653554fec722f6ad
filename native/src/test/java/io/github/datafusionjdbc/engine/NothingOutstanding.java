package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After a class of tests no native handle is open and no byte of native memory is held. What tests
 * dropped without closing does not count as given back: the garbage collector is not asked to run.
 */
public final class NothingOutstanding implements AfterAllCallback {
  /** Work that was cancelled gives its memory back at its next yield. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final EngineCounters NONE = new EngineCounters(0, 0, 0);

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    await();
    assertThat(Engine.counters()).as("what %s left open", context.getDisplayName()).isEqualTo(NONE);
  }

  /** Returns once nothing is outstanding, or after a grace period. */
  static void await() throws InterruptedException {
    Instant end = Instant.now().plus(GRACE);
    while (!Engine.counters().equals(NONE) && Instant.now().isBefore(end)) {
      Thread.sleep(10);
    }
  }
}
