package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The type of a column: a name with what is in its parentheses or angle brackets. */
public final class TypeNode extends TypedNode {
  public static final NodeOperator OPERATOR = new NodeOperator("COLUMN TYPE", TypeNode::new);

  public TypeNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 2);
  }

  /** Upper case; ARRAY, MAP and STRUCT for what is made of other types. */
  public SqlIdentifier typeName() {
    return name(0);
  }

  /** Numbers, types, or the fields of a struct. */
  public SqlNodeList arguments() {
    return list(1);
  }
}
