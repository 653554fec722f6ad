package io.github.datafusionjdbc.policy.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;

/** Finds the operators that a payload names. */
@FunctionalInterface
public interface OperatorLookup {
  /**
   * The operator with exactly this name, kind and syntax; null if there is none.
   *
   * @param name as {@link SqlOperator#getName()} gives it
   */
  SqlOperator find(String name, SqlKind kind, SqlSyntax syntax);
}
