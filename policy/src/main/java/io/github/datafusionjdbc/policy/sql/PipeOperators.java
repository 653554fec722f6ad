package io.github.datafusionjdbc.policy.sql;

import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The steps of a query in pipe syntax. The first operand of each is the query before it. They are
 * queries themselves, hence the kind.
 */
public final class PipeOperators {
  /** {@code (query, condition)}. */
  public static final SqlOperator WHERE = step("WHERE");

  /** {@code (query, keys)}. */
  public static final SqlOperator ORDER_BY = step("ORDER BY");

  /** {@code (query, count, offset or null)}. */
  public static final SqlOperator LIMIT = step("LIMIT");

  /** {@code (query, items)}. */
  public static final SqlOperator SELECT = step("SELECT");

  /** {@code (query, items)}. */
  public static final SqlOperator EXTEND = step("EXTEND");

  /** {@code (query, name)}. */
  public static final SqlOperator ALIAS = step("AS");

  /** {@code (query, items, group items or null)}. */
  public static final SqlOperator AGGREGATE = step("AGGREGATE");

  /** {@code (query, word of the set operation, queries)}. */
  public static final SqlOperator SET = step("SET OPERATION");

  /** {@code (query, join)}; the join's left side is only a word that stands for the query. */
  public static final SqlOperator JOIN = step("JOIN");

  static final List<SqlOperator> ALL =
      List.of(WHERE, ORDER_BY, LIMIT, SELECT, EXTEND, ALIAS, AGGREGATE, SET, JOIN);

  private PipeOperators() {}

  /** A set operation with one query or more. */
  public static SqlNode set(
      SqlParserPos pos, SqlBinaryOperator operator, SqlNode query, List<SqlNode> others) {
    String name = operator.getName();
    // the engine wants to be told here
    boolean distinct = name.equals("INTERSECT") || name.equals("EXCEPT");
    SqlIdentifier word =
        DialectOperators.word(distinct ? name + " DISTINCT" : name, SqlParserPos.ZERO);
    return SET.createCall(pos, query, word, new SqlNodeList(others, pos));
  }

  /** Whether the operator is one of these. */
  public static boolean isStep(SqlOperator operator) {
    return operator.getKind() == SqlKind.EXPLICIT_TABLE && operator.getName().startsWith("PIPE ");
  }

  private static SqlOperator step(String name) {
    return new SqlSpecialOperator("PIPE " + name, SqlKind.EXPLICIT_TABLE);
  }
}
