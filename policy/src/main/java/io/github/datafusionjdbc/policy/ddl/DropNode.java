package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DROP of a table, a view or a schema. */
public final class DropNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("DROP", DropNode::new);

  public DropNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** Whether it says TABLE. */
  public boolean isTable() {
    return hasWords(0, "TABLE");
  }

  /** Whether it says VIEW. */
  public boolean isView() {
    return hasWords(0, "VIEW");
  }

  /** Whether it says SCHEMA. */
  public boolean isSchema() {
    return hasWords(0, "SCHEMA");
  }

  /** Whether it says IF EXISTS. */
  public boolean isIfExists() {
    return hasWords(0, "IF EXISTS");
  }

  /** Whether it says CASCADE. */
  public boolean isCascade() {
    return hasWords(0, "CASCADE");
  }

  /** What is dropped. */
  public SqlIdentifier objectName() {
    return name(1);
  }
}
