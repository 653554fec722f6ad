package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.CreateViewNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** CREATE VIEW. */
final class CreateViewResolver implements CommandResolver {
  private final CreateViewNode create;
  private final CommandScope scope;
  private ObjectName name;
  private IfExists ifExists;
  private List<String> queryColumns;

  CreateViewResolver(CreateViewNode create, CommandScope scope) {
    this.create = create;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CREATE_VIEW;
  }

  @Override
  public void resolve() throws StatementRefused {
    ifExists = CommandScope.ifExists(create.isOrReplace(), create.isIfNotExists(), create);
    name = scope.created(create.viewName());
    scope.mustBeFree(create.viewName(), name, ifExists, RelationKind.VIEW);
    withoutParameters();
    Output output = scope.queries().resolve(create.query());
    queryColumns = SourceQueries.columns(create.query(), output);
    if (scope.resolution().views().containsKey(name.toString())) {
      throw Refusals.at(
          SqlState.INVALID_OBJECT_DEFINITION,
          "view '" + name.name() + "' would refer to itself",
          create.viewName().getParserPosition(),
          name.name());
    }
    names();
  }

  private void withoutParameters() throws StatementRefused {
    SqlDynamicParam[] found = new SqlDynamicParam[1];
    create
        .query()
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlDynamicParam parameter) {
                found[0] = parameter;
                return null;
              }
            });
    if (found[0] != null) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a view has no parameters",
          found[0].getParserPosition(),
          null);
    }
  }

  private void names() throws StatementRefused {
    Set<String> seen = new HashSet<>();
    for (SqlNode node : create.columns()) {
      String column = Resolution.part((SqlIdentifier) node, 0);
      if (!seen.add(column)) {
        throw duplicate(column, node);
      }
    }
    int declared = create.columns().size();
    if (declared > 0) {
      if (!queryColumns.isEmpty() && declared != queryColumns.size()) {
        throw Refusals.syntax(
            declared + " columns are named, but the query gives " + queryColumns.size(),
            create.columns().getParserPosition(),
            null);
      }
      return;
    }
    for (String column : queryColumns) {
      if (column != null && !seen.add(column)) {
        throw duplicate(column, create.query());
      }
    }
  }

  private static StatementRefused duplicate(String column, SqlNode node) {
    return Refusals.at(
        SqlState.DUPLICATE_COLUMN,
        "the view would have two columns named '" + column + "'",
        node.getParserPosition(),
        null);
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    CreateViewNode node = (CreateViewNode) canonical;
    return new CreateView(
        name,
        ifExists,
        node.isTemporary(),
        QueryResolver.simple(node.columns()),
        SourceQueries.of(node.query(), queryColumns),
        new CreateView.Definition(
            AstPayload.write(create.query()), scope.catalog().defaultSchema()),
        ColumnTypes.text(node.comment()));
  }
}
