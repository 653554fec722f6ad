package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.command.SourceQuery;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** Queries inside statements that store their rows. */
final class SourceQueries {
  private SourceQueries() {}

  /**
   * @param canonical the query's canonical tree
   * @param columns as {@link #columns}
   */
  static SourceQuery of(SqlNode canonical, List<String> columns) {
    return new SourceQuery(EngineSql.of(canonical), columns);
  }

  /** Names of the columns: null where only the engine has a label, none if their number is open. */
  static List<String> columns(SqlNode query, Output output) {
    if (output.open() && hasStar(query)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Column column : output.columns()) {
      names.add(column.name().isEmpty() ? null : column.name());
    }
    return names;
  }

  private static boolean hasStar(SqlNode query) {
    SqlNode body = QueryBodies.first(query);
    if (!(body instanceof SqlSelect select)) {
      return !(body instanceof SqlCall call) || call.operandCount() == 0;
    }
    for (SqlNode item : select.getSelectList()) {
      SqlNode star = item;
      if (star instanceof SqlCall call && call.getOperator().equals(DialectOperators.DISTINCT_ON)) {
        star = call.operand(1);
      }
      if (star instanceof SqlCall call && call.getOperator().equals(DialectOperators.STAR_WITH)) {
        star = call.operand(0);
      }
      if (star instanceof SqlIdentifier name && name.isStar()) {
        return true;
      }
    }
    return false;
  }
}
