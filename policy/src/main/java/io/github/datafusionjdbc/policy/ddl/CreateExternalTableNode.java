package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE EXTERNAL TABLE. */
public final class CreateExternalTableNode extends CreateNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("CREATE EXTERNAL TABLE", CreateExternalTableNode::new);

  public CreateExternalTableNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 9);
  }

  /** Whether it says UNBOUNDED. */
  public boolean isUnbounded() {
    return says("UNBOUNDED");
  }

  /** Its name. */
  public SqlIdentifier tableName() {
    return name(1);
  }

  /** Each a ColumnNode. */
  public SqlNodeList columns() {
    return list(2);
  }

  /** Each a CheckNode or a PrimaryKeyNode. */
  public SqlNodeList constraints() {
    return list(3);
  }

  /** The word after STORED AS, or null. */
  public SqlIdentifier format() {
    return name(4);
  }

  /** Texts. */
  public SqlNodeList locations() {
    return list(5);
  }

  /** Names of columns. */
  public SqlNodeList partition() {
    return list(6);
  }

  /** Each a list of sort keys. */
  public SqlNodeList orders() {
    return list(7);
  }

  /** Each a PropertyNode. */
  public SqlNodeList options() {
    return list(8);
  }
}
