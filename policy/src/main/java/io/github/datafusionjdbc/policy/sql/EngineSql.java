package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.NlsString;

/**
 * Writes a canonical tree as text in the engine's dialect. Every name is quoted. A node without a
 * form here cannot be written: this is the allowlist of what the engine is given.
 */
public final class EngineSql {
  final StringBuilder out = new StringBuilder(256);
  private final ExpressionSql expressions = new ExpressionSql(this);
  private final PipeSql pipes = new PipeSql(this, expressions);

  /** Whether only what the engine makes a column's name of is written. */
  final boolean nameOnly;

  private EngineSql(boolean nameOnly) {
    this.nameOnly = nameOnly;
  }

  /**
   * The text of a statement.
   *
   * @throws UnknownNode if the tree has a node that the dialect lacks
   */
  public static String of(SqlNode statement) {
    EngineSql sql = new EngineSql(false);
    if (statement instanceof SqlBasicCall call
        && call.getOperator().equals(DialectOperators.EXPLAIN)) {
      sql.explain(call);
    } else if (statement instanceof SqlBasicCall call
        && call.getOperator().equals(DialectOperators.DESCRIBE)) {
      sql.out.append("DESCRIBE ");
      sql.query(call.operand(0));
    } else if (statement instanceof TypedNode node) {
      new DefinitionSql(sql, sql.expressions).write(node);
    } else {
      sql.query(statement);
    }
    return sql.out.toString();
  }

  /** The text of an expression. */
  public static String ofExpression(SqlNode expression) {
    EngineSql sql = new EngineSql(false);
    sql.expressions.write(expression);
    return sql.out.toString();
  }

  /**
   * A text that is the same for two items of a select list if the engine gives them one name. It
   * names expressions by what they are made of, without casts, and subqueries by their column.
   */
  public static String columnName(SqlNode item) {
    EngineSql sql = new EngineSql(true);
    sql.expressions.item(item);
    return sql.out.toString();
  }

  /** A node that canonical trees do not have. */
  public static final class UnknownNode extends RuntimeException {
    private final transient SqlNode node;

    UnknownNode(SqlNode node) {
      super("no text for " + node.getClass().getSimpleName() + " " + node.getKind());
      this.node = node;
    }

    /** The node, with its position in the text. */
    public SqlNode node() {
      return node;
    }
  }

  private void explain(SqlCall call) {
    out.append("EXPLAIN ");
    boolean listed = call.operandCount() > 4;
    String separator = listed ? ", " : " ";
    if (listed) {
      out.append('(');
    }
    if (isTrue(call.operand(0))) {
      out.append("ANALYZE").append(separator);
    }
    if (isTrue(call.operand(1))) {
      out.append("VERBOSE").append(separator);
    }
    if (call.operand(2) instanceof SqlIdentifier format) {
      out.append("FORMAT ").append(format.getSimple()).append(separator);
    }
    if (listed) {
      options(call.operand(4));
      out.append(") ");
    }
    query(call.operand(3));
  }

  private void options(SqlNodeList options) {
    for (int i = 0; i < options.size(); i += 2) {
      out.append(i == 0 ? "" : ", ").append(((SqlIdentifier) options.get(i)).getSimple());
      SqlNode value = options.get(i + 1);
      if (value instanceof SqlIdentifier word) {
        out.append(' ');
        string(word.getSimple());
      } else if (value instanceof SqlLiteral literal && literal.getValue() != null) {
        out.append(' ');
        literal(literal);
      }
    }
  }

  private static boolean isTrue(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.booleanValue();
  }

  static boolean isQuery(SqlNode node) {
    return switch (node.getKind()) {
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES -> true;
      case EXPLICIT_TABLE -> PipeOperators.isStep(((SqlCall) node).getOperator());
      default -> false;
    };
  }

  void query(SqlNode node) {
    if (node instanceof SqlOrderBy orderBy) {
      orderBy(orderBy);
    } else if (node instanceof SqlWith with) {
      with(with);
    } else if (node instanceof SqlSelect select) {
      select(select);
    } else if (node instanceof SqlCall call && call.getOperator() instanceof SqlSetOperator set) {
      setOperand(call.operand(0), precedence(set));
      out.append(' ').append(set.getName()).append(' ');
      setOperand(call.operand(1), precedence(set) + 1);
    } else if (node instanceof SqlCall call && PipeOperators.isStep(call.getOperator())) {
      pipes.step(call);
    } else if (node instanceof SqlCall call && call.getKind() == SqlKind.VALUES) {
      out.append("VALUES ");
      expressions.list(call.getOperandList());
    } else {
      throw new UnknownNode(node);
    }
  }

  private static int precedence(SqlOperator set) {
    return set.getKind() == SqlKind.INTERSECT ? 2 : 1;
  }

