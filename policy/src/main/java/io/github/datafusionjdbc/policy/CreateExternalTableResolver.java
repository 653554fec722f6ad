package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.FileFormat;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.ColumnNode;
import io.github.datafusionjdbc.policy.ddl.CreateExternalTableNode;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** CREATE EXTERNAL TABLE. */
final class CreateExternalTableResolver implements CommandResolver {
  private final CreateExternalTableNode create;
  private final CommandScope scope;
  private ObjectName name;
  private IfExists ifExists;
  private FileFormat format;
  private Map<String, String> options;
  private ColumnDefinitions definitions;

  CreateExternalTableResolver(CreateExternalTableNode create, CommandScope scope) {
    this.create = create;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CREATE_EXTERNAL_TABLE;
  }

  @Override
  public void resolve() throws StatementRefused {
    ifExists = CommandScope.ifExists(create.isOrReplace(), create.isIfNotExists(), create);
    name = scope.created(create.tableName());
    scope.mustBeFree(create.tableName(), name, ifExists, RelationKind.EXTERNAL_TABLE);
    if (create.format() == null) {
      throw missing("STORED AS", "STORED AS PARQUET");
    }
    if (create.locations().isEmpty()) {
      throw missing("LOCATION", "LOCATION 'folder/'");
    }
    format = FileOptions.format(create.format());
    options = FileOptions.of(create.options(), format, FileOptions.Use.READ);
    definitions = new ColumnDefinitions(name.name(), false, scope);
    definitions.resolve(create.columns(), create.constraints(), true);
    onlyTypes();
    List<Column> columns = new ArrayList<>();
    definitions.names().forEach(column -> columns.add(new Column(column, null)));
    for (SqlNode keys : create.orders()) {
      for (SqlNode key : (SqlNodeList) keys) {
        scope.expressions().resolve(key, TableExpressions.Place.ORDER, name.name(), columns);
      }
    }
  }

  private StatementRefused missing(String clause, String example) {
    return Refusals.syntax(
        "CREATE EXTERNAL TABLE needs " + clause + ", such as " + example,
        create.tableName().getParserPosition(),
        null);
  }

  /** Nothing enforces anything on files that others write. */
  private void onlyTypes() throws StatementRefused {
    for (SqlNode node : create.columns()) {
      ColumnNode column = (ColumnNode) node;
      SqlNode clause =
          column.defaultValue() != null
              ? column.defaultValue()
              : column.generated() != null
                  ? column.generated()
                  : column.checks().isEmpty() ? null : column.checks().get(0);
      if (clause != null) {
        throw notEnforced(clause);
      }
    }
    if (!create.constraints().isEmpty()) {
      throw notEnforced(create.constraints().get(0));
    }
  }

  private static StatementRefused notEnforced(SqlNode clause) {
    return Refusals.at(
        SqlState.FEATURE_NOT_SUPPORTED,
        "an external table has columns with types and NOT NULL, and no other clauses",
        clause.getParserPosition(),
        null);
  }

  @Override
  public StatementCommand command(TypedNode canonical) throws StatementRefused {
    CreateExternalTableNode node = (CreateExternalTableNode) canonical;
    List<String> locations = new ArrayList<>();
    for (SqlNode location : node.locations()) {
      locations.add(((SqlLiteral) location).getValueAs(String.class));
    }
    List<String> partition = new ArrayList<>();
    for (SqlNode column : node.partition()) {
      partition.add(((SqlIdentifier) column).getSimple());
    }
    List<List<String>> orders = new ArrayList<>();
    for (SqlNode keys : node.orders()) {
      orders.add(((SqlNodeList) keys).stream().map(EngineSql::ofExpression).toList());
    }
    return new CreateExternalTable(
        name,
        ifExists,
        node.isTemporary(),
        node.isUnbounded(),
        definitions.columns(node.columns()),
        format,
        locations,
        partition,
        orders,
        options);
  }
}
