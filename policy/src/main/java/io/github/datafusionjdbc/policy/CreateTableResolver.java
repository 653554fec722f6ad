package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.ColumnNode;
import io.github.datafusionjdbc.policy.ddl.CreateTableNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE TABLE and CREATE TEMPORARY TABLE. */
final class CreateTableResolver implements CommandResolver {
  private final CreateTableNode create;
  private final CommandScope scope;
  private ObjectName name;
  private IfExists ifExists;
  private ColumnDefinitions definitions;
  private List<String> queryColumns = List.of();

  CreateTableResolver(CreateTableNode create, CommandScope scope) {
    this.create = create;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CREATE_TABLE;
  }

  @Override
  public void resolve() throws StatementRefused {
    boolean temporary = create.isTemporary();
    ifExists = CommandScope.ifExists(create.isOrReplace(), create.isIfNotExists(), create);
    name = scope.created(create.tableName());
    scope.mustBeFree(
        create.tableName(),
        name,
        ifExists,
        temporary ? RelationKind.TEMPORARY_TABLE : RelationKind.TABLE);
    if (temporary) {
      onlyInMemory();
    }
    definitions = new ColumnDefinitions(name.name(), !temporary, scope);
    if (create.query() == null) {
      if (create.columns().isEmpty()) {
        throw Refusals.at(
            SqlState.INVALID_TABLE_DEFINITION,
            "a table needs columns: name them with their types, or take them with AS of a query",
            create.tableName().getParserPosition(),
            name.name());
      }
      definitions.resolve(create.columns(), create.constraints(), true);
    } else {
      query();
    }
    partition();
  }

  private void query() throws StatementRefused {
    Output output = scope.queries().resolve(create.query());
    queryColumns = SourceQueries.columns(create.query(), output);
    definitions.resolve(create.columns(), create.constraints(), false);
    int declared = create.columns().size();
    if (declared > 0 && !queryColumns.isEmpty() && declared != queryColumns.size()) {
      throw Refusals.syntax(
          declared + " columns are declared, but the query gives " + queryColumns.size(),
          create.columns().getParserPosition(),
          null);
    }
    if (declared == 0) {
      uniqueLabels();
      if (!create.constraints().isEmpty()) {
        throw Refusals.syntax(
            "constraints need declared columns",
            create.constraints().get(0).getParserPosition(),
            null);
      }
    }
    for (SqlNode node : create.columns()) {
      ColumnNode column = (ColumnNode) node;
      if (column.type() != null) {
        throw Refusals.at(
            SqlState.INVALID_COLUMN_DEFINITION,
            "the type comes from the query: leave it out, or CAST in the query",
            column.type().getParserPosition(),
            column.type().typeName().getSimple());
      }
    }
  }

  private void uniqueLabels() throws StatementRefused {
    List<String> seen = new ArrayList<>();
    for (String column : queryColumns) {
      if (column != null) {
        if (seen.contains(column)) {
          throw Refusals.at(
              SqlState.DUPLICATE_COLUMN,
              "the query gives two columns named '" + column + "'; give one an alias",
              create.query().getParserPosition(),
              null);
        }
        seen.add(column);
      }
    }
  }

  private void onlyInMemory() throws StatementRefused {
    clause("PARTITIONED BY", create.partition().isEmpty() ? null : create.partition());
    clause("TBLPROPERTIES", create.properties().isEmpty() ? null : create.properties());
    clause("LOCATION", create.location());
    for (SqlNode column : create.columns()) {
      clause("generated columns", ((ColumnNode) column).generated());
    }
  }

  private static void clause(String words, SqlNode node) throws StatementRefused {
    if (node != null) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a temporary table is kept in memory and has no " + words,
          node.getParserPosition(),
          null);
    }
  }

  private void partition() throws StatementRefused {
    List<String> partition = new ArrayList<>();
    List<String> columns = create.columns().isEmpty() ? queryColumns : definitions.names();
    for (SqlNode node : create.partition()) {
      SqlIdentifier id = (SqlIdentifier) node;
      String column = Resolution.part(id, 0);
      if (!create.columns().isEmpty()) {
        definitions.mustBeColumn(id);
      } else if (!columns.isEmpty() && !columns.contains(null) && !columns.contains(column)) {
        throw Refusals.unknownColumn(column, id.getParserPosition(), " in the query", columns);
      }
      if (partition.contains(column)) {
        throw Refusals.at(
            SqlState.DUPLICATE_COLUMN,
            "column '" + column + "' is in PARTITIONED BY twice",
            id.getParserPosition(),
            column);
      }
      partition.add(column);
    }
    if (!partition.isEmpty() && partition.size() == columns.size()) {
      throw Refusals.at(
          SqlState.INVALID_TABLE_DEFINITION,
          "a table needs a column that is no partition column",
          create.partition().getParserPosition(),
          null);
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) throws StatementRefused {
    CreateTableNode node = (CreateTableNode) canonical;
    CreateTable command =
        new CreateTable(
            name,
            ifExists,
            node.isTemporary(),
            definitions.columns(node.columns()),
            definitions.primaryKey(),
            definitions.checks(node.columns(), node.constraints()),
            QueryResolver.simple(node.partition()),
            ColumnTypes.text(node.comment()),
            Properties.of(node.properties()),
            ColumnTypes.text(node.location()),
            Optional.ofNullable(node.query()).map(q -> SourceQueries.of(q, queryColumns)));
    for (String column : command.partitionColumns()) {
      mustBePartitionable(command, column, node.partition().getParserPosition());
    }
    return command;
  }

  private static void mustBePartitionable(CreateTable command, String name, SqlParserPos pos)
      throws StatementRefused {
    for (var column : command.columns()) {
      ColumnType type = column.type().orElse(null);
      boolean nested =
          type instanceof ColumnType.Array
              || type instanceof ColumnType.Map
              || type instanceof ColumnType.Struct;
      if (column.name().equals(name) && nested) {
        throw Refusals.at(
            SqlState.INVALID_TABLE_DEFINITION,
            "column '" + name + "' is nested and cannot be a partition column",
            pos,
            name);
      }
    }
  }
}