  private void setOperand(SqlNode operand, int least) {
    boolean bare =
        switch (operand.getKind()) {
          case SELECT, VALUES -> true;
          case UNION, INTERSECT, EXCEPT -> precedence(((SqlCall) operand).getOperator()) >= least;
          default -> false;
        };
    if (bare) {
      query(operand);
    } else {
      inParentheses(operand);
    }
  }

  void inParentheses(SqlNode query) {
    if (nameOnly) {
      outputName(query);
      return;
    }
    out.append('(');
    query(query);
    out.append(')');
  }

  /** A subquery goes by the name of its first column. */
  private void outputName(SqlNode query) {
    if (query instanceof SqlOrderBy orderBy) {
      outputName(orderBy.query);
    } else if (query instanceof SqlWith with) {
      outputName(with.body);
    } else if (query instanceof SqlCall call && call.getOperator() instanceof SqlSetOperator) {
      outputName(call.operand(0));
    } else if (query instanceof SqlSelect select
        && !select.getSelectList().isEmpty()
        && !(select.getSelectList().get(0) instanceof SqlIdentifier name && name.isStar())) {
      SqlNode first = select.getSelectList().get(0);
      if (first instanceof SqlIdentifier column) {
        appendName(out, column.names.get(column.names.size() - 1));
      } else {
        expressions.item(first);
      }
    } else {
      query(query);
    }
  }

  private void orderBy(SqlOrderBy node) {
    if (node.query instanceof SqlOrderBy) {
      inParentheses(node.query);
    } else {
      query(node.query);
    }
    if (!node.orderList.isEmpty()) {
      out.append(" ORDER BY ");
      expressions.list(node.orderList);
    }
    if (node.fetch != null) {
      out.append(" LIMIT ");
      expressions.write(node.fetch);
    }
    if (node.offset != null) {
      out.append(" OFFSET ");
      expressions.write(node.offset);
    }
  }

