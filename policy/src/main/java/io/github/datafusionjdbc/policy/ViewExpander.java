package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.AstPayloadException;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Puts the query of a view in the place of its name. The query is resolved anew in the scope in
 * which it was written: what it reads is pinned, checked and recorded like all that the statement
 * names itself. Its columns are picked by name, so that those that were added since stay out.
 */
final class ViewExpander {
  /** How many views may be made of one another. */
  static final int MAX_DEPTH = 32;

  /** What the query goes by inside the view. */
  private static final String QUERY = "query";

  private final StatementCatalog catalog;
  private final FunctionCatalog functions;
  private final Resolution resolution;
  private final List<ObjectName> around;

  /**
   * @param around the views whose queries are being resolved, the outermost first
   */
  ViewExpander(
      StatementCatalog catalog,
      FunctionCatalog functions,
      Resolution resolution,
      List<ObjectName> around) {
    this.catalog = catalog;
    this.functions = functions;
    this.resolution = resolution;
    this.around = around;
  }

  /** A canonical query that gives the view's rows under the names of its columns. */
  SqlNode expand(Relation view, SqlParserPos pos) throws StatementRefused {
    ObjectName name = new ObjectName(view.schema(), view.table());
    ViewDefinition definition =
        view.view().orElseThrow(() -> refused(name, pos, "its definition is missing"));
    if (around.contains(name)) {
      throw Refusals.at(
          SqlState.INVALID_OBJECT_DEFINITION,
          "view '" + name.name() + "' refers to itself: " + path(name),
          pos,
          name.name());
    }
    if (around.size() >= MAX_DEPTH) {
      throw Refusals.at(
          SqlState.STATEMENT_TOO_COMPLEX,
          "more than " + MAX_DEPTH + " views are made of one another",
          pos,
          name.name());
    }
    SqlNode query = query(name, definition, pos);
    resolution.expanded(name.toString(), EngineSql.of(query));
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      items.add(
          SqlStdOperatorTable.AS.createCall(
              pos,
              Resolution.name(List.of(QUERY, definition.labels().get(i)), pos),
              Resolution.name(List.of(view.columns().get(i).name()), pos)));
    }
    return Resolution.select(
        new SqlNodeList(items, pos),
        SqlStdOperatorTable.AS.createCall(pos, query, Resolution.name(List.of(QUERY), pos)),
        pos);
  }

  private SqlNode query(ObjectName name, ViewDefinition definition, SqlParserPos pos)
      throws StatementRefused {
    List<ObjectName> inside = new ArrayList<>(around);
    inside.add(name);
    Resolution inner = new Resolution();
    try {
      SqlNode tree =
          AstPayload.read(
              definition.payload(), DialectOperators.LOOKUP.or(StandardOperators.INSTANCE));
      new QueryResolver(
              new ScopedCatalog(catalog, definition.defaultSchema()), functions, inner, inside)
          .resolve(tree);
      resolution.include(inner);
      return tree.accept(new Canonicalizer(inner));
    } catch (AstPayloadException e) {
      throw refused(name, pos, e.getMessage());
    } catch (StatementRefused e) {
      boolean explained =
          e.state() == SqlState.INVALID_OBJECT_DEFINITION
              || e.state() == SqlState.STATEMENT_TOO_COMPLEX;
      throw Refusals.at(
          e.state(),
          explained
              ? e.rawMessage()
              : "view '" + name.name() + "' cannot be read: " + e.rawMessage(),
          pos,
          name.name());
    }
  }

  private static StatementRefused refused(ObjectName name, SqlParserPos pos, String why) {
    return Refusals.at(
        SqlState.DATA_CORRUPTED,
        "view '" + name.name() + "' cannot be read: " + why,
        pos,
        name.name());
  }

  private String path(ObjectName again) {
    StringBuilder path = new StringBuilder();
    for (ObjectName view : around.subList(around.indexOf(again), around.size())) {
      path.append(view.name()).append(" -> ");
    }
    return path.append(again.name()).toString();
  }
}
