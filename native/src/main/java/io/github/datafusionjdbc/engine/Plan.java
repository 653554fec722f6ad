package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A planned statement. Can be executed many times, also while an earlier result is open.
 * Thread-safe.
 */
public final class Plan implements AutoCloseable {
  private final Engine engine;
  private final List<TableBinding> tables;
  private final NativeHandle handle;
  private final List<ArrowField> schema;
  private final List<ArrowField> parameters;

  Plan(Engine engine, List<TableBinding> tables, NativeHandle handle) {
    this.engine = engine;
    this.tables = List.copyOf(tables);
    this.handle = handle;
    try {
      this.schema = SchemaCodec.decode(handle.call(Native::planSchema));
      this.parameters = SchemaCodec.decode(handle.call(Native::planParameters));
    } catch (Throwable e) {
      handle.close();
      throw e;
    }
  }

  /** The result's columns, nested ones with their children. */
  public List<ArrowField> schema() {
    return schema;
  }

  /** One field for each placeholder; of type Null where the engine could not tell. */
  public List<ArrowField> parameters() {
    return parameters;
  }

  /** The optimized logical plan, as text, for the record. */
  public String text() {
    return new String(handle.call(Native::planText), UTF_8);
  }

  /** The predicates that this execution puts on each bound system table; none is an empty list. */
  public Map<TableBinding, List<SystemFilter>> systemFilters(Parameters parameters) {
    Map<TableBinding, List<SystemFilter>> filters = new LinkedHashMap<>();
    for (TableBinding table : tables) {
      if (table.source() instanceof SystemTable) {
        filters.put(table, List.of());
      }
    }
    if (!filters.isEmpty()) {
      byte[] values = parameters.encode();
      byte[] json = handle.call(plan -> Native.planSystemFilters(plan, values));
      for (Object entry : Json.list(Json.parse(json))) {
        Map<String, Object> table = Json.object(entry);
        filters.put(
            tables.get(Math.toIntExact((Long) table.get("table"))),
            Json.list(table.get("filters")).stream().map(Plan::filter).toList());
      }
    }
    return filters;
  }

  private static SystemFilter filter(Object json) {
    Map<String, Object> filter = Json.object(json);
    String op = (String) filter.get("op");
    return new SystemFilter(
        (String) filter.get("column"),
        switch (op) {
          case "=" -> SystemFilter.Op.EQUAL;
          case "IN" -> SystemFilter.Op.IN;
          case "LIKE" -> SystemFilter.Op.LIKE;
          default -> throw new IllegalStateException("a filter with operator " + op);
        },
        Json.list(filter.get("values")).stream().map(String.class::cast).toList());
  }

  /**
   * Starts an execution.
   *
   * @param systemRows rows for each system table that the statement is bound to, else empty
   * @param token what cancels the execution, or null
   * @return the result, which the caller closes
   */
  public ResultStream execute(
      Parameters parameters, Map<TableBinding, ArrowRows> systemRows, CancelToken token) {
    byte[] values = parameters.encode();
    int count = systemRows.size();
    int[] bindings = new int[count];
    String[] types = new String[count];
    int[] rowCounts = new int[count];
    ByteBuffer[][] buffers = new ByteBuffer[count][];
    int next = 0;
    for (Map.Entry<TableBinding, ArrowRows> entry : systemRows.entrySet()) {
      bindings[next] = tables.indexOf(entry.getKey());
      if (bindings[next] < 0) {
        throw new IllegalArgumentException("not a table of this plan: " + entry.getKey());
      }
      types[next] = entry.getValue().types();
      rowCounts[next] = entry.getValue().rowCount();
      buffers[next] = entry.getValue().buffers();
      next++;
    }
    try {
      long stream =
          handle.call(
              plan ->
                  Native.execute(
                      plan,
                      values,
                      bindings,
                      types,
                      rowCounts,
                      buffers,
                      CancelToken.handle(token)));
      return ResultStream.of(engine, stream);
    } finally {
      Reference.reachabilityFence(token);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
