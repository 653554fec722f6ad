package io.github.datafusionjdbc.engine;

import java.util.List;
import java.util.Map;

/** Opens an engine, runs a query and prints its value; with argument "open" it closes nothing. */
public final class SelectOne {
  private SelectOne() {}

  public static void main(String[] args) {
    Engine engine = Engine.acquire(new EngineOptions("memory:///one", Map.of(), Map.of()));
    Session session = engine.openSession(Map.of());
    CancelToken token = new CancelToken();
    Plan plan = session.plan("select value from generate_series(1, 1000000)", List.of(), token);
    ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token);
    System.out.println(stream.next().column(0).getLong(0));
    if (args.length == 0) {
      stream.close();
      plan.close();
      token.close();
      session.close();
      engine.close();
      System.out.println(Engine.counters());
    }
  }
}
