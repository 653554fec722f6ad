package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/**
 * The one way from SQL text to an admitted statement. Thread-safe; a statement's state lives in the
 * call.
 *
 * <p>The text is parsed once. The parsed tree is never changed: what names mean is found out beside
 * it, and the canonical tree is a copy with those findings in place.
 */
public final class PolicyLane {
  private final FunctionCatalog functions;

  /**
   * @param functions what the engine has; asked at the first statement that calls a function
   */
  public PolicyLane(FunctionCatalog functions) {
    this.functions = functions;
  }

  /**
   * Parses, checks and normalizes one statement.
   *
   * @throws StatementRefused with SQLState, line, column and the word at fault
   */
  public AdmittedStatement admit(String sql, StatementCatalog catalog) throws StatementRefused {
    try {
      return admitted(sql, catalog);
    } catch (StackOverflowError | Canonicalizer.TooDeep e) {
      throw Refusals.tooComplex("the statement is nested too deeply");
    }
  }

  private AdmittedStatement admitted(String sql, StatementCatalog catalog) throws StatementRefused {
    ParsedStatement parsed = ParsedStatement.of(sql);
    SqlNode tree = parsed.tree();
    if (tree instanceof TypedNode node) {
      return command(sql, parsed, node, catalog);
    }
    boolean explain =
        tree instanceof SqlCall call && call.getOperator().equals(DialectOperators.EXPLAIN);
    SqlNode query = explain ? ((SqlCall) tree).operand(3) : tree;
    Resolution resolution = new Resolution();
    new QueryResolver(catalog, functions, resolution).resolve(query);
    SqlNode canonical = tree.accept(new Canonicalizer(resolution));
    String text = text(canonical);
    return new Admitted(
        explain ? StatementKind.EXPLAIN : StatementKind.QUERY,
        sql,
        text,
        parsed.parameterCount(),
        resolution,
        canonical,
        null);
  }

  /** Admits a statement that is no query. */
  private AdmittedStatement command(
      String sql, ParsedStatement parsed, TypedNode tree, StatementCatalog catalog)
      throws StatementRefused {
    Resolution resolution = new Resolution();
    CommandResolver resolver = CommandResolver.of(tree, catalog, functions, resolution);
    resolver.resolve();
    TypedNode canonical = (TypedNode) tree.accept(new Canonicalizer(resolution));
    String text = text(canonical);
    return new Admitted(
        resolver.kind(),
        sql,
        text,
        parsed.parameterCount(),
        resolution,
        canonical,
        resolver.command(canonical));
  }

  private static String text(SqlNode canonical) throws StatementRefused {
    try {
      return EngineSql.of(canonical);
    } catch (EngineSql.UnknownNode e) {
      String name =
          e.node() instanceof SqlCall call
              ? call.getOperator().getName()
              : e.node().getKind().toString();
      throw Refusals.notSupported(name, e.node().getParserPosition(), null);
    }
  }
}
