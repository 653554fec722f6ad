package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Looks tables up in the catalog, with the version asked for, and gives them the engine's name. */
final class TableResolver {
  private final StatementCatalog catalog;
  private final Resolution resolution;
  private final ViewExpander views;

  TableResolver(StatementCatalog catalog, Resolution resolution, ViewExpander views) {
    this.catalog = catalog;
    this.resolution = resolution;
    this.views = views;
  }

  /**
   * A table, or a table AS OF a version, as an item of FROM.
   *
   * @param alias the user's alias, null if there is none
   */
  FromItem resolve(SqlNode node, String alias) throws StatementRefused {
    Optional<TableVersion> version = Optional.empty();
    SqlIdentifier name;
    if (node instanceof SqlCall asOf) {
      name = asOf.operand(0);
      version = Optional.of(AsOf.version(asOf));
    } else {
      name = (SqlIdentifier) node;
    }
    Relation relation = find(name, version);
    List<String> written = Resolution.parts(name);
    String qualifier = alias == null ? String.join(".", written) : alias;
    SqlNode table;
    String reason;
    if (relation.kind() == RelationKind.VIEW) {
      withoutVersion(version, name);
      table = views.expand(relation, name.getParserPosition());
      reason = "EXPANDED";
    } else {
      List<String> engineName =
          List.of(catalog.catalogName(), relation.schema(), relation.engineName());
      resolution.pinned(relation.schema() + '\0' + relation.engineName(), relation);
      table = Resolution.name(engineName, name.getParserPosition());
      reason = version.isPresent() ? "VERSIONED" : "QUALIFIED";
    }
    String before = String.join(".", name.names);
    String after =
        table instanceof SqlIdentifier whole ? whole.toString() : "the query of view " + before;
    if (alias != null) {
      resolution.replace(node, table, reason, before, after);
    } else {
      // without the alias the engine would label columns by the table's full name
      SqlNode aliased =
          SqlStdOperatorTable.AS.createCall(
              name.getParserPosition(),
              table,
              Resolution.name(List.of(qualifier), name.getParserPosition()));
      resolution.replace(node, aliased, reason, before, after);
      resolution.record("ALIASED", name.getParserPosition(), before, qualifier);
    }
    List<Column> columns = new ArrayList<>(relation.columns().size());
    for (RelationColumn column : relation.columns()) {
      columns.add(new Column(column.name(), column.type()));
    }
    List<String> path =
        alias == null
            ? List.of(catalog.catalogName(), relation.schema(), relation.table())
            : List.of();
    return new FromItem(alias == null ? relation.table() : alias, path, qualifier, columns, false);
  }

  private static void withoutVersion(Optional<TableVersion> version, SqlIdentifier name)
      throws StatementRefused {
    if (version.isPresent()) {
      throw Refusals.at(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + Resolution.part(name, name.names.size() - 1) + "' is a view and has no versions",
          name.getParserPosition(),
          null);
    }
  }

  private Relation find(SqlIdentifier name, Optional<TableVersion> version)
      throws StatementRefused {
    ObjectName object = ObjectNames.of(name, catalog);
    String schema = object.schema();
    String table = object.name();
    Optional<Relation> relation;
    try {
      relation = catalog.find(schema, table, version);
    } catch (StatementRefused refused) {
      throw refused.line() > 0
          ? refused
          : Refusals.at(refused.state(), refused.rawMessage(), name.getParserPosition(), table);
    }
    if (relation.isPresent()) {
      return relation.get();
    }
    throw ObjectNames.unknown(name, object, catalog);
  }

  static boolean isAsOf(SqlNode node) {
    return node instanceof SqlCall call
        && (call.getOperator().equals(DialectOperators.VERSION_AS_OF)
            || call.getOperator().equals(DialectOperators.TIMESTAMP_AS_OF));
  }
}
