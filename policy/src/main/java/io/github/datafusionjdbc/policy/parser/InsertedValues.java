package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.dml.DefaultNode;
import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** The rows of INSERT .. VALUES, in which the word DEFAULT is a value. */
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
        boolean isDefault = isDefault(cell);
        inRow |= isDefault;
        cells.add(isDefault ? new DefaultNode(cell.getParserPosition(), List.of()) : cell);
      }
      changed |= inRow;
      rows.add(inRow ? row.getOperator().createCall(row.getParserPosition(), cells) : row);
    }
    return changed ? values.getOperator().createCall(values.getParserPosition(), rows) : query;
  }

  private static boolean isDefault(SqlNode cell) {
    return cell instanceof SqlIdentifier name
        && name.isSimple()
        && !name.isComponentQuoted(0)
        && Ascii.upper(name.getSimple()).equals("DEFAULT");
  }
}
