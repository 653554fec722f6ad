package io.github.datafusionjdbc.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** An engine on an empty warehouse in memory, with one session. */
final class TestEngine implements AutoCloseable {
  private final Engine engine;
  private final Session session;

  TestEngine() {
    this(Map.of());
  }

  TestEngine(Map<String, String> settings) {
    engine = Engine.acquire(new EngineOptions("memory:///tests", Map.of(), settings));
    session = engine.openSession(Map.of());
  }

  Engine engine() {
    return engine;
  }

  Session session() {
    return session;
  }

  /** Plans without tables. */
  Plan plan(String sql) {
    try (CancelToken token = new CancelToken()) {
      return session.plan(sql, List.of(), token);
    }
  }

  /** Reads a query to its end, making one object of each row. */
  <T> List<T> rows(String sql, Parameters parameters, BiFunction<RecordBatch, Integer, T> row) {
    try (CancelToken token = new CancelToken();
        Plan plan = session.plan(sql, List.of(), token);
        ResultStream stream = plan.execute(parameters, Map.of(), token)) {
      List<T> rows = new ArrayList<>();
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int i = 0; i < batch.rowCount(); i++) {
          rows.add(row.apply(batch, i));
        }
      }
      return rows;
    }
  }

  /** The first column of a query; null for null. */
  <T> List<T> column(String sql, ColumnGetter<T> getter) {
    return rows(
        sql,
        Parameters.NONE,
        (batch, row) -> batch.column(0).isNull(row) ? null : getter.get(batch.column(0), row));
  }

  /** The only value of a query. */
  <T> T value(String sql, ColumnGetter<T> getter) {
    List<T> values = column(sql, getter);
    if (values.size() != 1) {
      throw new AssertionError(values.size() + " rows");
    }
    return values.get(0);
  }

  /** Runs a query to its end; returns how many rows it had. */
  long run(String sql) {
    return rows(sql, Parameters.NONE, (batch, row) -> row).size();
  }

  /** Reads one value of a column. */
  interface ColumnGetter<T> {
    T get(ArrowColumn column, int row);
  }

  /** The elements of a list, null for null. */
  static <T> ColumnGetter<List<T>> list(ColumnGetter<T> element) {
    return (column, row) -> {
      List<T> elements = new ArrayList<>();
      ArrowColumn child = column.child(0);
      for (int i = column.listStart(row); i < column.listEnd(row); i++) {
        elements.add(child.isNull(i) ? null : element.get(child, i));
      }
      return elements;
    };
  }

  /** A struct's field. */
  static <T> ColumnGetter<T> field(int index, ColumnGetter<T> getter) {
    return (column, row) -> {
      ArrowColumn child = column.child(index);
      return child.isNull(row) ? null : getter.get(child, row);
    };
  }

  /** The schema of a query's only column. */
  ArrowType type(String sql) {
    try (Plan plan = plan(sql)) {
      return plan.schema().get(0).type();
    }
  }

  /** What an expression that fails throws. */
  EngineException failure(Consumer<TestEngine> action) {
    try {
      action.accept(this);
    } catch (EngineException e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
