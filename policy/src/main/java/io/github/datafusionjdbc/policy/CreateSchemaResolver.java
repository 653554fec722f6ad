package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.CreateSchema;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.CreateSchemaNode;
import org.apache.calcite.sql.SqlIdentifier;

/** CREATE SCHEMA. */
final class CreateSchemaResolver implements CommandResolver {
  private final CreateSchemaNode create;
  private final CommandScope scope;
  private String schema;

  CreateSchemaResolver(CreateSchemaNode create, CommandScope scope) {
    this.create = create;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CREATE_SCHEMA;
  }

  @Override
  public void resolve() throws StatementRefused {
    SqlIdentifier name = create.schemaName();
    schema = SchemaNames.of(name, scope);
    if (!create.isIfNotExists() && scope.catalog().schemas().contains(schema)) {
      throw Refusals.at(
          SqlState.DUPLICATE_SCHEMA,
          "there is a schema '" + schema + "' already",
          name.getComponentParserPosition(name.names.size() - 1),
          schema);
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new CreateSchema(
        schema,
        create.isIfNotExists() ? IfExists.SKIP : IfExists.FAIL,
        ColumnTypes.text(create.comment()));
  }
}
