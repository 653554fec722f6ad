package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.FunctionCatalog.Kind;
import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Resolves the names, functions and subqueries of expressions. */
final class ExpressionResolver {
  /** The functions that the engine runs for a special syntax. */
  private static final IdentityHashMap<SqlOperator, String> BEHIND_SYNTAX = new IdentityHashMap<>();

  static {
    BEHIND_SYNTAX.put(DialectOperators.EXTRACT, "date_part");
    BEHIND_SYNTAX.put(DialectOperators.POSITION, "strpos");
    BEHIND_SYNTAX.put(DialectOperators.OVERLAY, "overlay");
    BEHIND_SYNTAX.put(DialectOperators.SUBSTRING, "substr");
    BEHIND_SYNTAX.put(DialectOperators.TRIM_BOTH, "btrim");
    BEHIND_SYNTAX.put(DialectOperators.TRIM_LEADING, "ltrim");
    BEHIND_SYNTAX.put(DialectOperators.TRIM_TRAILING, "rtrim");
    BEHIND_SYNTAX.put(DialectOperators.STRUCT_LITERAL, "named_struct");
    BEHIND_SYNTAX.put(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, "make_array");
    BEHIND_SYNTAX.put(SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR, "map");
  }

  private static final Set<String> PLANNED = Set.of("unnest", "unnest_outer", "make_map");

  private final Resolution resolution;
  private final NameResolver names;
  private final FunctionCatalog functions;
  private final QueryResolver queries;

  ExpressionResolver(
      Resolution resolution, NameResolver names, FunctionCatalog functions, QueryResolver queries) {
    this.resolution = resolution;
    this.names = names;
    this.functions = functions;
    this.queries = queries;
  }

  /** Resolves the node, which may be null, a list or a query. */
  void resolve(SqlNode node, Clause clause) throws StatementRefused {
    if (node instanceof SqlIdentifier name) {
      if (name.isStar()) {
        names.star(name, clause.scope());
      } else {
        names.resolve(name, clause);
      }
    } else if (node instanceof SqlNodeList list) {
      all(list, clause);
    } else if (node instanceof SqlCall call) {
      if (QueryResolver.isQuery(call)) {
        queries.subquery(call, clause.scope());
      } else {
        call(call, clause);
      }
    } else if (node instanceof SqlDynamicParam parameter && parameter.getIndex() < 0) {
      throw Refusals.at(
          SqlState.UNDEFINED_PARAMETER,
          "parameters are numbered from $1 to $65535",
          parameter.getParserPosition(),
          null);
    }
  }

  private void all(List<? extends SqlNode> nodes, Clause clause) throws StatementRefused {
    for (SqlNode node : nodes) {
      resolve(node, clause);
    }
  }

  private void call(SqlCall call, Clause clause) throws StatementRefused {
    SqlOperator operator = call.getOperator();
    if (operator instanceof SqlUnresolvedFunction) {
      function(call, clause, false, false);
      return;
    }
    String behind = BEHIND_SYNTAX.get(operator);
    if (behind != null) {
      resolution.called(behind);
    }
    switch (call.getKind()) {
      case OVER -> over(call, clause);
      case FILTER, WITHIN_GROUP, IGNORE_NULLS, RESPECT_NULLS -> suffixed(call, clause, false);
      // the second operand is the name of a field, of an argument or of a type
      case DOT, ARGUMENT_ASSIGNMENT, CAST, SAFE_CAST -> resolve(call.operand(0), clause);
      case AS -> resolve(call.operand(0), clause);
      default -> {
        if (operator.equals(DialectOperators.EXTRACT)) {
          resolve(call.operand(1), clause);
        } else if (operator.equals(DialectOperators.INTERVAL)
            || operator.equals(DialectOperators.STRUCT_FIELD)) {
          resolve(call.operand(0), clause);
        } else if (operator.equals(DialectOperators.WINDOW)) {
          window(call, clause);
        } else if (operator.equals(DialectOperators.NAMED_WINDOW)) {
          resolve(call.operand(1), clause);
        } else {
          all(call.getOperandList(), clause);
        }
      }
    }
  }

