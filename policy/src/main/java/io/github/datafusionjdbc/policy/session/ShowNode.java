package io.github.datafusionjdbc.policy.session;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** SHOW, for which a query stands in the canonical tree. */
public final class ShowNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("SHOW", ShowNode::new);

  public ShowNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** TABLES, SCHEMAS, COLUMNS, FUNCTIONS, CREATE or SETTING. */
  public String what() {
    return name(0).getSimple();
  }

  /** The table, schema or setting; null if none is named. */
  public SqlIdentifier objectName() {
    return name(1);
  }

  /** The pattern of LIKE, or null. */
  public SqlLiteral pattern() {
    return literal(2);
  }

  /** Whether it says FULL, EXTENDED or VERBOSE. */
  public boolean isFull() {
    return hasWords(3, "FULL");
  }
}
