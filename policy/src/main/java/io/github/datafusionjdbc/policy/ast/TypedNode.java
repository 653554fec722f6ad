package io.github.datafusionjdbc.policy.ast;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A node that has a class of its own because its operands are read by name. Words of the syntax are
 * operands too, as lists of quoted identifiers, so that they count in every fingerprint.
 */
public abstract class TypedNode extends SqlBasicCall {
  protected TypedNode(NodeOperator operator, SqlParserPos pos, List<SqlNode> operands, int count) {
    super(operator, operands, pos);
    if (operands.size() != count) {
      throw new IllegalArgumentException(operator.getName() + " has " + count + " operands");
    }
  }

  /** The list at an operand; an empty one where there is none. */
  protected final SqlNodeList list(int operand) {
    SqlNode node = operand(operand);
    return node == null ? SqlNodeList.EMPTY : (SqlNodeList) node;
  }

  /** The name at an operand, or null. */
  protected final SqlIdentifier name(int operand) {
    return (SqlIdentifier) getOperandList().get(operand);
  }

  /** The literal at an operand, or null. */
  protected final SqlLiteral literal(int operand) {
    return (SqlLiteral) getOperandList().get(operand);
  }

  /** The node at an operand, or null. */
  protected final SqlNode node(int operand) {
    return getOperandList().get(operand);
  }

  /** Whether the list at an operand has the words. */
  protected final boolean hasWords(int operand, String words) {
    for (SqlNode node : list(operand)) {
      if (((SqlIdentifier) node).getSimple().equals(words)) {
        return true;
      }
    }
    return false;
  }
}