  private void over(SqlCall call, Clause clause) throws StatementRefused {
    SqlNode function = call.operand(0);
    if (function instanceof SqlCall inner && inner.getOperator() instanceof SqlUnresolvedFunction) {
      function(inner, clause, true, false);
    } else {
      suffixed((SqlCall) function, clause, true);
    }
    if (!(call.operand(1) instanceof SqlIdentifier)) {
      resolve(call.operand(1), clause);
    }
  }

  /** A function with FILTER, WITHIN GROUP or a treatment of nulls. */
  private void suffixed(SqlCall call, Clause clause, boolean windowed) throws StatementRefused {
    SqlCall inner = call.operand(0);
    boolean aggregate = call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP;
    if (inner.getOperator() instanceof SqlUnresolvedFunction) {
      function(inner, clause, windowed, aggregate);
    } else {
      suffixed(inner, clause, windowed);
    }
    if (call.operandCount() > 1) {
      resolve(call.operand(1), clause.insideAggregate());
    }
  }

  private void window(SqlCall window, Clause clause) throws StatementRefused {
    resolve(window.operand(1), clause);
    resolve(window.operand(2), clause);
    resolve(window.operand(4), clause);
    resolve(window.operand(5), clause);
  }

  private void function(SqlCall call, Clause clause, boolean windowed, boolean aggregateOnly)
      throws StatementRefused {
    SqlIdentifier id = call.getOperator().getNameAsId();
    int last = id.names.size() - 1;
    String name = Ascii.lower(id.names.get(last));
    if (last > 0) {
      throw Refusals.unknownFunction(String.join(".", id.names), id.getParserPosition(), List.of());
    }
    resolution.called(name);
    if (!id.names.get(0).equals(name)) {
      resolution.record("FOLDED", id.getParserPosition(), id.names.get(0), name);
    }
    // keywords of the planner, not functions of the catalog
    if (PLANNED.contains(name)) {
      all(call.getOperandList(), clause);
      return;
    }
    Function function = functions.function(name);
    if (function == null) {
      throw Refusals.unknownFunction(
          name,
          id.getParserPosition(),
          functions.functions().stream().map(Function::name).distinct().toList());
    }
    boolean isAggregate = function.kinds().contains(Kind.AGGREGATE);
    boolean isWindow = function.kinds().contains(Kind.WINDOW);
    boolean isScalar = function.kinds().contains(Kind.SCALAR);
    boolean asAggregate = isAggregate && !windowed && (aggregateOnly || !isScalar);
    if (windowed && !isAggregate && !isWindow) {
      throw Refusals.wrongFunctionKind(
          "function '"
              + name
              + "' cannot have an OVER clause: it is neither an aggregate nor a"
              + " window function",
          id.getParserPosition(),
          name);
    }
    if (!windowed && !isAggregate && !isScalar) {
      throw Refusals.wrongFunctionKind(
          isWindow
              ? "function '" + name + "' is a window function and needs an OVER clause"
              : "function '" + name + "' gives a table and belongs in FROM",
          id.getParserPosition(),
          name);
    }
    if (aggregateOnly && !isAggregate) {
      throw Refusals.wrongFunctionKind(
          "function '" + name + "' is no aggregate function", id.getParserPosition(), name);
    }
    if (asAggregate && clause.noAggregates() != null) {
      throw Refusals.misplacedAggregate(name, id.getParserPosition(), clause.noAggregates());
    }
    arguments(call, asAggregate ? clause.insideAggregate() : clause);
  }

  private void arguments(SqlCall call, Clause clause) throws StatementRefused {
    for (SqlNode argument : call.getOperandList()) {
      // the star of count(*) names no column
      if (!(argument instanceof SqlIdentifier name && name.isStar() && name.names.size() == 1)) {
        resolve(argument, clause);
      }
    }
  }
}
