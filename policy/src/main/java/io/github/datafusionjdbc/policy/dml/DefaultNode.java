package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DEFAULT in the place of a value. */
public final class DefaultNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("DEFAULT VALUE", DefaultNode::new);

  public DefaultNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 0);
  }
}
