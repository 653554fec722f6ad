package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.Drop;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.DropNode;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DROP TABLE, VIEW and SCHEMA. */
final class DropResolver implements CommandResolver {
  private final DropNode drop;
  private final CommandScope scope;
  private Drop command;

  DropResolver(DropNode drop, CommandScope scope) {
    this.drop = drop;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return drop.isTable()
        ? StatementKind.DROP_TABLE
        : drop.isView() ? StatementKind.DROP_VIEW : StatementKind.DROP_SCHEMA;
  }

  @Override
  public void resolve() throws StatementRefused {
    command = drop.isSchema() ? schema() : relation();
  }

  private Drop schema() throws StatementRefused {
    SqlIdentifier name = drop.objectName();
    String schema = SchemaNames.of(name, scope);
    StatementCatalog catalog = scope.catalog();
    SqlParserPos pos = name.getComponentParserPosition(name.names.size() - 1);
    if (!catalog.schemas().contains(schema)) {
      if (!drop.isIfExists()) {
        throw Refusals.unknownSchema(schema, pos, catalog.schemas());
      }
    } else if (!drop.isCascade() && !catalog.tables(schema).isEmpty()) {
      throw Refusals.at(
          SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
          "schema '"
              + schema
              + "' is not empty: it has '"
              + catalog.tables(schema).iterator().next()
              + "'; CASCADE drops all that is in it",
          pos,
          schema);
    }
    return new Drop(
        Drop.Kind.SCHEMA, schema, Optional.empty(), drop.isIfExists(), drop.isCascade(), false);
  }

  private Drop relation() throws StatementRefused {
    SqlIdentifier name = drop.objectName();
    StatementCatalog catalog = scope.catalog();
    ObjectName object = ObjectNames.of(name, catalog);
    Optional<RelationKind> kind = catalog.kind(object.schema(), object.name());
    if (kind.isEmpty() && !drop.isIfExists()) {
      throw ObjectNames.unknown(name, object, catalog);
    }
    if (kind.isPresent() && !fits(kind.get())) {
      String instead =
          switch (kind.get()) {
            case VIEW -> "; write DROP VIEW";
            case SYSTEM_TABLE -> "";
            default -> "; write DROP TABLE";
          };
      throw Refusals.at(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + object.name() + "' is " + kind.get().displayName() + instead,
          name.getComponentParserPosition(name.names.size() - 1),
          object.name());
    }
    ObjectNames.qualify(name, object, catalog, scope.resolution());
    return new Drop(
        drop.isTable() ? Drop.Kind.TABLE : Drop.Kind.VIEW,
        object.schema(),
        Optional.of(object.name()),
        drop.isIfExists(),
        drop.isCascade(),
        kind.filter(RelationKind.TEMPORARY_TABLE::equals).isPresent());
  }

  private boolean fits(RelationKind kind) {
    return switch (kind) {
      case VIEW -> drop.isView();
      case SYSTEM_TABLE -> false;
      default -> drop.isTable();
    };
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return command;
  }
}
