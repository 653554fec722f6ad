package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;

/** The names by which rules know the operators of expressions. */
public final class OperatorNames {
  private static final Set<String> SIGNS =
      Set.of(
          "+", "-", "*", "/", "%", "||", "=", "<>", "<", "<=", ">", ">=", "<=>", "@>", "<@", "~",
          "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "|", "^", "&", "<<", ">>", "[]", "{}",
          ".");

  private static final Set<String> WORDS =
      Set.of(
          "AND",
          "ARRAY",
          "AT TIME ZONE",
          "BETWEEN",
          "CASE",
          "CAST",
          "EXISTS",
          "EXTRACT",
          "ILIKE",
          "IN",
          "INTERVAL",
          "IS DISTINCT FROM",
          "IS FALSE",
          "IS NOT DISTINCT FROM",
          "IS NOT FALSE",
          "IS NOT NULL",
          "IS NOT TRUE",
          "IS NOT UNKNOWN",
          "IS NULL",
          "IS TRUE",
          "IS UNKNOWN",
          "LIKE",
          "MAP",
          "NOT",
          "NOT BETWEEN",
          "NOT ILIKE",
          "NOT IN",
          "NOT LIKE",
          "NOT SIMILAR TO",
          "OR",
          "OVERLAY",
          "POSITION",
          "SIMILAR TO",
          "SUBSTRING",
          "TRIM",
          "TRY_CAST");

  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("SUBSCRIPT", "[]"),
          Map.entry("STRUCT LITERAL", "{}"),
          Map.entry("INTERVAL LITERAL", "INTERVAL"),
          Map.entry("EXTRACT FIELD", "EXTRACT"),
          Map.entry("POSITION IN", "POSITION"),
          Map.entry("OVERLAY PLACING", "OVERLAY"),
          Map.entry("SUBSTRING FROM", "SUBSTRING"),
          Map.entry("TRIM BOTH", "TRIM"),
          Map.entry("TRIM LEADING", "TRIM"),
          Map.entry("TRIM TRAILING", "TRIM"),
          Map.entry("BETWEEN ASYMMETRIC", "BETWEEN"),
          Map.entry("NOT BETWEEN ASYMMETRIC", "NOT BETWEEN"));

  /** Functions that an operator calls under another name. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("ARRAY", "make_array"),
          Map.entry("MAP", "map"),
          Map.entry("STRUCT LITERAL", "named_struct"),
          Map.entry("EXTRACT FIELD", "date_part"),
          Map.entry("POSITION IN", "strpos"),
          Map.entry("OVERLAY PLACING", "overlay"),
          Map.entry("SUBSTRING FROM", "substr"),
          Map.entry("TRIM BOTH", "btrim"),
          Map.entry("TRIM LEADING", "ltrim"),
          Map.entry("TRIM TRAILING", "rtrim"));

  /** What holds queries and calls together and is no operator to anyone. */
  private static final Set<SqlKind> STRUCTURE =
      EnumSet.of(
          SqlKind.SELECT,
          SqlKind.ORDER_BY,
          SqlKind.WITH,
          SqlKind.WITH_ITEM,
          SqlKind.VALUES,
          SqlKind.ROW,
          SqlKind.UNION,
          SqlKind.INTERSECT,
          SqlKind.EXCEPT,
          SqlKind.EXPLICIT_TABLE,
          SqlKind.JOIN,
          SqlKind.LATERAL,
          SqlKind.UNNEST,
          SqlKind.COLLECTION_TABLE,
          SqlKind.AS,
          SqlKind.DESCENDING,
          SqlKind.NULLS_FIRST,
          SqlKind.NULLS_LAST,
          SqlKind.ROLLUP,
          SqlKind.CUBE,
          SqlKind.GROUPING_SETS,
          SqlKind.OVER,
          SqlKind.FILTER,
          SqlKind.WITHIN_GROUP,
          SqlKind.IGNORE_NULLS,
          SqlKind.RESPECT_NULLS,
          SqlKind.ARGUMENT_ASSIGNMENT,
          SqlKind.ARRAY_QUERY_CONSTRUCTOR);

  private static final List<SqlOperator> STRUCTURE_OF_THE_DIALECT =
      List.of(
          DialectOperators.SLICE,
          DialectOperators.EXPLAIN,
          DialectOperators.DESCRIBE,
          DialectOperators.DISTINCT_ON,
          DialectOperators.STAR_WITH,
          DialectOperators.GROUP_BY_ALL,
          DialectOperators.WINDOW,
          DialectOperators.NAMED_WINDOW,
          DialectOperators.CURRENT_ROW,
          DialectOperators.UNBOUNDED_PRECEDING,
          DialectOperators.UNBOUNDED_FOLLOWING,
          DialectOperators.PRECEDING,
          DialectOperators.FOLLOWING,
          DialectOperators.RIGHT_SEMI_JOIN,
          DialectOperators.RIGHT_ANTI_JOIN);

  private OperatorNames() {}

  /** All names, sorted. */
  public static Set<String> known() {
    Set<String> known = new TreeSet<>(SIGNS);
    known.addAll(WORDS);
    return known;
  }

  /**
   * The name of the operator of a call; empty for calls of functions and for what is structure. An
   * operator that {@link #known} lacks has a name too, so that a list of what is allowed holds it
   * off.
   */
  public static Optional<String> of(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (call instanceof TypedNode
        || operator instanceof SqlUnresolvedFunction
        || STRUCTURE.contains(operator.getKind())
        || STRUCTURE_OF_THE_DIALECT.contains(operator)) {
      return Optional.empty();
    }
    String name = Ascii.upper(operator.getName());
    return Optional.of(RENAMED.getOrDefault(name, name));
  }

  /** The function that the operator of a call stands for, lower case. */
  public static Optional<String> function(SqlCall call) {
    return Optional.ofNullable(FUNCTIONS.get(call.getOperator().getName()));
  }
}
