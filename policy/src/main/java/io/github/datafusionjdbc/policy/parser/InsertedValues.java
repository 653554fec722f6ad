package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.dml.DefaultNode;
import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Values that are stored, among which the word DEFAULT is one. */
final class InsertedValues {
  private InsertedValues() {}

  /** The query with a {@link DefaultNode} where a value of its rows is the word DEFAULT. */
  static SqlNode withDefaults(SqlNode query) {
    if (query == null || query.getKind() != SqlKind.VALUES) {
      return query;
    }
    SqlCall values = (SqlCall) query;
    List<SqlNode> rows = new ArrayList<>(values.operandCount());
    boolean changed = false;
    for (SqlNode node : values.getOperandList()) {
      SqlCall row = (SqlCall) node;
      List<SqlNode> cells = new ArrayList<>(row.operandCount());
      boolean inRow = false;
      for (SqlNode cell : row.getOperandList()) {
        inRow |= isDefault(cell);
        cells.add(withDefault(cell));
      }
      changed |= inRow;
      rows.add(inRow ? row.getOperator().createCall(row.getParserPosition(), cells) : row);
    }
    return changed ? values.getOperator().createCall(values.getParserPosition(), rows) : query;
  }

  /** A {@link DefaultNode} in the place of the word DEFAULT, all else as it is. */
  static SqlNode withDefault(SqlNode value) {
    return isDefault(value) ? new DefaultNode(value.getParserPosition(), List.of()) : value;
  }

  private static boolean isDefault(SqlNode cell) {
    return cell instanceof SqlIdentifier name
        && name.isSimple()
        && !name.isComponentQuoted(0)
        && Ascii.upper(name.getSimple()).equals("DEFAULT");
  }
}
