package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the resolvers of one statement share. */
final class CommandScope {
  private final StatementCatalog catalog;
  private final Resolution resolution;
  private final QueryResolver queries;
  private final TableExpressions expressions;
  private final SparkExpressions sparkExpressions;
  private final EngineExpressions engineExpressions;

  CommandScope(StatementCatalog catalog, FunctionCatalog functions, Resolution resolution) {
    this.catalog = catalog;
    this.resolution = resolution;
    this.queries = new QueryResolver(catalog, functions, resolution);
    this.expressions = new TableExpressions(queries.expressions(), functions, resolution);
    this.sparkExpressions = new SparkExpressions(catalog, functions);
    this.engineExpressions = new EngineExpressions(catalog, functions);
  }

  StatementCatalog catalog() {
    return catalog;
  }

  Resolution resolution() {
    return resolution;
  }

  QueryResolver queries() {
    return queries;
  }

  TableExpressions expressions() {
    return expressions;
  }

  SparkExpressions sparkExpressions() {
    return sparkExpressions;
  }

  EngineExpressions engineExpressions() {
    return engineExpressions;
  }

  /** The name of something that the statement makes, in a schema that is there. */
  ObjectName created(SqlIdentifier name) throws StatementRefused {
    ObjectName object = ObjectNames.of(name, catalog);
    if (!catalog.schemas().contains(object.schema())) {
      throw ObjectNames.unknownSchema(name, object, catalog);
    }
    ObjectNames.qualify(name, object, catalog, resolution);
    return object;
  }

  /** The table whose rows the statement changes. */
  Relation changed(SqlIdentifier name) throws StatementRefused {
    ObjectName object = ObjectNames.of(name, catalog);
    SqlParserPos pos = name.getComponentParserPosition(name.names.size() - 1);
    Optional<Relation> found;
    try {
      found = catalog.find(object.schema(), object.name(), Optional.empty());
    } catch (StatementRefused e) {
      throw e.line() > 0 ? e : Refusals.at(e.state(), e.rawMessage(), pos, object.name());
    }
    Relation table = found.orElseThrow(() -> ObjectNames.unknown(name, object, catalog));
    if (table.kind() != RelationKind.TABLE && table.kind() != RelationKind.TEMPORARY_TABLE) {
      throw Refusals.at(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + object.name() + "' is " + table.kind().displayName() + " and takes no rows",
          pos,
          object.name());
    }
    return table;
  }

  /**
   * Refuses to make what is there already.
   *
   * @param kind what is made
   */
  void mustBeFree(SqlIdentifier name, ObjectName object, IfExists ifExists, RelationKind kind)
      throws StatementRefused {
    Optional<RelationKind> taken = catalog.kind(object.schema(), object.name());
    boolean hides =
        kind == RelationKind.TEMPORARY_TABLE
            && taken.filter(other -> other != RelationKind.TEMPORARY_TABLE).isPresent();
    if (taken.isEmpty() || ifExists == IfExists.SKIP || hides) {
      return;
    }
    int last = name.names.size() - 1;
    if (ifExists == IfExists.FAIL) {
      throw Refusals.at(
          SqlState.DUPLICATE_TABLE,
          "'" + object.name() + "' is " + taken.get().displayName() + " already",
          name.getComponentParserPosition(last),
          object.name());
    }
    if (taken.get() != kind) {
      throw Refusals.at(
          SqlState.WRONG_OBJECT_TYPE,
          "'"
              + object.name()
              + "' is "
              + taken.get().displayName()
              + "; drop it first to make it "
              + kind.displayName(),
          name.getComponentParserPosition(last),
          object.name());
    }
  }

  /** What OR REPLACE and IF NOT EXISTS say together. */
  static IfExists ifExists(boolean orReplace, boolean ifNotExists, SqlNode statement)
      throws StatementRefused {
    if (orReplace && ifNotExists) {
      throw Refusals.syntax(
          "OR REPLACE and IF NOT EXISTS exclude each other", statement.getParserPosition(), null);
    }
    return orReplace ? IfExists.REPLACE : ifNotExists ? IfExists.SKIP : IfExists.FAIL;
  }
}
