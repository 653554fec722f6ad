package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;
import io.github.datafusionjdbc.policy.OutputLabel;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The record of one statement, admitted or refused. It is there from the statement's start and
 * complete when {@link #outcome()} is no longer RUNNING, which for a query is when its result is
 * closed. Thread-safe.
 */
public final class Artifact {
  /** How a statement ended. */
  public enum Outcome {
    /** It runs, or its result is open. */
    RUNNING,
    /** All went well; the result may have been closed before its end. */
    SUCCEEDED,
    /** The lane or the engine's planner did not take it: nothing was executed. */
    REFUSED,
    /** It failed while it was executed. */
    FAILED,
    /** It was stopped: by cancel(), its time limit or the closing of its connection. */
    CANCELLED
  }

  private final String id = UUID.randomUUID().toString();
  private final Origin origin;
  private final String sql;
  private final Policy policy;
  private final Map<String, String> settings;
  private final Supplier<String> engineVersion;
  private final Instant startedAt = Instant.now();
  private final long startNanos = System.nanoTime();

  private AdmittedStatement admitted;
  private List<Pin> tables = List.of();
  private Map<String, List<FileStatus>> externalFiles = Map.of();
  private List<String> parameters = List.of();
  private String plan;
  private long admissionNanos;
  private long planningNanos;
  private long firstRowsNanos;
  private long totalNanos;
  private long rows;
  private Outcome outcome = Outcome.RUNNING;
  private WriteRecord write;
  private SessionException error;

  Artifact(
      Origin origin,
      String sql,
      Policy policy,
      Map<String, String> settings,
      Supplier<String> engineVersion) {
    this.origin = origin;
    this.sql = sql;
    this.policy = policy;
    this.settings = settings;
    this.engineVersion = engineVersion;
  }

  synchronized void admitted(Admission admission) {
    admitted = admission.statement();
    tables = admission.pins();
    externalFiles = admission.externalFiles();
    plan = admission.planText();
    admissionNanos = admission.admissionNanos();
    planningNanos = admission.planningNanos();
  }

  synchronized void written(WriteRecord record) {
    write = record;
    rows = record.rows();
  }

  synchronized List<OutputLabel> outputLabels() {
    return admitted == null ? List.of() : admitted.labels();
  }

  synchronized void parameters(List<String> values) {
    parameters = values;
  }

  synchronized void firstRows() {
    firstRowsNanos = System.nanoTime() - startNanos;
  }

  synchronized void rows(long more) {
    rows += more;
  }

  /** Completes the record; the first call counts. */
  synchronized boolean ended(SessionException failure) {
    if (outcome != Outcome.RUNNING) {
      return false;
    }
    error = failure;
    totalNanos = System.nanoTime() - startNanos;
    if (failure == null) {
      outcome = Outcome.SUCCEEDED;
    } else if (failure.state() == io.github.datafusionjdbc.policy.SqlState.QUERY_CANCELED) {
      outcome = Outcome.CANCELLED;
    } else {
      outcome = admitted == null ? Outcome.REFUSED : Outcome.FAILED;
    }
    return true;
  }

  /** A UUID. */
  public String id() {
    return id;
  }

  public Origin origin() {
    return origin;
  }

  /** The text as it came. */
  public String sql() {
    return sql;
  }

  /** What it was held against. */
  public Policy policy() {
    return policy;
  }

  /** Such as QUERY or INSERT; null if refused. */
  public synchronized String kind() {
    return admitted == null ? null : admitted.kind().name();
  }

  /** What the engine was given; null if refused. */
  public synchronized String normalizedSql() {
    return admitted == null ? null : admitted.normalizedSql();
  }

  /** The canonical tree as versioned JSON; null if refused. */
  public synchronized String astPayload() {
    return admitted == null ? null : admitted.astPayload();
  }

  /** SHA-256 in hex of the canonical tree with its literals; null if refused. */
  public synchronized String fingerprint() {
    return admitted == null ? null : admitted.fingerprint();
  }

  /** SHA-256 in hex of the canonical tree, literals masked; null if refused. */
  public synchronized String shapeFingerprint() {
    return admitted == null ? null : admitted.shapeFingerprint();
  }

  /** What the lane changed, each with its reason; empty if refused. */
  public synchronized List<Edit> edits() {
    return admitted == null ? List.of() : admitted.edits();
  }

  /** Names of the functions called, lower case, sorted; empty if refused. */
  public synchronized Collection<String> functions() {
    return admitted == null ? List.of() : admitted.functions();
  }

  /** The Delta tables read, each with its version. */
  public synchronized List<Pin> tables() {
    return tables;
  }

  /**
   * The files read of external tables, by schema.table: each with its size, time and etag as the
   * store told them when the statement was planned.
   */
  public synchronized Map<String, List<FileStatus>> externalFiles() {
    return externalFiles;
  }

  /** Values of the parameters as text, null for NULL; masked where the connection asks for it. */
  public synchronized List<String> parameters() {
    return parameters;
  }

  /** The connection's settings at the start, time zone among them; no storage options. */
  public Map<String, String> settings() {
    return settings;
  }

  /** The optimized logical plan as text; null if the statement was not planned. */
  public synchronized String plan() {
    return plan;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** The engine's name and version. */
  public String engineVersion() {
    return engineVersion.get();
  }

  /** This driver's version. */
  public String driverVersion() {
    return DriverVersion.TEXT;
  }

  /** Time in the lane, look-ups in Delta logs included. */
  public synchronized Duration admissionTime() {
    return Duration.ofNanos(admissionNanos);
  }

  /** Time in the engine's planner. Zero where an earlier plan was used. */
  public synchronized Duration planningTime() {
    return Duration.ofNanos(planningNanos);
  }

  /** From the start to the first rows; zero if it did not come to that. */
  public synchronized Duration firstRowsTime() {
    return Duration.ofNanos(firstRowsNanos);
  }

  /** From the start to the end; while it runs, to now. */
  public synchronized Duration totalTime() {
    return Duration.ofNanos(
        outcome == Outcome.RUNNING ? System.nanoTime() - startNanos : totalNanos);
  }

  /** Rows that came from the engine so far, a whole batch at a time; or that were written. */
  public synchronized long rows() {
    return rows;
  }

  /** What it wrote; null if nothing. */
  public synchronized WriteRecord write() {
    return write;
  }

  public synchronized Outcome outcome() {
    return outcome;
  }

  /** What went wrong, with SQLState, line and column; null if nothing did. */
  public synchronized SessionException error() {
    return error;
  }
}
