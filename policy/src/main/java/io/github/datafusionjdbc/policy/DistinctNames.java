package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.Resolution.Star;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Tells apart the items of a select list that the engine would give one name, which it refuses: a
 * later one gets an alias of its own. The engine names an expression by its text without casts, so
 * that {@code a} and {@code CAST(a AS BIGINT)} are one name; and it adds the columns of ORDER BY to
 * the list.
 */
final class DistinctNames {
  private static final int LONGEST_NAME = 64;

  /**
   * The first item of a name.
   *
   * @param position which column of the result it is, from 0; -1 if only the engine knows
   */
  private record First(SqlNode item, int position) {}

  private final Resolution resolution;
  private final SqlSelect select;
  private final SqlNodeList items;
  private final Map<String, First> firsts = new HashMap<>();
  private final Set<String> bare = new HashSet<>();
  private final Set<String> qualified = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final List<OutputLabel> labels = new ArrayList<>();
  private List<SqlNode> renamed;
  private int position;

  private DistinctNames(Resolution resolution, SqlSelect select) {
    this.resolution = resolution;
    this.select = select;
    this.items = select.getSelectList();
  }

  /**
   * @param select a canonical SELECT; it stays as it is
   * @param parsed its select list as it was parsed
   * @return the same, or another with aliases
   */
  static SqlSelect in(SqlSelect select, SqlNodeList parsed, Resolution resolution) {
    return select.getSelectList().size() < 2
        ? select
        : new DistinctNames(resolution, select).apart(parsed);
  }

  /**
   * The same for a SELECT whose names are apart, before its ORDER BY.
   *
   * @param keys the canonical keys
   */
  static SqlSelect ordered(SqlSelect select, SqlNodeList keys, Resolution resolution) {
    boolean casts = false;
    for (SqlNode item : select.getSelectList()) {
      casts |= withoutCasts(item) != item;
    }
    return casts && !select.isDistinct()
        ? new DistinctNames(resolution, select).apartFromKeys(keys)
        : select;
  }

