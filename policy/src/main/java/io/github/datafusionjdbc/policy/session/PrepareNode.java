package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** PREPARE. */
public final class PrepareNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("PREPARE", PrepareNode::new);

  public PrepareNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 3);
  }

  /** The name. */
  public SqlIdentifier statementName() {
    return name(0);
  }

  /** Types of the parameters, empty where none are declared. */
  public SqlNodeList types() {
    return list(1);
  }

  /** A query, or an INSERT. */
  public SqlNode statement() {
    return node(2);
  }
}
