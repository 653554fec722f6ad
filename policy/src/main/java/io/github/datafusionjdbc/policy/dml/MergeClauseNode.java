package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** WHEN .. THEN of MERGE. */
public final class MergeClauseNode extends TypedNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("MERGE CLAUSE", MergeClauseNode::new);

  public MergeClauseNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 5);
  }

  /** The condition after AND, or null. */
  public SqlNode condition() {
    return node(1);
  }

  /** Each an {@link AssignmentNode}; empty where it does not say UPDATE. */
  public SqlNodeList assignments() {
    return list(2);
  }

  /** The columns of INSERT, empty where none are named. */
  public SqlNodeList columns() {
    return list(3);
  }

  /** The values of INSERT, some of them DEFAULT. */
  public SqlNodeList values() {
    return list(4);
  }

  /** Whether it is about rows that have a row of the source. */
  public boolean isMatched() {
    return hasWords(0, "MATCHED");
  }

  /** Whether it is about rows of the source that have no row. */
  public boolean isNotMatched() {
    return hasWords(0, "NOT MATCHED");
  }

  /** Whether it says UPDATE. */
  public boolean isUpdate() {
    return hasWords(0, "UPDATE");
  }

  /** Whether it says DELETE. */
  public boolean isDelete() {
    return hasWords(0, "DELETE");
  }

  /** Whether a star stands for all columns of the source. */
  public boolean isAllColumns() {
    return hasWords(0, "ALL COLUMNS");
  }
}
