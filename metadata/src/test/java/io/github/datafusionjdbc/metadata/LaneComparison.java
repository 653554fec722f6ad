package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineOptions;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.PolicyLane;
import io.github.datafusionjdbc.policy.StatementRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs a statement on the engine twice, as it is written and as the lane writes it, and tells how
 * the two answers differ.
 *
 * <p>The engine knows no table by a name that a user would write. So the tables are common table
 * expressions that are put before both texts; the lane, for its part, sees tables of a catalog.
 */
final class LaneComparison implements AutoCloseable {
  /** How the lane's text does. */
  enum Outcome {
    IDENTICAL,
    BOTH_REFUSE,
    /** The engine runs the text and the lane does not let it. */
    REFUSED,
    /** The engine runs the text as written and not as the lane writes it. */
    ENGINE_ERROR,
    LABELS_DIFFER,
    TYPES_DIFFER,
    VALUES_DIFFER,
    /** The lane's own text is not the one that the lane makes of it. */
    NOT_CANONICAL,
    /** The lane admits and the engine runs what the engine refuses as written. */
    ONLY_LANE
  }

  /**
   * One comparison.
   *
   * @param detail what differs, in words
   */
  record Result(Outcome outcome, String detail) {}

  private static final int MAX_ROWS = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern START =
      Pattern.compile(
          "(?is)\\A((?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*"
              + "(?:EXPLAIN\\s+(?:\\(.*?\\)\\s*|ANALYZE\\s+|VERBOSE\\s+|FORMAT\\s+\\S+\\s+)*)?)"
              + "(WITH\\s+(?:RECURSIVE\\s+)?)?(?!\\s)");

  private final Warehouse warehouse;
  private final Engine engine;
  private final Session session;
  private final PolicyLane lane;
  private final Map<String, List<ArrowField>> columns = new LinkedHashMap<>();

  LaneComparison() {
    EngineOptions options = new EngineOptions("memory:///differential", Map.of(), Map.of());
    warehouse = Warehouse.acquire(options, false);
    engine = warehouse.engine();
    session = engine.openSession(Map.of());
    lane = new PolicyLane(warehouse.functions());
  }

  /**
   * Compares one statement over these tables.
   *
   * @param tables a query for each, which may name those before it
   */
  Result compare(String sql, Map<String, String> tables) {
    EngineAnswer direct = answer(withTables(sql, tables));
    AdmittedStatement admitted;
    try {
      QueryCatalog catalog = new QueryCatalog(tables, this::columnsOf);
      admitted = lane.admit(sql, catalog);
      AdmittedStatement again = lane.admit(admitted.normalizedSql(), catalog);
      if (!again.normalizedSql().equals(admitted.normalizedSql())
          || !again.fingerprint().equals(admitted.fingerprint())) {
        return new Result(
            Outcome.NOT_CANONICAL,
            admitted.normalizedSql() + "\n  became " + again.normalizedSql());
      }
    } catch (StatementRefused e) {
      return direct.isError()
          ? new Result(Outcome.BOTH_REFUSE, direct.error())
          : new Result(Outcome.REFUSED, e.getMessage());
    }
    String normalized = admitted.normalizedSql().replace("\"datafusion\".\"public\".", "");
    EngineAnswer laned = answer(withTables(normalized, tables));
    if (laned.isError() || direct.isError()) {
      if (direct.isError()) {
        return laned.isError()
            ? new Result(Outcome.BOTH_REFUSE, direct.error())
            : new Result(Outcome.ONLY_LANE, direct.error());
      }
      return new Result(Outcome.ENGINE_ERROR, laned.error() + "\n  in " + normalized);
    }
    if (!tables.isEmpty() && laned.labels().equals(List.of("plan_type", "plan"))) {
      // the plan shows how the tables are made
      return new Result(Outcome.IDENTICAL, "plans are not compared");
    }
    Result result = compare(direct, laned, normalized);
    if (result.outcome() == Outcome.VALUES_DIFFER) {
      EngineAnswer again = answer(withTables(sql, tables));
      if (!again.sortedRows().equals(direct.sortedRows())) {
        return new Result(Outcome.IDENTICAL, "values that differ from run to run");
      }
    }
    return result;
  }

