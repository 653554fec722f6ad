package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.FunctionCatalog.Kind;
import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;

/** Resolves FROM: adds to a scope what its names may mean. */
final class FromResolver {
  private final TableResolver tables;
  private final Resolution resolution;
  private final ExpressionResolver expressions;
  private final FunctionCatalog functions;
  private final QueryResolver queries;

  FromResolver(
      TableResolver tables,
      Resolution resolution,
      ExpressionResolver expressions,
      FunctionCatalog functions,
      QueryResolver queries) {
    this.tables = tables;
    this.resolution = resolution;
    this.expressions = expressions;
    this.functions = functions;
    this.queries = queries;
  }

  /** Resolves a FROM clause or a part of one, adding its items to the scope. */
  void resolve(SqlNode node, Scope scope) throws StatementRefused {
    if (node instanceof SqlJoin join) {
      join(join, scope);
      return;
    }
    if (node instanceof SqlCall call) {
      SqlOperator operator = call.getOperator();
      if (operator.equals(DialectOperators.SAMPLE)) {
        resolve(call.operand(0), scope);
        expressions.resolve(call.operand(2), Clause.withoutAggregates(scope, "in FROM"));
        return;
      }
      if (operator.equals(DialectOperators.RIGHT_SEMI_JOIN)
          || operator.equals(DialectOperators.RIGHT_ANTI_JOIN)) {
        int start = scope.items().size();
        resolve(call.operand(0), scope);
        rightOnlyJoin(call, scope, start);
        return;
      }
      if (call.getKind() == SqlKind.AS) {
        List<SqlNode> operands = call.getOperandList();
        String alias = Resolution.part((SqlIdentifier) operands.get(1), 0);
        List<String> columns = QueryResolver.simple(operands.subList(2, operands.size()));
        scope.add(item(operands.get(0), alias, columns, scope));
        return;
      }
    }
    scope.add(item(node, null, List.of(), scope));
  }

  private FromItem item(SqlNode node, String alias, List<String> columns, Scope scope)
      throws StatementRefused {
    if (node instanceof SqlIdentifier name && name.isSimple()) {
      String simple = Resolution.part(name, 0);
      Output common = queries.commonTable(simple);
      if (common != null) {
        return derived(alias == null ? simple : alias, common.renamed(columns));
      }
    }
    if (node instanceof SqlIdentifier || TableResolver.isAsOf(node)) {
      FromItem table = tables.resolve(node, alias);
      return columns.isEmpty()
          ? table
          : derived(alias, new Output(table.columns(), false).renamed(columns));
    }
    if (isJoin(node)) {
      // an alias of a whole join hides the names inside
      Scope inside = new Scope(scope.outer());
      resolve(node, inside);
      return derived(alias, new Output(inside.allColumns(), inside.isOpen()).renamed(columns));
    }
    if (QueryResolver.isQuery(node)) {
      return derived(alias, queries.subquery(node, scope.outer()).renamed(columns));
    }
    SqlCall call = (SqlCall) node;
    return switch (call.getKind()) {
      case LATERAL -> {
        SqlNode inner = call.operand(0);
        Output output =
            inner.getKind() == SqlKind.COLLECTION_TABLE
                ? tableFunction(((SqlCall) inner).operand(0), scope)
                : queries.subquery(inner, scope);
        yield derived(alias, output.renamed(columns));
      }
      case UNNEST -> {
        expressions.resolve(
            SqlNodeList.of(call.getParserPosition(), call.getOperandList()),
            Clause.withoutAggregates(scope, "in FROM"));
        resolution.called("unnest");
        yield derived(alias, new Output(List.of(), true).renamed(columns));
      }
      case COLLECTION_TABLE ->
          derived(alias, tableFunction(call.operand(0), scope).renamed(columns));
      default ->
          throw Refusals.notSupported(call.getKind().toString(), call.getParserPosition(), null);
    };
  }

