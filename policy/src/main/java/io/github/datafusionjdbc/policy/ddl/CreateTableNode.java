package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE TABLE, over rows in memory where it is temporary. */
public final class CreateTableNode extends CreateNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("CREATE TABLE", CreateTableNode::new);

  public CreateTableNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 9);
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

  /** Names of columns. */
  public SqlNodeList partition() {
    return list(4);
  }

  /** Its comment, or null. */
  public SqlLiteral comment() {
    return literal(5);
  }

  /** Each a PropertyNode. */
  public SqlNodeList properties() {
    return list(6);
  }

  /** Its folder, or null. */
  public SqlLiteral location() {
    return literal(7);
  }

  /** The query after AS, or null. */
  public SqlNode query() {
    return node(8);
  }
}
