package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.ResultStream;

/** The engine's own name and version, asked of it once. */
final class EngineVersion {
  private static volatile String text;

  private EngineVersion() {}

  /** Such as "Apache DataFusion 55.2.0". */
  static String of(Engine engine) {
    String known = text;
    if (known == null) {
      try (ResultStream stream = engine.templateQuery("SELECT version()")) {
        known = stream.next().column(0).getString(0).split(",", 2)[0];
      }
      text = known;
    }
    return known;
  }
}
