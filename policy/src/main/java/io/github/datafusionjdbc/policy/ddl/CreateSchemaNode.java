package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE SCHEMA. */
public final class CreateSchemaNode extends CreateNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("CREATE SCHEMA", CreateSchemaNode::new);

  public CreateSchemaNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 3);
  }

  /** Its name. */
  public SqlIdentifier schemaName() {
    return name(1);
  }

  /** Its comment, or null. */
  public SqlLiteral comment() {
    return literal(2);
  }
}
