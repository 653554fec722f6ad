package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.Resolution.Star;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.PipeOperators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/** Resolves queries: common table expressions, set operations, SELECT and its clauses. */
final class QueryResolver {
  /**
   * The columns that a query gives.
   *
   * @param open whether there are columns whose names only the engine knows
   */
  record Output(List<Column> columns, boolean open) {
    /** The same columns under new names, as far as there are names. */
    Output renamed(List<String> names) {
      if (names.isEmpty()) {
        return this;
      }
      List<Column> renamed = new ArrayList<>();
      for (int i = 0; i < Math.max(names.size(), columns.size()); i++) {
        String type = i < columns.size() ? columns.get(i).type() : null;
        renamed.add(new Column(i < names.size() ? names.get(i) : columns.get(i).name(), type));
      }
      return new Output(renamed, open && names.size() < columns.size());
    }
  }

  /** Common table expressions that a query may name, the nearest first. */
  private record Tables(String name, Output output, Tables outer) {}

  private final Resolution resolution;
  private final ExpressionResolver expressions;
  private final NameResolver names;
  private final FromResolver from;
  private final PipeResolver pipes;
  private Tables tables;

  QueryResolver(StatementCatalog catalog, FunctionCatalog functions, Resolution resolution) {
    this(catalog, functions, resolution, List.of());
  }

  /**
   * @param views the views whose queries are being resolved, the outermost first
   */
  QueryResolver(
      StatementCatalog catalog,
      FunctionCatalog functions,
      Resolution resolution,
      List<ObjectName> views) {
    this.resolution = resolution;
    this.names = new NameResolver(resolution);
    this.expressions = new ExpressionResolver(resolution, names, functions, this);
    this.from =
        new FromResolver(
            new TableResolver(
                catalog, resolution, new ViewExpander(catalog, functions, resolution, views)),
            resolution,
            expressions,
            functions,
            this);
    this.pipes = new PipeResolver(this, expressions, from);
  }

  /** Resolves expressions outside of queries. */
  ExpressionResolver expressions() {
    return expressions;
  }

  static boolean isQuery(SqlNode node) {
    return switch (node.getKind()) {
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES, EXPLICIT_TABLE -> true;
      default -> false;
    };
  }

  /** Resolves a query at the top. */
  Output resolve(SqlNode query) throws StatementRefused {
    return query(query, null);
  }

  /** Resolves a query inside an expression or FROM, which sees the columns around it. */
  Output subquery(SqlNode query, Scope outer) throws StatementRefused {
    return query(query, outer);
  }

  /** The common table expression of that name, null if there is none. */
  Output commonTable(String name) {
    for (Tables t = tables; t != null; t = t.outer()) {
      if (t.name().equals(name)) {
        return t.output();
      }
    }
    return null;
  }

  private Output query(SqlNode query, Scope outer) throws StatementRefused {
    return switch (query.getKind()) {
      case SELECT -> select((SqlSelect) query, outer, null);
      case ORDER_BY -> orderBy((SqlOrderBy) query, outer);
      case WITH -> with((SqlWith) query, outer, null);
      case UNION, INTERSECT, EXCEPT -> setOperation((SqlCall) query, outer);
      case VALUES -> values((SqlCall) query, outer);
      case EXPLICIT_TABLE ->
          PipeOperators.isStep(((SqlCall) query).getOperator())
              ? pipes.resolve((SqlCall) query, outer)
              : explicitTable((SqlCall) query);
      default ->
          throw Refusals.syntax(
              "a query is expected here", query.getParserPosition(), query.toString());
    };
  }

  private Output orderBy(SqlOrderBy orderBy, Scope outer) throws StatementRefused {
    Clause nothing = Clause.withoutAggregates(new Scope(outer), "in LIMIT");
    expressions.resolve(orderBy.fetch, nothing);
    expressions.resolve(orderBy.offset, nothing);
    if (orderBy.query instanceof SqlSelect select) {
      return select(select, outer, orderBy.orderList);
    }
    if (orderBy.query instanceof SqlWith with) {
      return with(with, outer, orderBy.orderList);
    }
    Output output = query(orderBy.query, outer);
    orderByOutput(orderBy.orderList, output, outer);
    return output;
  }

  /** ORDER BY after a set operation or VALUES sees the columns of the result alone. */
  private void orderByOutput(SqlNodeList orderList, Output output, Scope outer)
      throws StatementRefused {
    if (orderList != null && !orderList.isEmpty()) {
      Scope scope = new Scope(outer);
      scope.add(new FromItem(null, List.of(), null, output.columns(), output.open()));
      expressions.resolve(orderList, new Clause(scope));
    }
  }

