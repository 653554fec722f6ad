package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE VIEW. */
public final class CreateViewNode extends CreateNode {
  public static final NodeOperator OPERATOR = new NodeOperator("CREATE VIEW", CreateViewNode::new);

  public CreateViewNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 5);
  }

  /** Its name. */
  public SqlIdentifier viewName() {
    return name(1);
  }

  /** Names. */
  public SqlNodeList columns() {
    return list(2);
  }

  /** Its comment, or null. */
  public SqlLiteral comment() {
    return literal(3);
  }

  /** What it shows. */
  public SqlNode query() {
    return node(4);
  }
}
