package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.TableExpressions.Place;
import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.ddl.CheckNode;
import io.github.datafusionjdbc.policy.ddl.ColumnNode;
import io.github.datafusionjdbc.policy.ddl.PrimaryKeyNode;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** The columns and constraints that a CREATE declares. */
final class ColumnDefinitions {
  private final String table;
  private final boolean delta;
  private final CommandScope scope;
  private final List<Column> columns = new ArrayList<>();
  private final List<ColumnType> types = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> constraintNames = new HashSet<>();
  private List<String> primaryKey = List.of();

  /**
   * @param delta whether the types are those of a Delta table, and not the engine's
   */
  ColumnDefinitions(String table, boolean delta, CommandScope scope) {
    this.table = table;
    this.delta = delta;
    this.scope = scope;
  }

  /** Names of the declared columns. */
  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  List<String> primaryKey() {
    return primaryKey;
  }

  /**
   * Checks the declarations.
   *
   * @param typed whether each column needs a type; if not, none may have one
   */
  void resolve(SqlNodeList columnNodes, SqlNodeList constraints, boolean typed)
      throws StatementRefused {
    for (SqlNode node : columnNodes) {
      declare((ColumnNode) node, typed);
    }
    for (SqlNode node : columnNodes) {
      expressions((ColumnNode) node);
    }
    for (SqlNode node : constraints) {
      if (node instanceof CheckNode check) {
        check(check);
      } else {
        primaryKey((PrimaryKeyNode) node);
      }
    }
  }

  private void declare(ColumnNode node, boolean typed) throws StatementRefused {
    SqlIdentifier id = node.columnName();
    String name = Resolution.part(id, 0);
    if (!names.add(key(name))) {
      throw Refusals.at(
          SqlState.DUPLICATE_COLUMN,
          "column '" + name + "' is declared twice",
          id.getParserPosition(),
          name);
    }
    if (typed && node.type() == null) {
      throw Refusals.at(
          SqlState.INVALID_COLUMN_DEFINITION,
          "column '" + name + "' needs a type",
          id.getParserPosition(),
          name);
    }
    ColumnType type = node.type() == null ? null : type(node.type());
    columns.add(new Column(name, type == null ? null : TypeNames.arrow(type)));
    if (type != null) {
      types.add(type);
    }
    if (node.isPrimaryKey()) {
      setPrimaryKey(List.of(name), node);
    }
    if (node.defaultValue() != null && node.generated() != null) {
      throw Refusals.at(
          SqlState.INVALID_COLUMN_DEFINITION,
          "column '" + name + "' is generated and cannot have a default",
          node.defaultValue().getParserPosition(),
          name);
    }
  }

  /** Two names that differ in case are one to Delta. */
  private String key(String name) {
    return delta ? name.toLowerCase(Locale.ROOT) : name;
  }

  private ColumnType type(TypeNode node) throws StatementRefused {
    if (!delta) {
      return EngineTypes.of(node);
    }
    ColumnType type = ColumnTypes.of(node);
    TypeNode canonical = TypeNames.canonical(type, node.getParserPosition());
    String before = node.typeName().getSimple();
    String after = canonical.typeName().getSimple();
    if (before.equals(after)) {
      scope.resolution().substitute(node, canonical);
    } else {
      scope.resolution().replace(node, canonical, "REWRITTEN", before, after);
    }
    return type;
  }

  private void expressions(ColumnNode node) throws StatementRefused {
    if (node.defaultValue() != null) {
      resolve(node.defaultValue(), Place.DEFAULT);
    }
    if (node.generated() != null) {
      resolve(node.generated(), Place.GENERATED);
    }
    for (SqlNode check : node.checks()) {
      check((CheckNode) check);
    }
  }

  private void check(CheckNode check) throws StatementRefused {
    if (check.constraintName() != null) {
      String name = Resolution.part(check.constraintName(), 0);
      if (!constraintNames.add(key(name))) {
        throw Refusals.at(
            SqlState.DUPLICATE_OBJECT,
            "there are two constraints named '" + name + "'",
            check.constraintName().getParserPosition(),
            name);
      }
    }
    resolve(check.condition(), Place.CHECK);
  }

  private void resolve(SqlNode expression, Place place) throws StatementRefused {
    scope.expressions().resolve(expression, place, table, columns);
  }

  private void primaryKey(PrimaryKeyNode node) throws StatementRefused {
    List<String> key = new ArrayList<>();
    for (SqlNode column : node.columns()) {
      String name = Resolution.part((SqlIdentifier) column, 0);
      mustBeColumn((SqlIdentifier) column);
      if (key.contains(name)) {
        throw Refusals.at(
            SqlState.DUPLICATE_COLUMN,
            "column '" + name + "' is in the primary key twice",
            column.getParserPosition(),
            name);
      }
      key.add(name);
    }
    setPrimaryKey(key, node);
  }

  private void setPrimaryKey(List<String> key, SqlNode node) throws StatementRefused {
    if (!primaryKey.isEmpty()) {
      throw Refusals.at(
          SqlState.INVALID_TABLE_DEFINITION,
          "a table has one primary key",
          node.getParserPosition(),
          null);
    }
    primaryKey = List.copyOf(key);
  }

  /** Refuses a name that no declared column has. */
  void mustBeColumn(SqlIdentifier id) throws StatementRefused {
    String name = Resolution.part(id, 0);
    if (!names().contains(name)) {
      throw Refusals.unknownColumn(name, id.getParserPosition(), " in '" + table + "'", names());
    }
  }

  /** The columns of the canonical tree. */
  List<ColumnDefinition> columns(SqlNodeList canonical) throws StatementRefused {
    List<ColumnDefinition> result = new ArrayList<>();
    for (int i = 0; i < canonical.size(); i++) {
      ColumnNode node = (ColumnNode) canonical.get(i);
      String name = columns.get(i).name();
      result.add(
          new ColumnDefinition(
              name,
              types.isEmpty() ? Optional.empty() : Optional.of(types.get(i)),
              !node.isNotNull() && !primaryKey.contains(name),
              node.defaultValue() == null
                  ? Optional.empty()
                  : Optional.of(TableExpressions.of(node.defaultValue(), columns, delta)),
              node.generated() == null
                  ? Optional.empty()
                  : Optional.of(TableExpressions.of(node.generated(), columns, delta)),
              ColumnTypes.text(node.comment())));
    }
    return result;
  }

  /** The conditions of the canonical tree, each with a name. */
  List<CheckConstraint> checks(SqlNodeList canonicalColumns, SqlNodeList constraints)
      throws StatementRefused {
    List<CheckConstraint> result = new ArrayList<>();
    for (int i = 0; i < canonicalColumns.size(); i++) {
      for (SqlNode check : ((ColumnNode) canonicalColumns.get(i)).checks()) {
        add((CheckNode) check, table + "_" + columns.get(i).name() + "_check", result);
      }
    }
    for (SqlNode constraint : constraints) {
      if (constraint instanceof CheckNode check) {
        add(check, table + "_check", result);
      }
    }
    return result;
  }

  private void add(CheckNode check, String name, List<CheckConstraint> result)
      throws StatementRefused {
    String unique;
    if (check.constraintName() != null) {
      unique = check.constraintName().getSimple();
    } else {
      unique = name;
      for (int i = 1; !constraintNames.add(key(unique)); i++) {
        unique = name + i;
      }
    }
    result.add(new CheckConstraint(unique, TableExpressions.of(check.condition(), columns, delta)));
  }
}
