package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** UPDATE. */
public final class UpdateNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("UPDATE", UpdateNode::new);

  public UpdateNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** The table, or AS of it and its alias. */
  public SqlNode table() {
    return node(0);
  }

  /** Each an {@link AssignmentNode}. */
  public SqlNodeList assignments() {
    return list(1);
  }

  /** Other tables, or null. */
  public SqlNode from() {
    return node(2);
  }

  /** Which rows; null for all. */
  public SqlNode condition() {
    return node(3);
  }
}
