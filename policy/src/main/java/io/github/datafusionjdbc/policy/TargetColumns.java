package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.TableExpressions.Place;
import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The columns of a table that is written to, with what its metadata says of their values. */
final class TargetColumns {
  private final Relation target;
  private final CommandScope scope;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> notMade = new ArrayList<>();
  private final Map<String, SqlNode> defaults = new HashMap<>();

  TargetColumns(Relation target, CommandScope scope) {
    this.target = target;
    this.scope = scope;
    for (RelationColumn column : target.columns()) {
      columns.add(new Column(column.name(), column.type()));
      names.add(column.name());
      if (!isMade(column.name())) {
        notMade.add(column.name());
      }
    }
  }

  /** All names, in the table's order. */
  List<String> names() {
    return names;
  }

  /** A column's Arrow type as displayed. */
  String type(String column) {
    return columns.get(names.indexOf(column)).type();
  }

  /** Names of the columns that a statement gives values for, in the table's order. */
  List<String> notMade() {
    return notMade;
  }

  /** Whether the table makes the values: a generated or an identity column. */
  boolean isMade(String column) {
    return target.rules().generated().containsKey(column)
        || target.rules().identity().contains(column);
  }

  /** What stands for a value that is not given: the default, else NULL. */
  SqlNode defaultOf(String column) throws StatementRefused {
    SqlNode known = defaults.get(column);
    if (known != null) {
      return known;
    }
    String sql = target.rules().defaults().get(column);
    SqlNode value = sql == null ? SqlLiteral.createNull(SqlParserPos.ZERO) : value(column, sql);
    defaults.put(column, value);
    return value;
  }

  private SqlNode value(String column, String sql) throws StatementRefused {
    return isSpark()
        ? scope
            .sparkExpressions()
            .toEngine(sql, Place.DEFAULT, "the default of column '" + column + "'", columns)
        : scope.engineExpressions().constant(sql);
  }

  private boolean isSpark() {
    return target.rules().dialect() == TableRules.Dialect.SPARK;
  }

  List<Insert.Generated> generated() throws StatementRefused {
    List<Insert.Generated> result = new ArrayList<>();
    for (String column : names) {
      String sparkSql = target.rules().generated().get(column);
      if (sparkSql != null) {
        result.add(
            new Insert.Generated(
                column,
                expression(
                    sparkSql, Place.GENERATED, "the expression of column '" + column + "'")));
      }
    }
    return result;
  }

  List<CheckConstraint> checks() throws StatementRefused {
    List<CheckConstraint> result = new ArrayList<>();
    for (Map.Entry<String, String> check : target.rules().checks().entrySet()) {
      result.add(
          new CheckConstraint(
              check.getKey(),
              expression(check.getValue(), Place.CHECK, "constraint '" + check.getKey() + "'")));
    }
    return result;
  }

  private Expression expression(String sql, Place place, String what) throws StatementRefused {
    if (!isSpark()) {
      return new Expression(sql, null);
    }
    String where = what + " of table '" + target.table() + "'";
    SqlNode engine = scope.sparkExpressions().toEngine(sql, place, where, columns);
    return new Expression(EngineSql.ofExpression(engine), sql);
  }
}
