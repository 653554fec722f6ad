package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DELETE. */
public final class DeleteNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("DELETE", DeleteNode::new);

  public DeleteNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 3);
  }

  /** The table, or AS of it and its alias. */
  public SqlNode table() {
    return node(0);
  }

  /** Other tables, or null. */
  public SqlNode using() {
    return node(1);
  }

  /** Which rows; null for all. */
  public SqlNode condition() {
    return node(2);
  }
}
