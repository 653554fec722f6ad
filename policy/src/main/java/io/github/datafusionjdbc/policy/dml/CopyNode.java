package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** COPY TO. */
public final class CopyNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("COPY", CopyNode::new);

  public CopyNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 5);
  }

  /** A query, or the name of a table. */
  public SqlNode source() {
    return node(0);
  }

  /** Where to. */
  public SqlLiteral path() {
    return literal(1);
  }

  /** The word after STORED AS, or null. */
  public SqlIdentifier format() {
    return name(2);
  }

  /** Names of columns. */
  public SqlNodeList partition() {
    return list(3);
  }

  /** Each a PropertyNode. */
  public SqlNodeList options() {
    return list(4);
  }
}
