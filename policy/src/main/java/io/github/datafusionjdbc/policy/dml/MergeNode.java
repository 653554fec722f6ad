package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** MERGE. */
public final class MergeNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("MERGE", MergeNode::new);

  public MergeNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** The table, or AS of it and its alias. */
  public SqlNode table() {
    return node(0);
  }

  /** An item of FROM. */
  public SqlNode source() {
    return node(1);
  }

  /** Which rows of the two belong together. */
  public SqlNode condition() {
    return node(2);
  }

  /** Each a {@link MergeClauseNode}. */
  public SqlNodeList clauses() {
    return list(3);
  }
}
