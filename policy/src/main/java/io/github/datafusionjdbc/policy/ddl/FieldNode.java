package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A field of a struct. */
public final class FieldNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("STRUCT FIELD", FieldNode::new);

  public FieldNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 4);
  }

  /** Its name. */
  public SqlIdentifier fieldName() {
    return name(0);
  }

  /** Its type. */
  public TypeNode type() {
    return (TypeNode) node(1);
  }

  /** Whether it says NOT NULL. */
  public boolean isNotNull() {
    return hasWords(2, "NOT NULL");
  }

  /** Its comment, or null. */
  public SqlLiteral comment() {
    return literal(3);
  }
}