  private static boolean isJoin(SqlNode node) {
    return node instanceof SqlJoin
        || (node instanceof SqlCall call
            && (call.getOperator().equals(DialectOperators.RIGHT_SEMI_JOIN)
                || call.getOperator().equals(DialectOperators.RIGHT_ANTI_JOIN)));
  }

  private static FromItem derived(String alias, Output output) {
    return new FromItem(alias, List.of(), alias, output.columns(), output.open());
  }

  private Output tableFunction(SqlCall call, Scope scope) throws StatementRefused {
    SqlIdentifier id = call.getOperator().getNameAsId();
    String name = Ascii.lower(id.names.get(id.names.size() - 1));
    Function function = id.isSimple() ? functions.function(name) : null;
    if (function == null || !function.kinds().contains(Kind.TABLE)) {
      List<String> known = new ArrayList<>();
      for (Function candidate : functions.functions()) {
        if (candidate.kinds().contains(Kind.TABLE)) {
          known.add(candidate.name());
        }
      }
      throw function == null
          ? Refusals.unknownFunction(name, id.getParserPosition(), known)
          : Refusals.wrongFunctionKind(
              "function '" + name + "' gives no table", id.getParserPosition(), name);
    }
    resolution.called(name);
    expressions.resolve(
        SqlNodeList.of(call.getParserPosition(), call.getOperandList()),
        Clause.withoutAggregates(scope, "in FROM"));
    // the engine's own table functions all give one column of this name
    return new Output(List.of(new Column("value", null)), false);
  }

  private void join(SqlJoin join, Scope scope) throws StatementRefused {
    int start = scope.items().size();
    resolve(join.getLeft(), scope);
    joinTo(join, scope, start);
  }

  /** Resolves all of a join but its left side, which is the scope. */
  void joinTo(SqlNode join, Scope scope) throws StatementRefused {
    if (join instanceof SqlJoin plain) {
      joinTo(plain, scope, 0);
    } else {
      rightOnlyJoin((SqlCall) join, scope, 0);
    }
  }

  private void joinTo(SqlJoin join, Scope scope, int start) throws StatementRefused {
    int middle = scope.items().size();
    resolve(join.getRight(), scope);
    JoinType type = join.getJoinType();
    if (join.isNatural()) {
      mergeCommon(scope, start, middle);
    }
    condition(join.getCondition(), scope, start, middle);
    if (type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN) {
      scope.hide(middle, scope.items().size());
    }
  }

  private void rightOnlyJoin(SqlCall call, Scope scope, int start) throws StatementRefused {
    int middle = scope.items().size();
    resolve(call.operand(1), scope);
    condition(call.operand(2), scope, start, middle);
    scope.hide(start, middle);
  }

  private void condition(SqlNode condition, Scope scope, int start, int middle)
      throws StatementRefused {
    if (condition instanceof SqlNodeList columns) {
      List<FromItem> items = scope.items();
      for (SqlNode node : columns) {
        String name = Resolution.part((SqlIdentifier) node, 0);
        if (!isIn(items.subList(start, middle), name)
            || !isIn(items.subList(middle, items.size()), name)) {
          throw Refusals.unknownColumn(
              name,
              node.getParserPosition(),
              " on both sides of the join",
              scope.allColumns().stream().map(Column::name).toList());
        }
        scope.merge(name);
      }
    } else if (condition != null) {
      expressions.resolve(condition, Clause.withoutAggregates(scope, "in ON"));
    }
  }

  private static boolean isIn(List<FromItem> items, String column) {
    for (FromItem item : items) {
      if (item.column(column) != null || item.isOpen()) {
        return true;
      }
    }
    return false;
  }

  private static void mergeCommon(Scope scope, int start, int middle) {
    List<FromItem> items = scope.items();
    Set<String> left = new HashSet<>();
    for (FromItem item : items.subList(start, middle)) {
      item.columns().forEach(column -> left.add(column.name()));
    }
    for (FromItem item : items.subList(middle, items.size())) {
      for (Column column : item.columns()) {
        if (left.contains(column.name())) {
          scope.merge(column.name());
        }
      }
    }
  }
}
