package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** USE of a schema. */
public final class UseNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("USE", UseNode::new);

  public UseNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 1);
  }

  /** The schema, with its catalog or without. */
  public SqlIdentifier schemaName() {
    return name(0);
  }
}
