package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** PRIMARY KEY of a table. */
public final class PrimaryKeyNode extends TypedNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("PRIMARY KEY CONSTRAINT", PrimaryKeyNode::new);

  public PrimaryKeyNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** Its name, or null. */
  public SqlIdentifier constraintName() {
    return name(0);
  }

  /** Names of its columns. */
  public SqlNodeList columns() {
    return list(1);
  }
}
