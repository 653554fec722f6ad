package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.PolicyLane;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.StatementRefused;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;
import java.util.Optional;

/**
 * The one way from SQL text to a plan: the lane admits the text against a pinned catalog, and the
 * engine plans the admitted form, knowing only what was pinned. Nothing else calls the engine's
 * planner.
 */
final class StatementPipeline {
  private final PolicyLane lane;
  private final EngineSettings settings;

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

  /** Admits and plans one statement. The caller closes the plan. */
  Admission admit(String sql, PinnedCatalog catalog, Policy policy, Cancellation cancellation)
      throws SessionException {
    return cancellation.run(
        () -> {
          long start = System.nanoTime();
          AdmittedStatement statement = lane.admit(sql, catalog, policy);
          long admitted = System.nanoTime();
          Optional<String> query =
              statement.command().isEmpty()
                  ? Optional.of(statement.normalizedSql())
                  : WriteQuery.of(statement.command().get());
          Session session = settings.session();
          Plan plan =
              query.isEmpty()
                  ? null
                  : session.plan(
                      query.get(), catalog.bindings(statement.relations()), cancellation.token());
          return new Admission(
              statement,
              policy,
              plan,
              session,
              catalog.pins(),
              plan == null ? null : plan.text(),
              admitted - start,
              System.nanoTime() - admitted);
        });
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

  /**
   * What to run when a statement is executed again: the same admission, if policy and settings are
   * the same and the tables that it reads are at the same versions, else a new one. What changes
   * something is always admitted anew: what it changes may have another definition by now.
   *
   * @param catalog newly opened; all relations of the statement are looked up in it
   */
  Admission renew(
      Admission admission,
      String sql,
      PinnedCatalog catalog,
      Policy policy,
      Cancellation cancellation)
      throws SessionException {
    boolean unchanged =
        admission.givesRows()
            && admission.session() == settings.session()
            && policy.hash().equals(admission.policy().hash())
            && cancellation.run(
                () ->
                    foundAgain(admission.statement(), catalog)
                        && catalog.pins().equals(admission.pins()));
    return unchanged ? admission.reused() : admit(sql, catalog, policy, cancellation);
  }

  /**
   * Looks the relations up as their statement did. Explicit versions are left to the lane: an
   * admitted statement no longer says whether it asked for a number or a time.
   */
  private static boolean foundAgain(AdmittedStatement statement, PinnedCatalog catalog)
      throws StatementRefused {
    // a view may have another query by now
    if (!statement.views().isEmpty()) {
      return false;
    }
    for (Relation relation : statement.relations()) {
      // the files of an external table may be others by now
      boolean plain =
          relation.engineName().equals(relation.table())
              && relation.kind() != RelationKind.EXTERNAL_TABLE;
      if (!plain || catalog.find(relation.schema(), relation.table(), Optional.empty()).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
