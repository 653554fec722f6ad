package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.TableChange;
import io.github.datafusionjdbc.policy.ddl.AlterActionNode;
import io.github.datafusionjdbc.policy.ddl.AlterTableNode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** ALTER TABLE: finds the table and the columns that it names. */
final class AlterTableResolver implements CommandResolver {
  private final AlterTableNode alter;
  private final CommandScope scope;
  private ObjectName name;

  AlterTableResolver(AlterTableNode alter, CommandScope scope) {
    this.alter = alter;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.ALTER_TABLE;
  }

  @Override
  public void resolve() throws StatementRefused {
    name = ObjectNames.of(alter.table(), scope.catalog());
    Optional<RelationKind> kind = scope.catalog().kind(name.schema(), name.name());
    if (kind.isPresent() || !alter.isIfExists()) {
      Relation table = scope.changed(alter.table());
      List<String> columns = table.columns().stream().map(RelationColumn::name).toList();
      for (SqlNode action : alter.actions()) {
        action((AlterActionNode) action, columns);
      }
    }
    ObjectNames.qualify(alter.table(), name, scope.catalog(), scope.resolution());
  }

  private void action(AlterActionNode action, List<String> columns) throws StatementRefused {
    switch (action.action().getSimple()) {
      case "ADD", "ADD COLUMN", "DROP CONSTRAINT", "RENAME TO" -> {}
      case "DROP COLUMN" -> {
        for (SqlNode column : action.flags().isEmpty() ? action.names() : List.<SqlNode>of()) {
          column((SqlIdentifier) column, columns);
        }
      }
      default -> {
        if (!action.names().isEmpty()) {
          column((SqlIdentifier) action.names().get(0), columns);
        }
      }
    }
  }

  private void column(SqlIdentifier id, List<String> columns) throws StatementRefused {
    String column = Resolution.part(id, 0);
    if (!columns.contains(column)) {
      throw Refusals.unknownColumn(
          column, id.getParserPosition(), " in '" + name.name() + "'", columns);
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new TableChange(
        name, Refusals.notSupported("ALTER TABLE", alter.getParserPosition(), "ALTER"));
  }
}
