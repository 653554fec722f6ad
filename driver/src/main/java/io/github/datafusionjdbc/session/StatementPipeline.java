package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.PolicyLane;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.StatementText;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one way from SQL text to a plan: the lane admits the text against a pinned catalog, and the
 * engine plans the admitted form, knowing only what was pinned. Nothing else calls the engine's
 * planner.
 */
final class StatementPipeline implements AutoCloseable {
  private static final Set<RelationKind> CACHEABLE =
      EnumSet.of(RelationKind.TABLE, RelationKind.SYSTEM_TABLE);

  private final PolicyLane lane;
  private final EngineSettings settings;
  private final PlanCache plans = new PlanCache();

  /**
   * @param settings tells the engine's session for the next statement
   */
  StatementPipeline(PolicyLane lane, EngineSettings settings) {
    this.lane = lane;
    this.settings = settings;
  }

  /** Admits one statement without planning it. */
  AdmittedStatement check(
      String sql, PinnedCatalog catalog, Policy policy, Cancellation cancellation)
      throws SessionException {
    return cancellation.run(() -> lane.admit(sql, catalog, policy));
  }

  /**
   * Admits and plans one statement, or finds that both were done before and hold. The caller closes
   * the admission.
   */
  Admission admit(
      StatementText sql, PinnedCatalog catalog, Policy policy, Cancellation cancellation)
      throws SessionException {
    return cancellation.run(
        () -> {
          long start = System.nanoTime();
          AdmittedStatement statement = lane.admit(sql, catalog, policy);
          if (policy.limitsPaths()) {
            Places places = new Places(policy, settings.session().engine().options().warehouse());
            for (String location : catalog.locations()) {
              places.check(location);
            }
          }
          long nanos = System.nanoTime() - start;
          Session session = settings.session();
          if (!isCacheable(statement)) {
            return planned(statement, catalog, policy, session, cancellation, nanos);
          }
          List<DeltaSnapshot> snapshots = catalog.snapshots();
          Admission before = plans.find(statement, session, snapshots);
          if (before != null) {
            return before.after(nanos);
          }
          Admission admission = planned(statement, catalog, policy, session, cancellation, nanos);
          plans.keep(admission, snapshots);
          return admission;
        });
  }

  /**
   * What a command changes may have another definition next time, and the files of an external
   * table and the rows of a temporary one may be others.
   */
  private static boolean isCacheable(AdmittedStatement statement) {
    return statement.command().isEmpty()
        && statement.relations().stream().map(Relation::kind).allMatch(CACHEABLE::contains);
  }

  private static Admission planned(
      AdmittedStatement statement,
      PinnedCatalog catalog,
      Policy policy,
      Session session,
      Cancellation cancellation,
      long admissionNanos) {
    long start = System.nanoTime();
    Optional<String> query =
        statement.command().isEmpty()
            ? Optional.of(statement.normalizedSql())
            : WriteQuery.of(statement.command().get());
    SharedPlan plan = null;
    String text = null;
    if (query.isPresent()) {
      plan =
          new SharedPlan(
              session.plan(
                  query.get(), catalog.bindings(statement.relations()), cancellation.token()));
      try {
        text = plan.plan().text();
      } catch (RuntimeException e) {
        plan.release();
        throw e;
      }
    }
    return new Admission(
        statement,
        policy,
        plan,
        session,
        catalog.pins(),
        catalog.externalFiles(),
        text,
        admissionNanos,
        System.nanoTime() - start);
  }

  /** Of declared columns with types of the engine the types as they are in batches. */
  List<ArrowField> typesOf(
      Admission admission, List<ColumnDefinition> columns, Cancellation cancellation)
      throws SessionException {
    return cancellation.run(
        () -> {
          try (Plan plan =
              admission
                  .session()
                  .plan(WriteQuery.nullsOf(columns), List.of(), cancellation.token())) {
            return plan.schema();
          }
        });
  }

  /**
   * Plans an admitted INSERT for rows of parameters. The caller closes the plan.
   *
   * @param parameters what the rows are bound to
   */
  Plan planBatch(Admission admission, TableBinding parameters, Cancellation cancellation)
      throws SessionException {
    String query = WriteQuery.ofBatch((Insert) admission.statement().command().orElseThrow());
    return cancellation.run(
        () -> admission.session().plan(query, List.of(parameters), cancellation.token()));
  }

  /** Gives up the plans that are kept; those in use go with their last user. */
  @Override
  public void close() {
    plans.close();
  }
}
