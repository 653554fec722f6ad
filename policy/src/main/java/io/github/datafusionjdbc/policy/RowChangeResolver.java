package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.TableChange;
import io.github.datafusionjdbc.policy.dml.AssignmentNode;
import io.github.datafusionjdbc.policy.dml.DefaultNode;
import io.github.datafusionjdbc.policy.dml.DeleteNode;
import io.github.datafusionjdbc.policy.dml.MergeClauseNode;
import io.github.datafusionjdbc.policy.dml.MergeNode;
import io.github.datafusionjdbc.policy.dml.TruncateNode;
import io.github.datafusionjdbc.policy.dml.UpdateNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * UPDATE, DELETE, MERGE and TRUNCATE. Names are resolved as in a query over the table and what is
 * joined to it, whose conditions and values stand in its WHERE.
 */
final class RowChangeResolver implements CommandResolver {
  private final TypedNode statement;
  private final CommandScope scope;
  private final List<SqlNode> expressions = new ArrayList<>();
  private Relation target;
  private String alias;

  RowChangeResolver(TypedNode statement, CommandScope scope) {
    this.statement = statement;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return statement instanceof UpdateNode
        ? StatementKind.UPDATE
        : statement instanceof DeleteNode
            ? StatementKind.DELETE
            : statement instanceof MergeNode ? StatementKind.MERGE : StatementKind.TRUNCATE;
  }

  @Override
  public void resolve() throws StatementRefused {
    if (statement instanceof TruncateNode truncate) {
      target = scope.changed(truncate.table());
      ObjectNames.qualify(truncate.table(), name(), scope.catalog(), scope.resolution());
    } else if (statement instanceof UpdateNode update) {
      target(update.table());
      assignments(update.assignments());
      add(update.condition());
      over(update.table(), update.from(), null);
    } else if (statement instanceof DeleteNode delete) {
      target(delete.table());
      add(delete.condition());
      over(delete.table(), delete.using(), null);
    } else {
      MergeNode merge = (MergeNode) statement;
      target(merge.table());
      for (SqlNode clause : merge.clauses()) {
        clause((MergeClauseNode) clause);
      }
      over(merge.table(), merge.source(), merge.condition());
    }
  }

  private ObjectName name() {
    return new ObjectName(target.schema(), target.table());
  }

  private void target(SqlNode table) throws StatementRefused {
    boolean aliased = table instanceof SqlCall;
    SqlIdentifier name = (SqlIdentifier) (aliased ? ((SqlCall) table).operand(0) : table);
    target = scope.changed(name);
    alias =
        aliased
            ? Resolution.part(((SqlCall) table).operand(1), 0)
            : Resolution.part(name, name.names.size() - 1);
  }

  private void add(SqlNode expression) {
    if (expression != null && !(expression instanceof DefaultNode)) {
      expressions.add(expression);
    }
  }

  private void clause(MergeClauseNode clause) throws StatementRefused {
    add(clause.condition());
    assignments(clause.assignments());
    Set<String> seen = new HashSet<>();
    for (SqlNode column : clause.columns()) {
      column((SqlIdentifier) column, 0, seen);
    }
    clause.values().forEach(this::add);
    int columns = clause.columns().isEmpty() ? target.columns().size() : clause.columns().size();
    if (!clause.values().isEmpty() && clause.values().size() != columns) {
      throw Refusals.syntax(
          "INSERT gives "
              + clause.values().size()
              + (clause.values().size() == 1 ? " value for " : " values for ")
              + columns
              + (columns == 1 ? " column" : " columns"),
          clause.values().getParserPosition(),
          null);
    }
  }

  private void assignments(SqlNodeList assignments) throws StatementRefused {
    Set<String> seen = new HashSet<>();
    for (SqlNode node : assignments) {
      AssignmentNode assignment = (AssignmentNode) node;
      SqlIdentifier name = assignment.column();
      List<String> parts = Resolution.parts(name);
      boolean qualified = parts.size() > 1 && parts.get(0).equals(alias);
      column(name, qualified ? 1 : 0, seen);
      if (qualified) {
        List<String> bare = parts.subList(1, parts.size());
        scope
            .resolution()
            .replace(name, Resolution.name(bare, name.getParserPosition()), "UNQUALIFIED");
      }
      add(assignment.value());
    }
  }

  /** Checks a column of the target, which a name has at one of its parts. */
  private void column(SqlIdentifier name, int part, Set<String> seen) throws StatementRefused {
    List<String> parts = Resolution.parts(name);
    String column = parts.get(part);
    SqlParserPos pos = name.getComponentParserPosition(part);
    List<String> columns = target.columns().stream().map(RelationColumn::name).toList();
    if (!columns.contains(column)) {
      throw Refusals.unknownColumn(column, pos, " in '" + target.table() + "'", columns);
    }
    if (!seen.add(String.join(".", parts.subList(part, parts.size())))) {
      throw Refusals.at(
          SqlState.DUPLICATE_COLUMN, "column '" + column + "' is given twice", pos, column);
    }
  }

  /** Resolves all expressions over the target and what is joined to it. */
  private void over(SqlNode table, SqlNode other, SqlNode on) throws StatementRefused {
    SqlParserPos pos = statement.getParserPosition();
    SqlNode from =
        other == null
            ? table
            : new SqlJoin(
                pos,
                table,
                SqlLiteral.createBoolean(false, pos),
                (on == null ? JoinType.COMMA : JoinType.INNER).symbol(pos),
                other,
                (on == null ? JoinConditionType.NONE : JoinConditionType.ON).symbol(pos),
                on);
    SqlNode where = expressions.isEmpty() ? null : new SqlNodeList(expressions, pos);
    SqlNodeList one = SqlNodeList.of(SqlLiteral.createExactNumeric("1", pos));
    scope
        .queries()
        .resolve(
            new SqlSelect(
                pos, null, one, from, where, null, null, null, null, null, null, null, null));
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new TableChange(
        name(), Refusals.notSupported(kind().name(), statement.getParserPosition(), kind().name()));
  }
}
