package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.sql.PipeOperators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;

/**
 * Resolves queries in pipe syntax. A step sees the columns of the query before it, whose qualifiers
 * only the engine knows.
 */
final class PipeResolver {
  private final QueryResolver queries;
  private final ExpressionResolver expressions;
  private final FromResolver from;

  PipeResolver(QueryResolver queries, ExpressionResolver expressions, FromResolver from) {
    this.queries = queries;
    this.expressions = expressions;
    this.from = from;
  }

  Output resolve(SqlCall step, Scope outer) throws StatementRefused {
    // a chain of many is left-deep: go down the left side without recursion
    List<SqlCall> steps = new ArrayList<>();
    SqlNode first = step;
    while (first instanceof SqlCall call && PipeOperators.isStep(call.getOperator())) {
      steps.add(call);
      first = call.operand(0);
    }
    Output output = queries.subquery(first, outer);
    String alias = null;
    for (int i = steps.size() - 1; i >= 0; i--) {
      SqlCall current = steps.get(i);
      if (current.getOperator().equals(PipeOperators.ALIAS)) {
        alias = Resolution.part((SqlIdentifier) current.operand(1), 0);
      } else {
        Scope scope = new Scope(outer);
        scope.add(
            new FromItem(
                alias, List.of(), alias, output.columns(), alias == null || output.open()));
        output = step(current, scope, output);
        alias = keepsAlias(current.getOperator()) ? alias : null;
      }
    }
    return output;
  }

  private static boolean keepsAlias(SqlOperator operator) {
    return operator.equals(PipeOperators.WHERE)
        || operator.equals(PipeOperators.ORDER_BY)
        || operator.equals(PipeOperators.LIMIT);
  }

  private Output step(SqlCall step, Scope scope, Output input) throws StatementRefused {
    SqlOperator operator = step.getOperator();
    if (operator.equals(PipeOperators.SELECT)) {
      return items(step.operand(1), scope, new ArrayList<>(), false);
    } else if (operator.equals(PipeOperators.EXTEND)) {
      return items(step.operand(1), scope, new ArrayList<>(input.columns()), input.open());
    } else if (operator.equals(PipeOperators.AGGREGATE)) {
      Output grouped =
          step.operand(2) == null
              ? new Output(List.of(), false)
              : items(step.operand(2), scope, new ArrayList<>(), false);
      return items(step.operand(1), scope, new ArrayList<>(grouped.columns()), grouped.open());
    } else if (operator.equals(PipeOperators.SET)) {
      for (SqlNode query : (SqlNodeList) step.operand(2)) {
        queries.subquery(query, scope.outer());
      }
      return input;
    } else if (operator.equals(PipeOperators.JOIN)) {
      from.joinTo(step.operand(1), scope);
      return new Output(scope.allColumns(), true);
    }
    Clause clause =
        operator.equals(PipeOperators.WHERE)
            ? Clause.withoutAggregates(scope, "in WHERE")
            : new Clause(scope);
    expressions.resolve(step.operand(1), clause);
    if (step.operandCount() > 2) {
      expressions.resolve(step.operand(2), clause);
    }
    return input;
  }

  private Output items(SqlNode items, Scope scope, List<Column> columns, boolean isOpen)
      throws StatementRefused {
    Set<String> aliases = new HashSet<>();
    boolean open = isOpen;
    for (SqlNode item : queries.expanded((SqlNodeList) items, scope)) {
      open |= queries.selectItem(item, new Clause(scope), columns, aliases);
    }
    return new Output(columns, open);
  }
}
