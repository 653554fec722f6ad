package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** TRUNCATE. */
public final class TruncateNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("TRUNCATE", TruncateNode::new);

  public TruncateNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 1);
  }

  /** The table. */
  public SqlIdentifier table() {
    return name(0);
  }
}
