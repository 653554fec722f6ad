package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** SET and RESET of a setting. */
public final class SetNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("SET", SetNode::new);

  public SetNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** The setting's name with its dots, in lower case. */
  public String settingName() {
    return name(0).getSimple();
  }

  /** The value as text; null for RESET. */
  public SqlLiteral value() {
    return literal(1);
  }
}
