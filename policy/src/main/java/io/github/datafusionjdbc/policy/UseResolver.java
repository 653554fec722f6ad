package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.UseSchema;
import io.github.datafusionjdbc.policy.session.UseNode;
import org.apache.calcite.sql.SqlIdentifier;

/** USE. */
final class UseResolver implements CommandResolver {
  private final UseNode use;
  private final CommandScope scope;
  private String schema;

  UseResolver(UseNode use, CommandScope scope) {
    this.use = use;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.USE;
  }

  @Override
  public void resolve() throws StatementRefused {
    SqlIdentifier name = use.schemaName();
    schema = SchemaNames.of(name, scope);
    if (!scope.catalog().schemas().contains(schema)) {
      throw Refusals.unknownSchema(
          schema,
          name.getComponentParserPosition(name.names.size() - 1),
          scope.catalog().schemas());
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new UseSchema(schema);
  }
}
