package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.spark.SparkSql;
import io.github.datafusionjdbc.policy.spark.SparkSqlException;
import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Expressions that belong to a table: CHECK, DEFAULT and GENERATED ALWAYS AS. They see one row of
 * the table and nothing else, and columns stand bare in them.
 */
final class TableExpressions {
  /** What an expression may depend on. */
  enum Place {
    CHECK("CHECK"),
    DEFAULT("DEFAULT"),
    GENERATED("GENERATED ALWAYS AS"),
    ORDER("WITH ORDER");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private final ExpressionResolver expressions;
  private final FunctionCatalog functions;
  private final Resolution resolution;

  TableExpressions(
      ExpressionResolver expressions, FunctionCatalog functions, Resolution resolution) {
    this.expressions = expressions;
    this.functions = functions;
    this.resolution = resolution;
  }

  /**
   * Checks an expression and resolves its names.
   *
   * @param table the table's own name, which may stand before a column
   * @param columns what it may name
   */
  void resolve(SqlNode expression, Place place, String table, List<Column> columns)
      throws StatementRefused {
    restrict(expression, place);
    Scope scope = new Scope(null);
    if (place != Place.DEFAULT) {
      scope.add(new FromItem(table, List.of(), null, columns, false));
    }
    expressions.resolve(expression, Clause.withoutAggregates(scope, "in " + place.words));
    List<String> names = columns.stream().map(Column::name).toList();
    if (!names.contains(table)) {
      expression.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier name) {
              List<String> parts = Resolution.parts(name);
              if (parts.size() > 1 && parts.get(0).equals(table)) {
                List<String> bare = parts.subList(1, parts.size());
                resolution.replace(
                    name, Resolution.name(bare, name.getParserPosition()), "UNQUALIFIED");
              }
              return null;
            }
          });
    }
  }

  /**
   * A canonical expression.
   *
   * @param columns what it may name, with their types
   * @param delta whether it is kept in Delta's metadata too
   */
  static Expression of(SqlNode canonical, List<Column> columns, boolean delta)
      throws StatementRefused {
    String engine = EngineSql.ofExpression(canonical);
    if (!delta) {
      return new Expression(engine, null);
    }
    try {
      return new Expression(
          engine, SparkSql.of(canonical, name -> SparkExpressions.kind(name, columns)));
    } catch (SparkSqlException e) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a Delta table keeps this in Spark's SQL, and " + e.getMessage(),
          e.node().getParserPosition(),
          null);
    }
  }

  private void restrict(SqlNode expression, Place place) throws StatementRefused {
    Restriction restriction = new Restriction(place);
    expression.accept(restriction);
    if (restriction.refusal != null) {
      throw restriction.refusal;
    }
  }

  private final class Restriction extends SqlBasicVisitor<Void> {
    private final Place place;
    private StatementRefused refusal;

    Restriction(Place place) {
      this.place = place;
    }

    private void refuse(String what, SqlNode node, String word) {
      if (refusal == null) {
        refusal =
            Refusals.at(
                SqlState.FEATURE_NOT_SUPPORTED,
                what + " is not allowed in " + place.words,
                node.getParserPosition(),
                word);
      }
    }

    @Override
    public Void visit(SqlDynamicParam parameter) {
      refuse("a parameter", parameter, null);
      return null;
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (name.isStar()) {
        refuse("a star", name, "*");
      } else if (place == Place.DEFAULT) {
        refuse("a column", name, name.names.get(0));
      }
      return null;
    }

    @Override
    public Void visit(SqlCall call) {
      if (QueryResolver.isQuery(call)) {
        refuse("a subquery", call, null);
        return null;
      }
      if (call.getKind() == SqlKind.OVER) {
        refuse("a window function", call, null);
        return null;
      }
      if (call.getOperator() instanceof SqlUnresolvedFunction) {
        function(call);
      }
      return super.visit(call);
    }

    /** A condition that changes by itself says nothing about the rows that are there. */
    private void function(SqlCall call) {
      SqlIdentifier name = call.getOperator().getNameAsId();
      Function function =
          name.isSimple() ? functions.function(Ascii.lower(name.getSimple())) : null;
      if (function != null
          && place != Place.DEFAULT
          && !"immutable".equals(Ascii.lower(function.volatility()))) {
        refuse(
            "function '" + function.name() + "', which gives another value each time,",
            call,
            name.getSimple());
      }
    }
  }
}
