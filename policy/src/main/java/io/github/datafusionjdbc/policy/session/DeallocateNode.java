package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DEALLOCATE. */
public final class DeallocateNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("DEALLOCATE", DeallocateNode::new);

  public DeallocateNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 1);
  }

  /** The name. */
  public SqlIdentifier statementName() {
    return name(0);
  }
}
