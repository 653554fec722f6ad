package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineCounters;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaves native handles or result memory behind. */
public final class NativeLeakCheck implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    EngineCounters counters = Engine.counters();
    assertThat(counters.handles()).as("native handles still open").isZero();
    assertThat(counters.arrowBytes()).as("bytes of batches still readable").isZero();
  }
}
