package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.TableChange;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.session.ExecuteNode;
import io.github.datafusionjdbc.policy.session.ShowNode;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;

/**
 * The one way from SQL text to an admitted statement. Thread-safe; beside queries that were
 * admitted before, a statement's state lives in the call.
 *
 * <p>The text is parsed once. The parsed tree is never changed: what names mean is found out beside
 * it, and the canonical tree is a copy with those findings in place.
 */
public final class PolicyLane {
  private final FunctionCatalog functions;
  private final AdmissionCache cache = new AdmissionCache();

  /**
   * @param functions what the engine has; asked at the first statement that calls a function
   */
  public PolicyLane(FunctionCatalog functions) {
    this.functions = functions;
  }

  /** Admits a statement under the policy {@code standard}. */
  public AdmittedStatement admit(String sql, StatementCatalog catalog) throws StatementRefused {
    return admit(sql, catalog, Policy.STANDARD);
  }

  /** As {@link #admit(StatementText, StatementCatalog, Policy)}, with JDBC's escapes. */
  public AdmittedStatement admit(String sql, StatementCatalog catalog, Policy policy)
      throws StatementRefused {
    return admit(StatementText.of(sql), catalog, policy);
  }

  /**
   * Parses, checks and normalizes one statement. For a query that was admitted before and would be
   * the same now, that is the same object again.
   *
   * @param policy what it may do; 42501 if it does anything else
   * @throws StatementRefused with SQLState, line, column, the word at fault and an excerpt
   */
  public AdmittedStatement admit(StatementText text, StatementCatalog catalog, Policy policy)
      throws StatementRefused {
    String sql = text.sql();
    try {
      AdmittedStatement before = cache.find(text, catalog, policy);
      if (before != null) {
        return before;
      }
      AdmissionCache.Recording recording = new AdmissionCache.Recording(catalog);
      AdmittedStatement statement =
          admitted(text, new PermittedCatalog(recording, policy), new PermissionCheck(policy));
      cache.keep(text, statement, recording, policy);
      return statement;
    } catch (StatementRefused e) {
      throw e.in(sql);
    } catch (EngineSql.UnknownNode e) {
      throw unknown(e.node()).in(sql);
    } catch (StackOverflowError | Canonicalizer.TooDeep e) {
      throw Refusals.tooComplex("the statement is nested too deeply");
    }
  }

  private AdmittedStatement admitted(
      StatementText text, StatementCatalog catalog, PermissionCheck check) throws StatementRefused {
    String sql = text.sql();
    ParsedStatement parsed = ParsedStatement.of(text);
    SqlNode tree = parsed.tree();
    Resolution resolution = new Resolution();
    if (tree instanceof ShowNode show) {
      tree = ShowQueries.of(show, catalog);
      ShowQueries.setting(show).ifPresent(resolution::shows);
      resolution.record("EXPANDED", show.getParserPosition(), "SHOW " + show.what(), "SELECT");
    } else if (tree instanceof ExecuteNode execute) {
      return executed(sql, parsed, execute, catalog, check);
    } else if (tree instanceof TypedNode node) {
      return command(sql, parsed, node, catalog, check, resolution);
    }
    return query(sql, parsed, tree, catalog, check, resolution);
  }

  /** Admits the statement that EXECUTE stands for. */
  private AdmittedStatement executed(
      String sql,
      ParsedStatement parsed,
      ExecuteNode execute,
      StatementCatalog catalog,
      PermissionCheck check)
      throws StatementRefused {
    SqlNode tree = PreparedStatements.expand(execute, catalog);
    Resolution resolution = new Resolution();
    String name = execute.statementName().getSimple();
    resolution.record("EXPANDED", execute.getParserPosition(), "EXECUTE " + name, "its statement");
    try {
      return tree instanceof TypedNode node
          ? command(sql, parsed, node, catalog, check, resolution)
          : query(sql, parsed, tree, catalog, check, resolution);
    } catch (StatementRefused e) {
      // its place is in another text
      throw Refusals.at(
          e.state(),
          "prepared statement '" + name + "' cannot be executed: " + e.rawMessage(),
          execute.statementName().getParserPosition(),
          name);
    }
  }

  private AdmittedStatement query(
      String sql,
      ParsedStatement parsed,
      SqlNode tree,
      StatementCatalog catalog,
      PermissionCheck check,
      Resolution resolution)
      throws StatementRefused {
    StatementKind kind = kind(tree);
    check.kind(kind, parsed.tree().getParserPosition());
    SqlNode query =
        switch (kind) {
          case EXPLAIN -> ((SqlCall) tree).operand(3);
          case DESCRIBE -> ((SqlCall) tree).operand(0);
          default -> tree;
        };
    new QueryResolver(catalog, functions, resolution).resolve(query);
    SqlNode canonical = tree.accept(new Canonicalizer(resolution));
    check.tree(canonical, resolution.edits());
    return new Admitted(
        kind, sql, EngineSql.of(canonical), parsed.parameterCount(), resolution, canonical, null);
  }

  private static StatementKind kind(SqlNode tree) {
    SqlOperator operator = tree instanceof SqlCall call ? call.getOperator() : null;
    return DialectOperators.EXPLAIN.equals(operator)
        ? StatementKind.EXPLAIN
        : DialectOperators.DESCRIBE.equals(operator) ? StatementKind.DESCRIBE : StatementKind.QUERY;
  }

  /** Admits a statement that is no query. */
  private AdmittedStatement command(
      String sql,
      ParsedStatement parsed,
      TypedNode tree,
      StatementCatalog catalog,
      PermissionCheck check,
      Resolution resolution)
      throws StatementRefused {
    CommandResolver resolver = CommandResolver.of(tree, catalog, functions, resolution);
    check.kind(resolver.kind(), tree.getParserPosition());
    resolver.resolve();
    TypedNode canonical = (TypedNode) tree.accept(new Canonicalizer(resolution));
    check.tree(canonical, resolution.edits());
    StatementCommand command = resolver.command(canonical);
    if (command instanceof TableChange change) {
      command = new TableChange(change.table(), change.refusal().in(sql));
    }
    check.writes(command, tree.getParserPosition());
    return new Admitted(
        resolver.kind(),
        sql,
        EngineSql.of(canonical),
        parsed.parameterCount(),
        resolution,
        canonical,
        command);
  }

  private static StatementRefused unknown(SqlNode node) {
    String name = node instanceof SqlCall call ? call.getOperator().getName() : "" + node.getKind();
    return Refusals.notSupported(name, node.getParserPosition(), null);
  }
}
