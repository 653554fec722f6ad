package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.metadata.StatementScope;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import io.github.datafusionjdbc.metadata.TemporaryObjects;
import io.github.datafusionjdbc.metadata.TransactionPins;
import io.github.datafusionjdbc.metadata.Warehouse;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.PolicyLane;
import io.github.datafusionjdbc.policy.StatementText;
import io.github.datafusionjdbc.policy.command.ChangeSetting;
import io.github.datafusionjdbc.policy.command.Deallocate;
import io.github.datafusionjdbc.policy.command.Prepare;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.UseSchema;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * One connection to a warehouse: its settings, its transaction, what is open on it. Owns a lease on
 * the warehouse and a session of the engine.
 *
 * <p>Statements may run on it from several threads at once. {@link #close} may come from any
 * thread: it stops what runs and closes what is open, the newest first.
 */
public final class DatabaseSession implements AutoCloseable {
  /** An action on a statement, whose failure is recorded. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws SessionException;
  }

  private final ConnectionSettings settings;
  private final Warehouse warehouse;
  private final EngineSettings engineSettings;
  private final StatementPipeline pipeline;
  private final ArtifactLog log;
  private final Policy policy;
  private final Policy readOnlyPolicy;
  private final List<SystemTableSource> systemTables;
  private final TemporaryObjects temporary = new TemporaryObjects();
  private final OpenChildren children = new OpenChildren();
  private volatile String schema;
  private volatile String applicationName;
  private volatile TransactionPins pins;
  private volatile boolean autoCommit = true;
  private volatile boolean readOnly;

  private DatabaseSession(
      ConnectionSettings settings,
      Warehouse warehouse,
      EngineSettings engineSettings,
      ArtifactLog log,
      Policy policy) {
    this.settings = settings;
    this.policy = policy;
    this.readOnlyPolicy = policy.and(Policy.READ_ONLY);
    this.readOnly = settings.readOnly();
    this.warehouse = warehouse;
    this.engineSettings = engineSettings;
    this.pipeline = new StatementPipeline(new PolicyLane(warehouse.functions()), engineSettings);
    this.log = log;
    this.systemTables =
        List.of(
            new StatementsTable(log),
            new WritesTable(log),
            new EditsTable(log),
            new FunctionsTable(warehouse::functions, this::policy),
            new PolicyTable(this::policy),
            new SettingsTable(settings),
            new EngineSettingsTable(engineSettings));
    this.schema = settings.value(ConnectionKey.SCHEMA);
    this.applicationName = settings.value(ConnectionKey.APPLICATION_NAME);
  }

  /**
   * Opens a warehouse.
   *
   * @throws SessionException 08001 if there is none, or why it cannot be read
   */
  public static DatabaseSession open(ConnectionSettings settings) throws SessionException {
    LibraryLogs.quiet();
    try (Opening opening = new Opening()) {
      Warehouse warehouse =
          opening.add(
              guarded(() -> Warehouse.acquire(settings.engineOptions(), settings.create())));
      Policy policy = Policies.inForce(settings, warehouse);
      EngineSettings engineSettings =
          opening.add(
              guarded(
                  () ->
                      new EngineSettings(
                          warehouse.engine(),
                          Map.of(
                              "datafusion.execution.time_zone",
                              settings.value(ConnectionKey.TIMEZONE)))));
      Optional<Path> folder = settings.artifactsFolder();
      ArtifactFile file =
          folder.isEmpty()
              ? null
              : opening.add(ArtifactFile.create(folder.get(), UUID.randomUUID().toString()));
      ArtifactLog log = new ArtifactLog(settings.artifactsMemory(), file);
      DatabaseSession session =
          new DatabaseSession(settings, warehouse, engineSettings, log, policy);
      opening.succeeded();
      return session;
    }
  }

  /** What the connection was opened with. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** The schema in which unqualified names are looked up. */
  public String schema() {
    return schema;
  }

  /** Sets it for statements to come; it need not exist. */
  public void setSchema(String name) {
    schema = name;
  }

  /** For the record; empty if not given. */
  public String applicationName() {
    return applicationName;
  }

  public void setApplicationName(String name) {
    applicationName = name;
  }

  /** What statements of the application may do; a read-only connection tightens its policy. */
  public Policy policy() {
    return readOnly ? readOnlyPolicy : policy;
  }

  /** The driver's own statements read metadata and are not the application's to limit. */
  Policy policy(Origin origin) {
    return origin == Origin.USER ? policy() : Policy.STANDARD;
  }

  /** Whether statements may change nothing. */
  public boolean readOnly() {
    return readOnly;
  }

  public void setReadOnly(boolean on) {
    readOnly = on;
  }

  /** The control of a statement: the time limit asked for, or the policy's if that is lower. */
  public Cancellation cancellation(Duration limit) {
    long seconds = policy.limits().seconds();
    boolean ofPolicy =
        seconds > 0 && (limit.isZero() || limit.compareTo(Duration.ofSeconds(seconds)) > 0);
    return new Cancellation(ofPolicy ? Duration.ofSeconds(seconds) : limit);
  }

  /** Whether each statement is a transaction of its own. */
  public boolean autoCommit() {
    return autoCommit;
  }

  /** Ends the transaction, if there is one, and sets what follows. */
  public void setAutoCommit(boolean on) {
    autoCommit = on;
    endTransaction();
  }

  /** Ends the transaction: what is read next is the newest again. */
  public void endTransaction() {
    pins = autoCommit ? null : new TransactionPins();
  }

  /** The newest artifact of a statement of the application. */
  public Optional<Artifact> lastArtifact() {
    return log.last();
  }

  /** All artifacts in memory, by start. */
  public List<Artifact> artifacts() {
    return log.artifacts();
  }

  /** The engine's name and version. */
  public String engineVersion() {
    return EngineVersion.of(warehouse.engine());
  }

  /**
   * Executes one statement and waits for its first rows, or for its end.
   *
   * @param cancellation its control, which the result closes; on failure it is closed here
   */
  public StatementResult execute(
      StatementText text, Origin origin, Expected expected, Cancellation cancellation)
      throws SessionException {
    Artifact artifact = artifact(origin, text.sql());
    return recorded(
        artifact,
        cancellation,
        () -> {
          try (PinnedCatalog catalog = openCatalog(schema, cancellation)) {
            try (Admission admission =
                pipeline.admit(text, catalog, artifact.policy(), cancellation)) {
              int parameters = admission.statement().parameterCount();
              if (parameters > 0) {
                throw Errors.parametersInStatement(parameters);
              }
              return start(
                  new Execution(
                      this,
                      admission,
                      catalog,
                      Parameters.NONE,
                      Optional.empty(),
                      artifact,
                      cancellation),
                  expected);
            }
          }
        });
  }

  /** Admits and plans a statement that is executed later. A refusal leaves an artifact. */
  public PreparedQuery prepare(String sql, Origin origin) throws SessionException {
    Cancellation cancellation = new Cancellation(Duration.ZERO);
    Artifact artifact = artifact(origin, sql);
    children.add(cancellation);
    String inSchema = schema;
    try (cancellation;
        PinnedCatalog catalog = openCatalog(inSchema, cancellation)) {
      Admission admission =
          pipeline.admit(StatementText.of(sql), catalog, artifact.policy(), cancellation);
      PreparedQuery query = new PreparedQuery(this, sql, inSchema, origin, admission);
      if (!children.add(query)) {
        query.close();
        throw Errors.sessionClosed();
      }
      return query;
    } catch (SessionException e) {
      log.started(artifact);
      log.ended(artifact, e);
      throw e;
    } finally {
      children.remove(cancellation);
    }
  }

  /**
   * What the lane makes of a statement, which is neither planned nor run and leaves no artifact.
   *
   * @throws SessionException as if it were executed, for whatever the lane refuses
   */
  public AdmittedStatement admit(String sql) throws SessionException {
    Cancellation cancellation = cancellation(settings.queryTimeout());
    keep(cancellation);
    try (cancellation;
        PinnedCatalog catalog = openCatalog(schema, cancellation)) {
      return pipeline.check(sql, catalog, policy(), cancellation);
    } finally {
      children.remove(cancellation);
    }
  }

  /**
   * Opens an appender.
   *
   * @param table the name of a table as SQL writes it
   * @param columns exact names of those that it fills, none for all
   * @throws SessionException as an INSERT into them would
   */
  public Appender append(String table, List<String> columns) throws SessionException {
    return new Appender(this, table, columns);
  }

  /** Whether the engine answers. */
  public void ping(Duration limit) throws SessionException {
    Cancellation cancellation = new Cancellation(limit);
    ((QueryResult)
            execute(StatementText.of("SELECT 1"), Origin.INTERNAL, Expected.ROWS, cancellation))
        .close();
  }

  Warehouse warehouse() {
    return warehouse;
  }

  TemporaryObjects temporary() {
    return temporary;
  }

  StatementPipeline pipeline() {
    return pipeline;
  }

  ArtifactLog log() {
    return log;
  }

  Artifact artifact(Origin origin, String sql) {
    Map<String, String> shown = new TreeMap<>();
    shown.put("warehouse", settings.warehouse());
    shown.put("catalog", settings.value(ConnectionKey.CATALOG));
    shown.put("schema", schema);
    shown.put("timezone", settings.value(ConnectionKey.TIMEZONE));
    shown.put("applicationName", applicationName);
    shown.put("autoCommit", Boolean.toString(autoCommit));
    shown.putAll(engineSettings.changed());
    return new Artifact(origin, sql, policy(origin), shown, this::engineVersion);
  }

  PinnedCatalog openCatalog(String defaultSchema, Cancellation cancellation)
      throws SessionException {
    StatementScope scope =
        new StatementScope(
            settings.value(ConnectionKey.CATALOG),
            defaultSchema,
            settings.snapshotMaxAge(),
            pins,
            temporary,
            systemTables);
    return cancellation.run(() -> warehouse.openStatement(scope));
  }

  /** Runs a statement to its first rows or its end; whatever happens, its artifact says so. */
  StatementResult recorded(
      Artifact artifact, Cancellation cancellation, Action<StatementResult> action)
      throws SessionException {
    log.started(artifact);
    try {
      keep(cancellation);
      StatementResult result = action.run();
      if (result instanceof UpdateCount) {
        log.ended(artifact, null);
        release(cancellation);
      }
      return result;
    } catch (SessionException | RuntimeException e) {
      SessionException failure = e instanceof SessionException known ? known : Errors.of(e);
      log.ended(artifact, failure);
      release(cancellation);
      throw failure;
    }
  }

  private void release(Cancellation cancellation) {
    cancellation.close();
    children.remove(cancellation);
  }

  /** Starts an admitted statement and waits for its first rows, or for its end. */
  StatementResult start(Execution execution, Expected expected) throws SessionException {
    Admission admission = execution.admission();
    Artifact artifact = execution.artifact();
    artifact.admitted(admission);
    if (admission.statement().parameterCount() > 0) {
      artifact.parameters(settings.artifactParameters().recorded(execution.parameters()));
    }
    expected.check(admission.givesRows());
    if (admission.statement().setting().isPresent()) {
      engineSettings.checkExists(admission.statement().setting().get());
    }
    Optional<StatementCommand> command = admission.statement().command();
    if (command.isPresent() && changesSession(command.get(), admission)) {
      return new UpdateCount(0, artifact);
    } else if (command.isPresent()) {
      checkWritable();
      return new UpdateCount(new CommandExecutor(execution).execute(command.get()), artifact);
    }
    ResultStream stream = execution.query();
    QueryResult result = new QueryResult(this, stream, artifact, execution.cancellation());
    try {
      result.fetchFirst();
      keep(result);
      return result;
    } catch (SessionException e) {
      result.close();
      throw e;
    }
  }

  /** Executes a command that changes no more than the connection. */
  private boolean changesSession(StatementCommand command, Admission admission)
      throws SessionException {
    if (command instanceof ChangeSetting change) {
      engineSettings.change(change.name(), change.value().orElse(null));
      return true;
    } else if (command instanceof UseSchema use) {
      setSchema(use.schema());
      return true;
    } else if (command instanceof Prepare prepare) {
      List<String> labels =
          admission.plan() == null
              ? List.of()
              : admission.plan().schema().stream().map(ArrowField::name).toList();
      temporary.prepare(prepare.name(), prepare.definition().labelled(labels));
      return true;
    } else if (command instanceof Deallocate deallocate) {
      temporary.deallocate(deallocate.name());
      return true;
    }
    return false;
  }

  void checkWritable() throws SessionException {
    if (!autoCommit) {
      throw Errors.writeInTransaction();
    }
  }

  void keep(AutoCloseable child) throws SessionException {
    if (!children.add(child)) {
      throw Errors.sessionClosed();
    }
  }

  void forget(AutoCloseable child) {
    children.remove(child);
  }

  private static <T> T guarded(Callable<T> call) throws SessionException {
    try {
      return call.call();
    } catch (Exception e) {
      throw Errors.of(e);
    }
  }

  /** Stops what runs, closes what is open, gives the warehouse back; idempotent. */
  @Override
  public void close() {
    if (children.closeAll()) {
      pipeline.close();
      temporary.close();
      engineSettings.close();
      log.close();
      warehouse.close();
    }
  }
}
