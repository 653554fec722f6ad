package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.dml.InsertNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** INSERT: finds the target and which column each value is for. */
final class InsertResolver implements CommandResolver {
  private final InsertNode insert;
  private final CommandScope scope;
  private Relation target;
  private TargetColumns columns;

  /** The columns that the values are for, in the values' order. */
  private List<String> given;

  /** Names of the query's columns, see {@link SourceQueries#columns}. */
  private List<String> queryColumns = List.of();

  InsertResolver(InsertNode insert, CommandScope scope) {
    this.insert = insert;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.INSERT;
  }

  @Override
  public void resolve() throws StatementRefused {
    target = scope.changed(insert.target());
    ObjectNames.qualify(
        insert.target(),
        new ObjectName(target.schema(), target.table()),
        scope.catalog(),
        scope.resolution());
    columns = new TargetColumns(target, scope);
    List<String> listed = listed();
    if (insert.query() == null) {
      given = List.of();
      return;
    }
    Output output = scope.queries().resolve(insert.query());
    queryColumns = SourceQueries.columns(insert.query(), output);
    if (insert.isByName()) {
      given = byName();
    } else {
      given = listed.isEmpty() ? byPosition() : listed;
      if (insert.query().getKind() == SqlKind.VALUES) {
        rows((SqlCall) insert.query());
      } else if (!queryColumns.isEmpty() && queryColumns.size() != given.size()) {
        throw countsDiffer(queryColumns.size(), insert.query());
      }
    }
    if (insert.query().getKind() != SqlKind.VALUES) {
      for (String column : given) {
        if (columns.isMade(column)) {
          throw made(column, place(column));
        }
      }
    }
  }

  private List<String> listed() throws StatementRefused {
    List<String> listed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SqlNode node : insert.columns()) {
      SqlIdentifier id = (SqlIdentifier) node;
      String name = Resolution.part(id, 0);
      if (!columns.names().contains(name)) {
        throw Refusals.unknownColumn(
            name, id.getParserPosition(), " in '" + target.table() + "'", columns.names());
      }
      if (!seen.add(name)) {
        throw duplicate(name, id.getParserPosition());
      }
      listed.add(name);
    }
    return listed;
  }

  private static StatementRefused duplicate(String name, SqlParserPos pos) {
    return Refusals.at(
        SqlState.DUPLICATE_COLUMN, "column '" + name + "' is given twice", pos, name);
  }

  /** Without a list the values are for all columns, or for all that the table does not make. */
  private List<String> byPosition() {
    List<String> all = columns.names();
    List<String> open = columns.notMade();
    return queryColumns.size() == open.size() || queryColumns.isEmpty() ? open : all;
  }

  private List<String> byName() throws StatementRefused {
    SqlParserPos pos = insert.query().getParserPosition();
    if (queryColumns.isEmpty() || queryColumns.contains(null)) {
      throw Refusals.at(
          SqlState.UNDEFINED_COLUMN,
          "BY NAME needs a name for each column of the query: give it an alias",
          pos,
          null);
    }
    Set<String> seen = new HashSet<>();
    for (String name : queryColumns) {
      if (!columns.names().contains(name)) {
        throw Refusals.unknownColumn(name, pos, " in '" + target.table() + "'", columns.names());
      }
      if (!seen.add(name)) {
        throw duplicate(name, pos);
      }
    }
    return queryColumns;
  }

  private void rows(SqlCall values) throws StatementRefused {
    for (SqlNode row : values.getOperandList()) {
      int count = ((SqlCall) row).operandCount();
      if (count != given.size()) {
        throw countsDiffer(count, row);
      }
    }
  }

  private StatementRefused countsDiffer(int count, SqlNode at) {
    int expected = given.size();
    return Refusals.syntax(
        "INSERT gives "
            + count
            + (count == 1 ? " value for " : " values for ")
            + expected
            + (expected == 1 ? " column" : " columns")
            + (insert.columns().isEmpty()
                ? " of '" + target.table() + "': name the columns that they are for"
                : ""),
        at.getParserPosition(),
        null);
  }

  private SqlParserPos place(String column) {
    for (SqlNode node : insert.columns()) {
      if (Resolution.part((SqlIdentifier) node, 0).equals(column)) {
        return node.getParserPosition();
      }
    }
    return insert.query().getParserPosition();
  }

  private StatementRefused made(String column, SqlParserPos pos) {
    return Refusals.at(
        SqlState.GENERATED_ALWAYS,
        "column '" + column + "' is made by the table: leave it out or write DEFAULT",
        pos,
        column);
  }

  @Override
  public StatementCommand command(TypedNode canonical) throws StatementRefused {
    InsertNode node = (InsertNode) canonical;
    InsertSource source = new InsertSource(columns, given, queryColumns);
    SqlNode rows;
    if (node.query() == null) {
      rows = source.defaultValues(node.getParserPosition());
    } else if (node.query().getKind() == SqlKind.VALUES) {
      rows = source.values((SqlCall) node.query());
    } else {
      rows = source.query(node.query());
    }
    return new Insert(
        target,
        insert.isOverwrite(),
        SourceQueries.of(rows, columns.notMade()),
        BatchSource.of(rows, columns.notMade(), scope.catalog().catalogName()),
        columns.notMade(),
        columns.generated(),
        columns.checks());
  }
}
