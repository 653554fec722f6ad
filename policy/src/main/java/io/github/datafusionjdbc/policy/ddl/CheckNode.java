package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CHECK, of a column or a table. */
public final class CheckNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("CHECK CONSTRAINT", CheckNode::new);

  public CheckNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** Its name, or null. */
  public SqlIdentifier constraintName() {
    return name(0);
  }

  /** What has to hold. */
  public SqlNode condition() {
    return node(1);
  }
}
