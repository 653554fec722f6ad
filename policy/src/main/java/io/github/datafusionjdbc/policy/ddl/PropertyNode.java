package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A table's property or an option. */
public final class PropertyNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("PROPERTY", PropertyNode::new);

  public PropertyNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** Its name, which is never folded. */
  public SqlIdentifier key() {
    return name(0);
  }

  /** Its value as text. */
  public SqlLiteral value() {
    return literal(1);
  }
}