  private static Result compare(EngineAnswer direct, EngineAnswer laned, String normalized) {
    if (!direct.labels().equals(laned.labels())) {
      return new Result(
          Outcome.LABELS_DIFFER,
          direct.labels() + "\n  became " + laned.labels() + "\n  in " + normalized);
    }
    if (!direct.types().equals(laned.types())) {
      return new Result(
          Outcome.TYPES_DIFFER,
          direct.types() + "\n  became " + laned.types() + "\n  in " + normalized);
    }
    if (!direct.sortedRows().equals(laned.sortedRows())) {
      return new Result(
          Outcome.VALUES_DIFFER,
          shortened(direct.rows())
              + "\n  became "
              + shortened(laned.rows())
              + "\n  in "
              + normalized);
    }
    return new Result(Outcome.IDENTICAL, "");
  }

  private static String shortened(List<String> rows) {
    String text = rows.toString();
    return text.length() > 600 ? text.substring(0, 600) + " .." : text;
  }

  /** The text with the tables as common table expressions before it. */
  static String withTables(String sql, Map<String, String> tables) {
    if (tables.isEmpty()) {
      return sql;
    }
    Matcher start = START.matcher(sql);
    if (!start.find()) {
      return sql;
    }
    String definitions =
        tables.entrySet().stream()
            .map(table -> '"' + table.getKey() + "\" AS (" + table.getValue() + ")")
            .collect(Collectors.joining(", "));
    String with = start.group(2);
    return start.group(1)
        + (with == null ? "WITH " : with)
        + definitions
        + (with == null ? " " : ", ")
        + sql.substring(start.end());
  }

  /** The columns of a table, as the engine tells them. */
  private List<ArrowField> columnsOf(String table, Map<String, String> tables) {
    String key = table + '\n' + tables;
    List<ArrowField> known = columns.get(key);
    if (known == null) {
      try (Plan plan =
          session.plan(withTables("SELECT * FROM \"" + table + '"', tables), List.of(), null)) {
        known = plan.schema();
      } catch (EngineException e) {
        known = List.of();
      }
      columns.put(key, known);
    }
    return known;
  }

  private EngineAnswer answer(String sql) {
    try (CancelToken token = new CancelToken()) {
      Thread watch = new Thread(() -> cancelLate(token));
      watch.setDaemon(true);
      watch.start();
      try (Plan plan = session.plan(sql, List.of(), token);
          ResultStream stream = plan.execute(Parameters.NONE, Map.of(), token)) {
        return read(stream);
      } finally {
        watch.interrupt();
      }
    } catch (EngineException e) {
      return EngineAnswer.failed(e.getMessage());
    }
  }

  private static void cancelLate(CancelToken token) {
    try {
      Thread.sleep(LIMIT.toMillis());
      token.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static EngineAnswer read(ResultStream stream) {
    List<ArrowField> schema = stream.schema();
    List<String> rows = new ArrayList<>();
    for (RecordBatch batch = stream.next();
        batch != null && rows.size() < MAX_ROWS;
        batch = stream.next()) {
      for (int i = 0; i < batch.rowCount(); i++) {
        StringBuilder row = new StringBuilder();
        for (int c = 0; c < schema.size(); c++) {
          row.append(c == 0 ? "" : " | ").append(EngineAnswer.text(batch.column(c), i));
        }
        rows.add(row.toString());
      }
    }
    return new EngineAnswer(
        schema.stream().map(ArrowField::name).toList(),
        schema.stream().map(field -> field.type().toString()).toList(),
        rows,
        null);
  }

  @Override
  public void close() {
    session.close();
    warehouse.close();
  }
}
