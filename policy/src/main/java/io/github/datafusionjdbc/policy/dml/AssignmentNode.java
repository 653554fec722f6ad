package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A column and what it is set to. */
public final class AssignmentNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("ASSIGNMENT", AssignmentNode::new);

  public AssignmentNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** The column, or a field inside it; a table may stand before it. */
  public SqlIdentifier column() {
    return name(0);
  }

  /** The value, or DEFAULT. */
  public SqlNode value() {
    return node(1);
  }
}
