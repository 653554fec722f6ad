package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Makes the canonical tree: a copy of the parsed one with what the resolution puts in its place.
 */
final class Canonicalizer extends SqlShuttle {
  /** What the AST payload and the engine's own recursion can hold. */
  static final int MAX_DEPTH = 990;

  private final Resolution resolution;
  private int depth;

  Canonicalizer(Resolution resolution) {
    this.resolution = resolution;
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    SqlNode by = resolution.replacement(name);
    if (by != null) {
      return by;
    }
    List<String> parts = Resolution.parts(name);
    if (parts.equals(name.names)) {
      return name;
    }
    SqlIdentifier folded = Resolution.name(parts, name.getParserPosition());
    resolution.record(
        "FOLDED",
        name.getParserPosition(),
        String.join(".", name.names),
        String.join(".", folded.names));
    return folded;
  }

  @Override
  public SqlNode visit(SqlDataTypeSpec type) {
    return type;
  }

  @Override
  public SqlNode visit(SqlNodeList list) {
    enter();
    SqlNode copy = super.visit(resolution.expansion(list));
    depth--;
    return copy;
  }

  /** The tree has more than {@link #MAX_DEPTH} levels. */
  static final class TooDeep extends RuntimeException {
    TooDeep() {
      super("more than " + MAX_DEPTH + " levels", null, false, false);
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new TooDeep();
    }
  }

  @Override
  public SqlNode visit(SqlCall call) {
    enter();
    SqlNode canonical = canonical(call);
    depth--;
    return canonical;
  }

  private SqlNode canonical(SqlCall call) {
    SqlNode by = resolution.replacement(call);
    if (by != null) {
      return by;
    }
    if (call.getOperator().equals(DialectOperators.INFIX_CAST)) {
      resolution.record("REWRITTEN", call.getParserPosition(), "::", "CAST");
      return SqlStdOperatorTable.CAST.createCall(
          call.getParserPosition(), call.operand(0).accept(this), call.operand(1));
    }
    SqlCall copy = (SqlCall) super.visit(call);
    if (copy instanceof SqlSelect select) {
      return DistinctNames.in(
          select, resolution.expansion(((SqlSelect) call).getSelectList()), resolution);
    }
    if (copy.getKind() == SqlKind.LIKE) {
      return LikeEscape.rewritten(copy, resolution);
    }
    if (copy instanceof SqlOrderBy orderBy) {
      return ordered(orderBy);
    }
    return copy.getOperator() instanceof SqlUnresolvedFunction ? function(copy) : copy;
  }

  private SqlNode ordered(SqlOrderBy orderBy) {
    SqlNode query = orderBy.query;
    SqlNode apart = query;
    if (query instanceof SqlSelect select) {
      apart = DistinctNames.ordered(select, orderBy.orderList, resolution);
    } else if (query instanceof SqlWith with && with.body instanceof SqlSelect select) {
      SqlSelect body = DistinctNames.ordered(select, orderBy.orderList, resolution);
      apart = body == select ? with : new SqlWith(with.getParserPosition(), with.withList, body);
    }
    return apart == query
        ? orderBy
        : new SqlOrderBy(
            orderBy.getParserPosition(), apart, orderBy.orderList, orderBy.offset, orderBy.fetch);
  }

  private static SqlNode function(SqlCall call) {
    SqlIdentifier name = call.getOperator().getNameAsId();
    String folded = Ascii.lower(name.getSimple());
    if (folded.equals(name.getSimple())) {
      return call;
    }
    return new SqlUnresolvedFunction(
            new SqlIdentifier(folded, name.getParserPosition()),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList());
  }
}