  private SqlSelect apart(SqlNodeList parsed) {
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      SqlNode written = parsed.get(i);
      if (isDistinctOn(item)) {
        item = ((SqlCall) item).operand(1);
        written = ((SqlCall) written).operand(1);
      }
      Star star = resolution.star(written);
      if (star != null) {
        star(star);
      } else {
        item(i, item);
      }
    }
    return done();
  }

  private void star(Star star) {
    for (int i = 0; i < star.columns().size(); i++) {
      String simple = star.columns().get(i).name();
      String qualifier = star.qualifiers().get(i);
      List<String> parts = qualifier == null ? List.of(simple) : List.of(qualifier, simple);
      SqlIdentifier column = Resolution.name(parts, SqlParserPos.ZERO);
      firsts.putIfAbsent(EngineSql.columnName(column), new First(column, position));
      qualified.add(simple);
      taken.add(simple);
      advance();
    }
    if (star.columns().isEmpty()) {
      position = -1;
    }
  }

  private void item(int index, SqlNode item) {
    String name = EngineSql.columnName(item);
    String simple = simpleName(item);
    boolean column = item instanceof SqlIdentifier || isColumnByItsName(item);
    boolean again = firsts.containsKey(name);
    if (simple != null) {
      again |= (column ? bare : qualified).contains(simple) || (!column && bare.contains(simple));
    }
    if (again) {
      rename(index, item, name, simple);
    } else {
      firsts.put(name, new First(item, position));
      if (simple != null) {
        (column ? qualified : bare).add(simple);
        taken.add(simple);
      }
    }
    advance();
  }

  private void advance() {
    position = position < 0 ? position : position + 1;
  }

  private void rename(int index, SqlNode item, String name, String simple) {
    SqlNode cast = withoutCasts(item);
    String stem = simple == null ? simpleName(cast) : simple;
    String alias = freeName(stem == null ? name : stem);
    First first = firsts.get(name);
    if (simple != null) {
      labels.add(new OutputLabel(alias, simple, -1));
    } else if (first.item() instanceof SqlIdentifier id && id.names.size() <= 2) {
      labels.add(new OutputLabel(alias, String.join(".", id.names), -1));
    } else if (first.position() >= 0) {
      labels.add(new OutputLabel(alias, null, first.position()));
    }
    replace(index, item, alias);
  }

  private void replace(int index, SqlNode item, String alias) {
    if (renamed == null) {
      renamed = new ArrayList<>(items.getList());
    }
    SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    renamed.set(
        index,
        SqlStdOperatorTable.AS.createCall(
            item.getParserPosition(),
            expression,
            Resolution.name(List.of(alias), item.getParserPosition())));
    resolution.record("ALIASED", item.getParserPosition(), EngineSql.ofExpression(item), alias);
  }

  private SqlSelect apartFromKeys(SqlNodeList keys) {
    Set<String> texts = new HashSet<>();
    for (SqlNode item : items) {
      texts.add(EngineSql.ofExpression(item));
      String simple = simpleName(item);
      taken.add(simple == null ? "" : simple);
    }
    Set<String> added = new HashSet<>();
    for (SqlNode key : keys) {
      key.accept(new MissingColumns(texts, added));
    }
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      SqlNode inside = withoutCasts(item);
      if (inside != item
          && inside instanceof SqlIdentifier id
          && added.contains(EngineSql.columnName(id))) {
        String alias = freeName(id.names.get(id.names.size() - 1));
        labels.add(new OutputLabel(alias, String.join(".", id.names), -1));
        replace(i, item, alias);
      }
    }
    return done();
  }

  private SqlSelect done() {
    if (renamed == null) {
      return select;
    }
    SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
    copy.setSelectList(new SqlNodeList(renamed, items.getParserPosition()));
    resolution.labels(select, copy, labels);
    return copy;
  }

  private String freeName(String base) {
    String stem = base.length() > LONGEST_NAME ? "column" : base;
    int number = 1;
    while (!taken.add(stem + ':' + number)) {
      number++;
    }
    return stem + ':' + number;
  }

  /** The label where the item itself says it: an alias, or the name of a column. */
  private static String simpleName(SqlNode item) {
    if (item.getKind() == SqlKind.AS) {
      return ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
    }
    return item instanceof SqlIdentifier id && id.names.size() <= 2
        ? id.names.get(id.names.size() - 1)
        : null;
  }

  private static SqlNode withoutCasts(SqlNode item) {
    SqlNode inside = item;
    while (inside.getKind() == SqlKind.CAST || inside.getKind() == SqlKind.SAFE_CAST) {
      inside = ((SqlCall) inside).operand(0);
    }
    return inside;
  }

  private static boolean isDistinctOn(SqlNode item) {
    return item instanceof SqlCall call && call.getOperator().equals(DialectOperators.DISTINCT_ON);
  }

  /** Whether a column has its own name as an alias, which the engine takes away. */
  private static boolean isColumnByItsName(SqlNode item) {
    return item.getKind() == SqlKind.AS
        && ((SqlCall) item).operand(0) instanceof SqlIdentifier id
        && id.names.size() <= 2
        && id.names.get(id.names.size() - 1).equals(simpleName(item));
  }

  /** Columns of a key of ORDER BY that the select list does not have. */
  private static final class MissingColumns extends SqlBasicVisitor<Void> {
    private final Set<String> selected;
    private final Set<String> missing;

    MissingColumns(Set<String> selected, Set<String> missing) {
      this.selected = selected;
      this.missing = missing;
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (!selected.contains(EngineSql.ofExpression(name))) {
        missing.add(EngineSql.columnName(name));
      }
      return null;
    }

    @Override
    public Void visit(SqlCall call) {
      return QueryResolver.isQuery(call) || selected.contains(EngineSql.ofExpression(call))
          ? null
          : super.visit(call);
    }
  }
}
