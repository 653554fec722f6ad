package io.github.datafusionjdbc.engine;

/** Called by reflection in another class loader. */
public final class ForeignQuery {
  private ForeignQuery() {}

  /** Opens, reads and closes; also fails once, because exceptions need classes found by name. */
  public static long answer() {
    try (TestEngine engine = new TestEngine()) {
      engine.failure(e -> e.run("select 1 / x from (values (0)) t(x)"));
      return engine.run("select value from generate_series(1, 1000000)");
    }
  }
}
