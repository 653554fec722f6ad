package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.dml.DefaultNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes the query that gives a table's columns of the query that INSERT has. */
final class InsertSource {
  /** The name that the rows go by inside the query. */
  private static final String ROWS = "rows";

  private final TargetColumns columns;
  private final List<String> given;
  private final List<String> queryColumns;

  /**
   * @param given the columns that the query's are for, in the query's order
   * @param queryColumns names of the query's columns, as far as they are known
   */
  InsertSource(TargetColumns columns, List<String> given, List<String> queryColumns) {
    this.columns = columns;
    this.given = given;
    this.queryColumns = queryColumns;
  }

  /** One row of defaults. */
  SqlNode defaultValues(SqlParserPos pos) throws StatementRefused {
    List<SqlNode> row = new ArrayList<>();
    for (String column : columns.notMade()) {
      row.add(columns.defaultOf(column));
    }
    return SqlStdOperatorTable.VALUES.createCall(pos, SqlStdOperatorTable.ROW.createCall(pos, row));
  }

  /** The rows with a value for each column, defaults filled in. */
  SqlNode values(SqlCall values) throws StatementRefused {
    Map<String, DecimalNumbers> exact = exact(values);
    List<SqlNode> rows = new ArrayList<>(values.operandCount());
    for (SqlNode node : values.getOperandList()) {
      SqlCall row = (SqlCall) node;
      for (int i = 0; i < given.size(); i++) {
        if (columns.isMade(given.get(i)) && !(row.operand(i) instanceof DefaultNode)) {
          throw Refusals.at(
              SqlState.GENERATED_ALWAYS,
              "column '" + given.get(i) + "' is made by the table: leave it out or write DEFAULT",
              row.operand(i).getParserPosition(),
              null);
        }
      }
      rows.add(row(row, exact));
    }
    return values.getOperator().createCall(values.getParserPosition(), rows);
  }

  /** The columns whose values are numbers to be kept to the last digit. */
  private Map<String, DecimalNumbers> exact(SqlCall values) {
    Map<String, DecimalNumbers> exact = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      int cell = i;
      String column = given.get(i);
      DecimalNumbers.of(columns.type(column))
          .filter(
              numbers ->
                  numbers.areNeeded(
                      values.getOperandList().stream()
                          .map(row -> ((SqlCall) row).<SqlNode>operand(cell))
                          .toList()))
          .ifPresent(numbers -> exact.put(column, numbers));
    }
    return exact;
  }

  private SqlNode row(SqlCall row, Map<String, DecimalNumbers> exact) throws StatementRefused {
    List<SqlNode> cells = new ArrayList<>(columns.notMade().size());
    for (String column : columns.notMade()) {
      int i = given.indexOf(column);
      SqlNode value = i < 0 ? null : row.operand(i);
      cells.add(
          value == null || value instanceof DefaultNode
              ? columns.defaultOf(column)
              : exact.containsKey(column) ? exact.get(column).cast(value) : value);
    }
    return row.getOperator().createCall(row.getParserPosition(), cells);
  }

  /** The query itself where its columns are the table's, else a selection of them. */
  SqlNode query(SqlNode query) throws StatementRefused {
    if (given.equals(columns.notMade())) {
      return query;
    }
    SqlParserPos pos = query.getParserPosition();
    List<SqlNode> items = new ArrayList<>();
    for (String column : columns.notMade()) {
      SqlNode value =
          given.contains(column)
              ? Resolution.name(List.of(ROWS, column), pos)
              : columns.defaultOf(column);
      items.add(
          SqlStdOperatorTable.AS.createCall(pos, value, Resolution.name(List.of(column), pos)));
    }
    List<SqlNode> alias = new ArrayList<>();
    alias.add(query);
    alias.add(Resolution.name(List.of(ROWS), pos));
    if (!given.equals(queryColumns)) {
      for (String column : given) {
        alias.add(Resolution.name(List.of(column), pos));
      }
    }
    return Resolution.select(
        new SqlNodeList(items, pos), SqlStdOperatorTable.AS.createCall(pos, alias), pos);
  }
}