  private Output with(SqlWith with, Scope outer, SqlNodeList orderList) throws StatementRefused {
    Tables before = tables;
    try {
      for (SqlNode node : with.withList) {
        SqlWithItem item = (SqlWithItem) node;
        String name = Resolution.part(item.name, 0);
        List<String> columns = item.columnList == null ? List.of() : simple(item.columnList);
        Output output;
        SqlNode anchor = anchor(item);
        if (anchor != null) {
          Output first = query(anchor, outer).renamed(columns);
          Tables outside = tables;
          tables = new Tables(name, first, outside);
          output = query(item.query, outer).renamed(columns);
          tables = outside;
        } else {
          output = query(item.query, outer).renamed(columns);
        }
        tables = new Tables(name, output, tables);
      }
      if (with.body instanceof SqlSelect select) {
        return select(select, outer, orderList);
      }
      Output output = query(with.body, outer);
      orderByOutput(orderList, output, outer);
      return output;
    } finally {
      tables = before;
    }
  }

  /** The part of a recursive common table expression that does not name itself; else null. */
  private static SqlNode anchor(SqlWithItem item) {
    boolean recursive = item.recursive.booleanValue() && item.query.getKind() == SqlKind.UNION;
    return recursive ? ((SqlCall) item.query).operand(0) : null;
  }

  private Output setOperation(SqlCall call, Scope outer) throws StatementRefused {
    // a chain of many is left-deep: go down the left side without recursion
    List<SqlNode> right = new ArrayList<>();
    SqlNode left = call;
    boolean byName = false;
    while (left.getKind() == SqlKind.UNION
        || left.getKind() == SqlKind.INTERSECT
        || left.getKind() == SqlKind.EXCEPT) {
      byName |= ((SqlCall) left).getOperator().getName().endsWith("BY NAME");
      right.add(((SqlCall) left).operand(1));
      left = ((SqlCall) left).operand(0);
    }
    Output output = query(left, outer);
    List<Column> columns = new ArrayList<>(output.columns());
    boolean open = output.open();
    for (int i = right.size() - 1; i >= 0; i--) {
      Output other = query(right.get(i), outer);
      if (byName) {
        Set<String> known = new HashSet<>(columns.stream().map(Column::name).toList());
        other.columns().stream().filter(c -> known.add(c.name())).forEach(columns::add);
        open |= other.open();
      }
    }
    return new Output(columns, open);
  }

  private Output values(SqlCall values, Scope outer) throws StatementRefused {
    Clause clause = Clause.withoutAggregates(new Scope(outer), "in VALUES");
    int width = 0;
    for (SqlNode row : values.getOperandList()) {
      expressions.resolve(row, clause);
      width = ((SqlCall) row).operandCount();
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(new Column("column" + i, null));
    }
    return new Output(columns, false);
  }

