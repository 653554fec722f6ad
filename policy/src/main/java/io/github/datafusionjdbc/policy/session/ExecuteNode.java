package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** EXECUTE, for which the prepared statement stands in the canonical tree. */
public final class ExecuteNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("EXECUTE", ExecuteNode::new);

  public ExecuteNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** The name. */
  public SqlIdentifier statementName() {
    return name(0);
  }

  /** One for each parameter. */
  public SqlNodeList arguments() {
    return list(1);
  }
}
