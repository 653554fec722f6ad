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

  /** This look-up, then the other one for what this one lacks. */
  default OperatorLookup or(OperatorLookup other) {
    return (name, kind, syntax) -> {
      SqlOperator operator = find(name, kind, syntax);
      return operator == null ? other.find(name, kind, syntax) : operator;
    };
  }
}