  /** {@code TABLE t} is {@code SELECT * FROM t}, which the engine can run. */
  private Output explicitTable(SqlCall call) throws StatementRefused {
    SqlNode table = call.operand(0);
    Scope scope = new Scope(null);
    from.resolve(table, scope);
    SqlNode item = resolution.replacement(table);
    SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(call.getParserPosition()));
    resolution.replace(
        call,
        Resolution.select(star, item == null ? table : item, call.getParserPosition()),
        "EXPANDED",
        "TABLE",
        "SELECT * FROM");
    return new Output(scope.allColumns(), scope.isOpen());
  }

  private Output select(SqlSelect select, Scope outer, SqlNodeList orderList)
      throws StatementRefused {
    Scope scope = new Scope(outer);
    if (select.getFrom() != null) {
      from.resolve(select.getFrom(), scope);
    }
    Clause clause = new Clause(scope);
    expressions.resolve(select.getWhere(), Clause.withoutAggregates(scope, "in WHERE"));
    List<Column> columns = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    boolean open = false;
    SqlNodeList distinctOn = null;
    for (SqlNode node : expanded(select.getSelectList(), scope)) {
      SqlNode item = node;
      if (item instanceof SqlCall call && call.getOperator().equals(DialectOperators.DISTINCT_ON)) {
        distinctOn = call.operand(0);
        item = call.operand(1);
      }
      open |= selectItem(item, clause, columns, aliases);
    }
    if (distinctOn != null) {
      for (SqlNode key : distinctOn) {
        expressions.resolve(
            key, key instanceof SqlIdentifier ? new Clause(scope, aliases, null) : clause);
      }
    }
    if (select.getGroup() != null) {
      expressions.resolve(select.getGroup(), new Clause(scope, aliases, "in GROUP BY"));
    }
    Clause after = new Clause(scope, aliases, null);
    expressions.resolve(select.getHaving(), after);
    expressions.resolve(select.getWindowList(), clause);
    expressions.resolve(select.getQualify(), after);
    if (orderList != null) {
      Set<String> outputs = new HashSet<>(aliases);
      columns.forEach(column -> outputs.add(column.name()));
      for (SqlNode key : orderList) {
        orderKey(key, scope, outputs, aliases);
      }
    }
    return new Output(columns, open);
  }

  /** A name alone in ORDER BY means a column of the result first; inside an expression too. */
  private void orderKey(SqlNode key, Scope scope, Set<String> outputs, Set<String> aliases)
      throws StatementRefused {
    SqlNode bare = key;
    while (bare.getKind() == SqlKind.DESCENDING
        || bare.getKind() == SqlKind.NULLS_FIRST
        || bare.getKind() == SqlKind.NULLS_LAST) {
      bare = ((SqlCall) bare).operand(0);
    }
    boolean name = bare instanceof SqlIdentifier id && id.isSimple();
    expressions.resolve(key, new Clause(scope, name ? outputs : aliases, null));
  }

  /** The items of a select list, with columns in the place of selectors. */
  SqlNodeList expanded(SqlNodeList items, Scope scope) throws StatementRefused {
    return new ColumnSelectors(scope, resolution).expanded(items);
  }

  /** Resolves an item of a select list; whether only the engine knows its name. */
  boolean selectItem(SqlNode item, Clause clause, List<Column> columns, Set<String> aliases)
      throws StatementRefused {
    if (item instanceof SqlIdentifier name && name.isStar()) {
      return star(name, item, Set.of(), clause, columns);
    }
    if (item instanceof SqlCall call && call.getOperator().equals(DialectOperators.STAR_WITH)) {
      expressions.resolve(call.operand(2), clause);
      return star(call.operand(0), item, new HashSet<>(simple(call.operand(1))), clause, columns);
    }
    expressions.resolve(item, clause);
    if (item.getKind() == SqlKind.AS) {
      String alias = Resolution.part(((SqlCall) item).operand(1), 0);
      aliases.add(alias);
      columns.add(new Column(alias, typeOf(((SqlCall) item).operand(0), clause.scope())));
      return false;
    }
    if (item instanceof SqlIdentifier name) {
      Column column = columnOf(name, clause.scope());
      if (column != null) {
        columns.add(column);
        return false;
      }
      if (name.isSimple()) {
        columns.add(new Column(Resolution.part(name, 0), null));
        return false;
      }
    }
    // what the engine calls it no text can say but a quoted label
    columns.add(new Column("", null));
    return true;
  }

  private boolean star(
      SqlIdentifier star, SqlNode whole, Set<String> excluded, Clause clause, List<Column> columns)
      throws StatementRefused {
    boolean bare = star.names.size() == 1;
    if (bare && clause.scope().items().isEmpty()) {
      throw Refusals.syntax("* needs a FROM clause", star.getParserPosition(), "*");
    }
    boolean open = false;
    Set<String> missing = new HashSet<>(excluded);
    Set<String> seen = new HashSet<>();
    List<String> qualifiers = new ArrayList<>();
    int first = columns.size();
    for (FromItem item : names.star(star, clause.scope())) {
      open |= item.isOpen();
      for (Column column : item.columns()) {
        missing.remove(column.name());
        boolean again = bare && clause.scope().isMerged(column.name()) && !seen.add(column.name());
        if (!excluded.contains(column.name()) && !again) {
          columns.add(column);
          qualifiers.add(item.qualifier());
        }
      }
    }
    resolution.star(
        whole,
        open
            ? new Star(List.of(), List.of())
            : new Star(qualifiers, List.copyOf(columns.subList(first, columns.size()))));
    if (!missing.isEmpty() && !open) {
      String name = missing.iterator().next();
      throw Refusals.unknownColumn(
          name,
          star.getParserPosition(),
          " to exclude",
          clause.scope().allColumns().stream().map(Column::name).toList());
    }
    return open;
  }

  /** The type of a plain column, null for all else. */
  private static String typeOf(SqlNode node, Scope scope) {
    Column column = node instanceof SqlIdentifier name ? columnOf(name, scope) : null;
    return column == null ? null : column.type();
  }

  /** The column that the whole name means; null if the name goes on into a struct. */
  static Column columnOf(SqlIdentifier name, Scope scope) {
    List<String> parts = Resolution.parts(name);
    int last = parts.size() - 1;
    for (Scope s = scope; s != null; s = s.outer()) {
      for (FromItem item : s.items()) {
        Column column =
            last == 0 || item.isNamed(parts, last) ? item.column(parts.get(last)) : null;
        if (column != null) {
          return column;
        }
      }
    }
    return null;
  }

  static List<String> simple(Iterable<SqlNode> list) {
    List<String> names = new ArrayList<>();
    for (SqlNode node : list) {
      names.add(Resolution.part((SqlIdentifier) node, 0));
    }
    return names;
  }
}
