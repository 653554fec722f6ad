package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A column that CREATE declares. */
public final class ColumnNode extends TypedNode {
  public static final NodeOperator OPERATOR =
      new NodeOperator("COLUMN DEFINITION", ColumnNode::new);

  public ColumnNode(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, pos, operands, 7);
  }

  /** Its name. */
  public SqlIdentifier columnName() {
    return name(0);
  }

  /** Its type, or null where a query has it. */
  public TypeNode type() {
    return (TypeNode) node(1);
  }

  /** Whether it says NOT NULL. */
  public boolean isNotNull() {
    return hasWords(2, "NOT NULL");
  }

  /** Whether it says PRIMARY KEY. */
  public boolean isPrimaryKey() {
    return hasWords(2, "PRIMARY KEY");
  }

  /** What DEFAULT says, or null. */
  public SqlNode defaultValue() {
    return node(3);
  }

  /** What GENERATED ALWAYS AS says, or null. */
  public SqlNode generated() {
    return node(4);
  }

  /** Conditions of the column, each a CheckNode. */
  public SqlNodeList checks() {
    return list(5);
  }

  /** Its comment, or null. */
  public SqlLiteral comment() {
    return literal(6);
  }
}
