package io.github.datafusionjdbc.policy.ast;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDescribeTable;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelectOperator;
import org.apache.calcite.sql.SqlSetOption;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlTableRef;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The operators that Calcite's own parser makes trees of. */
public final class StandardOperators implements OperatorLookup {
  private static final SqlIdentifier NAME = new SqlIdentifier("x", SqlParserPos.ZERO);
  private static final SqlLiteral NO = SqlLiteral.createBoolean(false, SqlParserPos.ZERO);

  /** The only one. */
  public static final StandardOperators INSTANCE = new StandardOperators();

  private record Key(String name, SqlKind kind, SqlSyntax syntax) {}

  private final Map<Key, SqlOperator> operators = new HashMap<>();

  private StandardOperators() {
    SqlParserPos zero = SqlParserPos.ZERO;
    SqlNodeList none = SqlNodeList.EMPTY;
    // Several classes keep their operator private, but every call of theirs shows it.
    List.of(
            SqlSelectOperator.INSTANCE,
            SqlJoin.OPERATOR,
            join(JoinType.COMMA).getOperator(),
            asofJoin().getOperator(),
            SqlOrderBy.OPERATOR,
            new SqlWith(zero, none, NAME).getOperator(),
            new SqlWithItem(zero, NAME, null, NAME, NO).getOperator(),
            new SqlWindow(zero, null, null, none, none, NO, null, null, null).getOperator(),
            SqlWindow.PRECEDING_OPERATOR,
            SqlWindow.FOLLOWING_OPERATOR,
            new SqlSnapshot(zero, NAME, NAME).getOperator(),
            SqlExplain.OPERATOR,
            new SqlHint(zero, NAME, none, SqlHint.HintOptionFormat.EMPTY).getOperator(),
            new SqlTableRef(zero, NAME, none).getOperator(),
            SqlStarExclude.OPERATOR,
            SqlStarReplace.OPERATOR,
            SqlLambda.OPERATOR,
            SqlInsert.OPERATOR,
            SqlUpdate.OPERATOR,
            SqlDelete.OPERATOR,
            SqlMerge.OPERATOR,
            SqlDescribeTable.OPERATOR,
            SqlSetOption.OPERATOR)
        .forEach(this::add);
    // Where a NAME is in more than one table, the standard's operator is the parser's.
    List.of(SqlStdOperatorTable.class, SqlInternalOperators.class, SqlLibraryOperators.class)
        .forEach(this::addConstants);
  }

  @Override
  public SqlOperator find(String name, SqlKind kind, SqlSyntax syntax) {
    return operators.get(new Key(name, kind, syntax));
  }

  /** The operator's name in payloads, which tells apart two operators that Calcite names alike. */
  static String payloadName(SqlOperator operator) {
    return operator instanceof SqlUnnestOperator unnest && unnest.withOrdinality
        ? "UNNEST WITH ORDINALITY"
        : operator.getName();
  }

  /** Whether Calcite brings the class. */
  static boolean isCalcites(Class<?> type) {
    return type.getPackageName().startsWith(SqlNode.class.getPackageName());
  }

  private void add(SqlOperator operator) {
    operators.putIfAbsent(
        new Key(payloadName(operator), operator.getKind(), operator.getSyntax()), operator);
  }

  private void addConstants(Class<?> table) {
    for (Field field : table.getFields()) {
      if (Modifier.isStatic(field.getModifiers())
          && SqlOperator.class.isAssignableFrom(field.getType())) {
        try {
          add((SqlOperator) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("a public field of a public class is accessible", e);
        }
      }
    }
  }

  private static SqlJoin join(JoinType type) {
    SqlParserPos zero = SqlParserPos.ZERO;
    return new SqlJoin(
        zero, NAME, NO, type.symbol(zero), NAME, JoinConditionType.NONE.symbol(zero), null);
  }

  private static SqlJoin asofJoin() {
    SqlParserPos zero = SqlParserPos.ZERO;
    return new SqlAsofJoin(
        zero,
        NAME,
        NO,
        JoinType.ASOF.symbol(zero),
        NAME,
        JoinConditionType.ON.symbol(zero),
        NAME,
        NAME);
  }
}
