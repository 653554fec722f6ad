package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.command.SourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** Makes of an INSERT of one row with parameters the query for many rows of parameters. */
final class BatchSource {
  private final String catalog;
  private boolean hasParameters;
  private boolean hasQuery;

  private BatchSource(String catalog) {
    this.catalog = catalog;
  }

  /**
   * The query over the relation {@link Insert#PARAMETERS}; empty if the rows are more than one, ask
   * a query, or have no parameters.
   *
   * @param rows the canonical VALUES, a value for each of the columns
   */
  static Optional<SourceQuery> of(SqlNode rows, List<String> columns, String catalog) {
    if (rows.getKind() != SqlKind.VALUES || ((SqlCall) rows).operandCount() != 1) {
      return Optional.empty();
    }
    return new BatchSource(catalog).query(((SqlCall) rows).operand(0), columns);
  }

  private Optional<SourceQuery> query(SqlCall row, List<String> columns) {
    SqlParserPos pos = row.getParserPosition();
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SqlNode value = row.operand(i).accept(new ParametersAsColumns());
      items.add(
          SqlStdOperatorTable.AS.createCall(
              pos, value, Resolution.name(List.of(columns.get(i)), pos)));
    }
    if (hasQuery || !hasParameters) {
      return Optional.empty();
    }
    SqlNode relation = Resolution.name(List.of(catalog, Insert.PARAMETERS, Insert.PARAMETERS), pos);
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            pos, relation, Resolution.name(List.of(Insert.PARAMETERS), pos));
    return Optional.of(
        SourceQueries.of(Resolution.select(new SqlNodeList(items, pos), from, pos), columns));
  }

  private final class ParametersAsColumns extends SqlShuttle {
    @Override
    public SqlNode visit(SqlDynamicParam parameter) {
      hasParameters = true;
      return Resolution.name(
          List.of(Insert.PARAMETERS, Insert.parameterColumn(parameter.getIndex())),
          parameter.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlCall call) {
      hasQuery |= call.isA(SqlKind.QUERY);
      return super.visit(call);
    }
  }
}
