package io.github.datafusionjdbc.policy;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Resolves names of columns. A name that means one column of one item of FROM gets its qualifier; a
 * name that means a column of the select list or one merged by USING stays bare.
 */
final class NameResolver {
  private final Resolution resolution;

  NameResolver(Resolution resolution) {
    this.resolution = resolution;
  }

  /** A name of a column, or of a field inside one. */
  void resolve(SqlIdentifier name, Clause clause) throws StatementRefused {
    List<String> parts = Resolution.parts(name);
    if (clause.aliases().contains(parts.get(0))) {
      return;
    }
    for (Scope scope = clause.scope(); scope != null; scope = scope.outer()) {
      if (resolveIn(scope, name, parts, clause)) {
        return;
      }
    }
    if (!isEnginesOwn(clause.scope(), parts.size() > 1)) {
      throw unknown(name, parts, clause);
    }
  }

  /**
   * Whether only the engine can tell: a subquery without alias lets the names of its own tables
   * through, and some labels are made by the engine.
   */
  private static boolean isEnginesOwn(Scope from, boolean qualified) {
    for (Scope scope = from; scope != null; scope = scope.outer()) {
      for (FromItem item : scope.items()) {
        if (qualified ? item.qualifier() == null : item.isOpen()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The items that {@code *} or {@code t.*} stands for. */
  List<FromItem> star(SqlIdentifier star, Scope scope) throws StatementRefused {
    int qualifiers = star.names.size() - 1;
    if (qualifiers == 0) {
      return scope.items();
    }
    List<String> parts = Resolution.parts(star);
    FromItem item = scope.item(parts, qualifiers);
    if (item == null) {
      throw Refusals.unknownQualifier(
          parts.get(qualifiers - 1), part(star, qualifiers - 1), aliases(scope));
    }
    if (item.qualifier() != null) {
      List<String> canonical = List.of(item.qualifier(), "");
      if (!canonical.equals(star.names)) {
        resolution.replace(star, Resolution.name(canonical, star.getParserPosition()), "QUALIFIED");
      }
    }
    return List.of(item);
  }

  private boolean resolveIn(Scope scope, SqlIdentifier name, List<String> parts, Clause clause)
      throws StatementRefused {
    for (int qualifiers = Math.min(3, parts.size() - 1); qualifiers > 0; qualifiers--) {
      FromItem item = scope.item(parts, qualifiers);
      if (item != null) {
        String columnName = parts.get(qualifiers);
        Column column = item.column(columnName);
        if (column != null) {
          fields(name, parts, qualifiers, column);
          qualify(name, parts, qualifiers, item, clause);
          return true;
        }
        if (item.isOpen() && isLabel(name, qualifiers)) {
          qualify(name, parts, qualifiers, item, clause);
          return true;
        }
        if (bareColumn(scope, parts.get(0)) == null) {
          throw Refusals.unknownColumn(
              columnName, part(name, qualifiers), " in '" + item.displayName() + "'", names(item));
        }
      }
    }
    return resolveBare(scope, name, parts, clause);
  }

  private boolean resolveBare(Scope scope, SqlIdentifier name, List<String> parts, Clause clause)
      throws StatementRefused {
    FromItem item = bareColumn(scope, parts.get(0));
    if (item == null) {
      return scope.isOpen() && parts.size() == 1 && isLabel(name, 0);
    }
    boolean merged = scope.isMerged(parts.get(0));
    if (!merged) {
      List<String> owners = owners(scope, parts.get(0));
      if (owners.size() > 1) {
        throw Refusals.ambiguousColumn(parts.get(0), part(name, 0), owners);
      }
    }
    fields(name, parts, 0, item.column(parts.get(0)));
    if (!merged) {
      qualify(name, parts, 0, item, clause);
    }
    return true;
  }

  /** Whether the part reads like a label that the engine makes of an expression. */
  private static boolean isLabel(SqlIdentifier name, int part) {
    String text = name.names.get(part);
    return name.isComponentQuoted(part)
        && (text.indexOf('(') >= 0 || text.indexOf(' ') >= 0 || text.indexOf('[') >= 0);
  }

  private static FromItem bareColumn(Scope scope, String column) {
    for (FromItem item : scope.items()) {
      if (item.column(column) != null) {
        return item;
      }
    }
    return null;
  }

  private static List<String> owners(Scope scope, String column) {
    List<String> owners = new ArrayList<>();
    for (FromItem item : scope.items()) {
      if (item.column(column) != null) {
        owners.add(item.displayName());
      }
    }
    return owners;
  }

  private void fields(SqlIdentifier name, List<String> parts, int columnPart, Column column)
      throws StatementRefused {
    String path = column.name();
    String type = column.type();
    for (int i = columnPart + 1; i < parts.size() && type != null; i++) {
      List<Column> fields = StructFields.isStruct(type) ? StructFields.of(type) : List.of();
      Column field = null;
      for (Column candidate : fields) {
        if (candidate.name().equals(parts.get(i))) {
          field = candidate;
        }
      }
      if (field == null) {
        throw Refusals.unknownField(
            parts.get(i), part(name, i), path, fields.stream().map(Column::name).toList());
      }
      path = path + "." + field.name();
      type = field.type();
    }
  }

  private void qualify(
      SqlIdentifier name, List<String> parts, int columnPart, FromItem item, Clause clause) {
    if (item.qualifier() == null || !means(clause.scope(), item)) {
      return;
    }
    List<String> canonical = new ArrayList<>(parts.size() - columnPart + 1);
    canonical.add(item.qualifier());
    canonical.addAll(parts.subList(columnPart, parts.size()));
    if (!canonical.equals(name.names)) {
      resolution.replace(name, Resolution.name(canonical, name.getParserPosition()), "QUALIFIED");
    }
  }

  /** Whether the item's qualifier, seen from the scope, means the item and no nearer one. */
  private static boolean means(Scope from, FromItem item) {
    for (Scope scope = from; scope != null; scope = scope.outer()) {
      for (FromItem candidate : scope.items()) {
        if (item.qualifier().equals(candidate.qualifier())) {
          return candidate.equals(item);
        }
      }
    }
    return false;
  }

  private static StatementRefused unknown(SqlIdentifier name, List<String> parts, Clause clause) {
    Scope scope = clause.scope();
    if (parts.size() > 1) {
      return Refusals.unknownQualifier(parts.get(0), part(name, 0), aliases(scope));
    }
    List<String> candidates = new ArrayList<>(clause.aliases());
    List<String> tables = new ArrayList<>();
    for (Scope s = scope; s != null; s = s.outer()) {
      for (FromItem item : s.items()) {
        tables.add(item.displayName());
        candidates.addAll(names(item));
      }
    }
    String where =
        switch (tables.size()) {
          case 0 -> ": the query has no FROM";
          case 1 -> " in '" + tables.get(0) + "'";
          default -> " in any of " + String.join(", ", tables);
        };
    return Refusals.unknownColumn(parts.get(0), part(name, 0), where, candidates);
  }

  private static List<String> names(FromItem item) {
    return item.columns().stream().map(Column::name).toList();
  }

  private static List<String> aliases(Scope scope) {
    List<String> aliases = new ArrayList<>();
    for (Scope s = scope; s != null; s = s.outer()) {
      for (FromItem item : s.items()) {
        if (item.alias() != null) {
          aliases.add(item.alias());
        }
      }
    }
    return aliases;
  }

  private static SqlParserPos part(SqlIdentifier name, int i) {
    return name.getComponentParserPosition(i);
  }
}
