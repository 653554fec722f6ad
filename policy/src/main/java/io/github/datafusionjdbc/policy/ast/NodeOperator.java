package io.github.datafusionjdbc.policy.ast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The operator of a class of nodes, which are whole from their operands. */
public final class NodeOperator extends SqlSpecialOperator {
  /** Makes a node of its operands, some of which may be null. */
  @FunctionalInterface
  public interface Factory {
    SqlCall create(SqlParserPos pos, List<SqlNode> operands);
  }

  private final Factory factory;

  /**
   * @param name its name in payloads, unlike any other operator's
   */
  public NodeOperator(String name, Factory factory) {
    super(name, SqlKind.OTHER_DDL);
    this.factory = factory;
  }

  @Override
  public SqlCall createCall(SqlLiteral quantifier, SqlParserPos pos, SqlNode... operands) {
    return factory.create(pos, new ArrayList<>(Arrays.asList(operands)));
  }
}