  private void with(SqlWith with) {
    out.append("WITH ");
    boolean first = true;
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      if (!first) {
        out.append(", ");
      } else if (item.recursive.booleanValue()) {
        out.append("RECURSIVE ");
      }
      first = false;
      name(item.name);
      if (item.columnList != null) {
        names(item.columnList);
      }
      out.append(" AS ");
      inParentheses(item.query);
    }
    out.append(' ');
    if (with.body instanceof SqlWith) {
      inParentheses(with.body);
    } else {
      query(with.body);
    }
  }

  private void select(SqlSelect select) {
    out.append("SELECT ");
    if (select.isDistinct()) {
      out.append("DISTINCT ");
    }
    expressions.list(select.getSelectList());
    if (select.getFrom() != null) {
      out.append(select.getSelectList().isEmpty() ? "FROM " : " FROM ");
      from(select.getFrom());
    }
    clause(" WHERE ", select.getWhere());
    if (select.getGroup() != null) {
      out.append(" GROUP BY ");
      expressions.list(select.getGroup());
    }
    clause(" HAVING ", select.getHaving());
    if (select.getWindowList() != null && !select.getWindowList().isEmpty()) {
      out.append(" WINDOW ");
      expressions.list(select.getWindowList());
    }
    clause(" QUALIFY ", select.getQualify());
  }

  private void clause(String keyword, SqlNode condition) {
    if (condition != null) {
      out.append(keyword);
      expressions.write(condition);
    }
  }

  void from(SqlNode node) {
    if (node instanceof SqlJoin join) {
      join(join);
      return;
    }
    if (node instanceof SqlIdentifier table) {
      name(table);
      return;
    }
    if (isQuery(node)) {
      inParentheses(node);
      return;
    }
    if (!(node instanceof SqlCall call)) {
      throw new UnknownNode(node);
    }
    SqlOperator operator = call.getOperator();
    if (operator.equals(DialectOperators.SAMPLE)) {
      sample(call);
      return;
    }
    if (operator.equals(DialectOperators.RIGHT_SEMI_JOIN)
        || operator.equals(DialectOperators.RIGHT_ANTI_JOIN)) {
      from(call.operand(0));
      joinedTo(call);
      return;
    }
    switch (call.getKind()) {
      case AS -> {
        List<SqlNode> operands = call.getOperandList();
        joined(operands.get(0));
        out.append(" AS ");
        name((SqlIdentifier) operands.get(1));
        if (operands.size() > 2) {
          names(operands.subList(2, operands.size()));
        }
      }
      case LATERAL -> {
        out.append("LATERAL ");
        from(call.operand(0));
      }
      case COLLECTION_TABLE -> expressions.write(call.operand(0));
      case UNNEST -> {
        out.append("UNNEST(");
        expressions.list(call.getOperandList());
        out.append(')');
        if (call.getOperator() instanceof SqlUnnestOperator unnest && unnest.withOrdinality) {
          out.append(" WITH ORDINALITY");
        }
      }
      default -> throw new UnknownNode(node);
    }
  }

  private void sample(SqlCall call) {
    from(call.operand(0));
    out.append(" TABLESAMPLE ");
    if (call.operand(1) instanceof SqlIdentifier method) {
      out.append(method.getSimple()).append(' ');
    }
    out.append('(');
    expressions.write(call.operand(2));
    if (call.operand(3) instanceof SqlIdentifier unit) {
      out.append(' ').append(unit.getSimple());
    }
    out.append(')');
    if (call.operand(4) != null) {
      out.append(" REPEATABLE (");
      expressions.write(call.operand(4));
      out.append(')');
    }
  }

  private void join(SqlJoin join) {
    from(join.getLeft());
    joinedTo(join);
  }

  /** Writes all of a join but its left side. */
  void joinedTo(SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      SqlCall call = (SqlCall) node;
      out.append(' ').append(call.getOperator().getName()).append(' ');
      joined(call.operand(1));
      condition(call.operand(2));
      return;
    }
    JoinType type = join.getJoinType();
    if (type == JoinType.COMMA) {
      out.append(", ");
    } else {
      out.append(join.isNatural() ? " NATURAL" : "");
      out.append(
          switch (type) {
            case INNER -> " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
            case CROSS -> " CROSS JOIN ";
            case LEFT_SEMI_JOIN -> " LEFT SEMI JOIN ";
            case LEFT_ANTI_JOIN -> " LEFT ANTI JOIN ";
            default -> throw new UnknownNode(join);
          });
    }
    joined(join.getRight());
    if (join.getConditionType() != JoinConditionType.NONE) {
      condition(join.getCondition());
    }
  }

  private void joined(SqlNode right) {
    boolean join =
        right instanceof SqlJoin
            || (right instanceof SqlCall call
                && (call.getOperator().equals(DialectOperators.RIGHT_SEMI_JOIN)
                    || call.getOperator().equals(DialectOperators.RIGHT_ANTI_JOIN)));
    if (join) {
      out.append('(');
    }
    from(right);
    if (join) {
      out.append(')');
    }
  }

  private void condition(SqlNode condition) {
    if (condition instanceof SqlNodeList columns) {
      out.append(" USING ");
      names(columns);
    } else {
      out.append(" ON ");
      expressions.write(condition);
    }
  }

  void names(Iterable<SqlNode> list) {
    char separator = '(';
    for (SqlNode node : list) {
      out.append(separator);
      if (separator == ',') {
        out.append(' ');
      }
      separator = ',';
      name((SqlIdentifier) node);
    }
    out.append(')');
  }

  void name(SqlIdentifier identifier) {
    int parts = identifier.names.size();
    for (int i = 0; i < parts; i++) {
      if (i > 0) {
        out.append('.');
      }
      String part = identifier.names.get(i);
      if (part.isEmpty()) {
        out.append('*');
      } else {
        appendName(out, part);
      }
    }
  }

  static void appendName(StringBuilder out, String name) {
    out.append('"');
    int quote = name.indexOf('"');
    out.append(quote < 0 ? name : name.replace("\"", "\"\"")).append('"');
  }

  /** A literal, parameter, name or type; false if it is none. */
  boolean atom(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      name(identifier);
    } else if (node instanceof SqlLiteral literal) {
      literal(literal);
    } else if (node instanceof SqlDynamicParam parameter) {
      out.append('$').append(parameter.getIndex() + 1);
    } else if (node instanceof SqlDataTypeSpec type) {
      out.append(type.getTypeName().getSimple());
    } else {
      return false;
    }
    return true;
  }

  private void literal(SqlLiteral literal) {
    Object value = literal.getValue();
    if (literal instanceof SqlUnknownLiteral typed) {
      out.append(nameOnly ? "" : typed.tag + ' ');
      string((String) value);
    } else if (value == null) {
      out.append("NULL");
    } else if (value instanceof NlsString text) {
      string(text.getValue());
    } else if (value instanceof BigDecimal number) {
      number(number, literal.getTypeName() == SqlTypeName.DECIMAL);
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "TRUE" : "FALSE");
    } else if (value instanceof BitString bits) {
      out.append("X'").append(bits.toHexString()).append('\'');
    } else {
      throw new UnknownNode(literal);
    }
  }

  /** A number that was written with an exponent keeps one. */
  private void number(BigDecimal number, boolean exact) {
    String text = exact ? number.toPlainString() : number.toString();
    out.append(text);
    if (!exact && text.indexOf('E') < 0) {
      out.append("E0");
    }
  }

  void string(String text) {
    out.append('\'').append(text.indexOf('\'') < 0 ? text : text.replace("'", "''")).append('\'');
  }
}
