package io.github.datafusionjdbc.policy.parser;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/** IN, and comparisons with ANY or ALL, in a list of operands and operators that is being read. */
final class Membership {
  private static final int COMPARISON = SqlStdOperatorTable.EQUALS.getLeftPrec();

  private Membership() {}

  /**
   * Makes one operand of the comparison whose operator and values are the last two of the list. As
   * in the engine, all before it that binds as much is compared, and what follows goes on with the
   * whole.
   */
  static void close(List<Object> list) {
    int end = list.size() - 2;
    int start = end;
    while (start > 0 && !bindsLess(list.get(start - 1))) {
      start--;
    }
    SqlNode compared = SqlParserUtil.toTree(new ArrayList<>(list.subList(start, end)));
    List<Object> comparison = new ArrayList<>(list.subList(end, end + 2));
    comparison.add(0, compared);
    list.subList(start, end + 2).clear();
    list.add(SqlParserUtil.toTree(comparison));
  }

  private static boolean bindsLess(Object item) {
    return item instanceof ToTreeListItem operator
        && Math.max(operator.getOperator().getLeftPrec(), operator.getOperator().getRightPrec())
            < COMPARISON;
  }
}
