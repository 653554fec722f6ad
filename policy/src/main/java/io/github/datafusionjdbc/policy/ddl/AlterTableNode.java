package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** ALTER TABLE. */
public final class AlterTableNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("ALTER TABLE", AlterTableNode::new);

  public AlterTableNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 3);
  }

  /** The table. */
  public SqlIdentifier table() {
    return name(1);
  }

  /** Each an {@link AlterActionNode}. */
  public SqlNodeList actions() {
    return list(2);
  }

  /** Whether it says IF EXISTS. */
  public boolean isIfExists() {
    return hasWords(0, "IF EXISTS");
  }
}
