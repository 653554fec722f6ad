package io.github.datafusionjdbc.policy.ddl;

import io.github.datafusionjdbc.policy.ast.NodeOperator;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A CREATE statement: its first operand is the list of the words that it may have or not. */
public abstract class CreateNode extends TypedNode {
  CreateNode(NodeOperator operator, SqlParserPos pos, List<SqlNode> operands, int count) {
    super(operator, pos, operands, count);
  }

  /** Whether it says OR REPLACE. */
  public final boolean isOrReplace() {
    return says("OR REPLACE");
  }

  /** Whether it says TEMPORARY. */
  public final boolean isTemporary() {
    return says("TEMPORARY");
  }

  /** Whether it says IF NOT EXISTS. */
  public final boolean isIfNotExists() {
    return says("IF NOT EXISTS");
  }

  final boolean says(String words) {
    return hasWords(0, words);
  }
}
