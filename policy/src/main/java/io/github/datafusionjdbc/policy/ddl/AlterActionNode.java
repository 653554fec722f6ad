package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One action of ALTER TABLE. */
public final class AlterActionNode extends TypedNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("ALTER ACTION", AlterActionNode::new);

  public AlterActionNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** Its words, such as ADD COLUMN; of what is done to a column those behind its name. */
  public SqlIdentifier action() {
    return name(0);
  }

  /** IF EXISTS or IF NOT EXISTS. */
  public SqlNodeList flags() {
    return list(1);
  }

  /** Columns, a constraint, or what is renamed and its new name. */
  public SqlNodeList names() {
    return list(2);
  }

  /** Columns, a constraint, a type, a value or properties. */
  public SqlNodeList details() {
    return list(3);
  }
}
