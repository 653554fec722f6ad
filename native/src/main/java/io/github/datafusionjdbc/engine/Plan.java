package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.Reference;
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
    long stream =
        run(
            parameters,
            systemRows,
            token,
            (plan, values, given, cancel) ->
                Native.execute(
                    plan,
                    values,
                    given.bindings,
                    given.types,
                    given.rowCounts,
                    given.buffers,
                    cancel));
    return ResultStream.of(engine, stream);
  }

  /**
   * Executes the plan and writes its rows into new data files of a Delta table. Blocks until they
   * are on disk, the folders that were made included. They are no part of the table yet: the caller
   * commits them to its log, or deletes them.
   *
   * @param systemRows rows for each system table that the statement is bound to, else empty
   * @param token what cancels the write, or null
   * @throws EngineException what went wrong; no file of this write is left then. Of the rows:
   *     NOT_NULL_VIOLATION, CHECK_VIOLATION, VALUE_TOO_LONG, OVERFLOW and INVALID_CAST name the
   *     first row at fault, counted from 1 in the order in which the query gave them
   */
  public WrittenFiles write(
      TableWriteSpec spec,
      Parameters parameters,
      Map<TableBinding, ArrowRows> systemRows,
      CancelToken token) {
    return WrittenFiles.of(
        run(
            parameters,
            systemRows,
            token,
            (plan, values, given, cancel) ->
                Native.planWrite(
                    plan,
                    spec.toJson(),
                    values,
                    given.bindings,
                    given.types,
                    given.rowCounts,
                    given.buffers,
                    cancel)));
  }

  /**
   * Executes the plan and keeps its rows in memory, counted in the engine's memory pool.
   *
   * @param systemRows rows for each system table that the statement is bound to, else empty
   * @param token what cancels the execution, or null
   * @return the rows, which the caller closes
   * @throws EngineException what went wrong, of the rows as {@link #write} tells it; MEMORY_LIMIT
   *     if they do not fit
   */
  public MemoryTable collect(
      MemoryTableSpec spec,
      Parameters parameters,
      Map<TableBinding, ArrowRows> systemRows,
      CancelToken token) {
    return MemoryTable.of(
        run(
            parameters,
            systemRows,
            token,
            (plan, values, given, cancel) ->
                Native.planCollect(
                    plan,
                    SchemaCodec.encode(spec.columns()),
                    spec.toJson(),
                    values,
                    given.bindings,
                    given.types,
                    given.rowCounts,
                    given.buffers,
                    cancel)));
  }

  /**
   * Executes the plan and writes its rows into files outside of Delta tables. Blocks until they are
   * complete.
   *
   * @param systemRows rows for each system table that the statement is bound to, else empty
   * @param token what cancels the COPY, or null
   * @throws EngineException STORE_EXISTS for a target that is there and is not to be replaced,
   *     PLANNING for one in a Delta table's folder or an unknown option, or what else went wrong;
   *     no new file is left then
   */
  public CopiedFiles copy(
      CopySpec spec,
      Parameters parameters,
      Map<TableBinding, ArrowRows> systemRows,
      CancelToken token) {
    return CopiedFiles.of(
        run(
            parameters,
            systemRows,
            token,
            (plan, values, given, cancel) ->
                Native.planCopy(
                    plan,
                    spec.toJson(),
                    values,
                    given.bindings,
                    given.types,
                    given.rowCounts,
                    given.buffers,
                    cancel)));
  }

  private <T> T run(
      Parameters parameters,
      Map<TableBinding, ArrowRows> systemRows,
      CancelToken token,
      NativeExecution<T> execution) {
    byte[] values = parameters.encode();
    GivenRows given = new GivenRows(tables, systemRows);
    try {
      return handle.call(plan -> execution.run(plan, values, given, CancelToken.handle(token)));
    } finally {
      Reference.reachabilityFence(token);
    }
  }

  /** A call of native that executes this plan. */
  @FunctionalInterface
  private interface NativeExecution<T> {
    T run(long plan, byte[] parameters, GivenRows given, long token);
  }

  @Override
  public void close() {
    handle.close();
  }
}
