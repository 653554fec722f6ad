package io.github.datafusionjdbc.policy.dml;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** INSERT INTO and INSERT OVERWRITE. */
public final class InsertNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("INSERT", InsertNode::new);

  public InsertNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** Whether it says OVERWRITE. */
  public boolean isOverwrite() {
    return hasWords(0, "OVERWRITE");
  }

  /** Whether it says BY NAME. */
  public boolean isByName() {
    return hasWords(0, "BY NAME");
  }

  /** The table. */
  public SqlIdentifier target() {
    return name(1);
  }

  /** Names, empty where there are none. */
  public SqlNodeList columns() {
    return list(2);
  }

  /** What is inserted; null for DEFAULT VALUES. */
  public SqlNode query() {
    return node(3);
  }
}
