package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.spark.SparkReader;
import io.github.datafusionjdbc.policy.spark.SparkSqlException;
import io.github.datafusionjdbc.policy.spark.ValueKind;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Reads the expressions that a Delta table's metadata has: Spark's SQL, possibly written by others.
 * They pass the same checks as the expressions of a statement.
 */
final class SparkExpressions {
  private final FunctionCatalog functions;
  private final StatementCatalog catalog;

  SparkExpressions(StatementCatalog catalog, FunctionCatalog functions) {
    this.catalog = catalog;
    this.functions = functions;
  }

  /**
   * The expression as a canonical tree for the engine.
   *
   * @param sparkSql as in the metadata
   * @param what the expression is, for messages, such as "constraint 'positive'"
   * @param columns the table's columns
   * @throws StatementRefused 0A000 if the lane cannot read it, naming it and what is wrong with it
   */
  SqlNode toEngine(String sparkSql, TableExpressions.Place place, String what, List<Column> columns)
      throws StatementRefused {
    try {
      SqlNode tree = new StatementParser(sparkSql).parseSparkExpression();
      SqlNode engine =
          SparkReader.toEngine(tree, name -> exact(name, columns), name -> kind(name, columns));
      Resolution resolution = new Resolution();
      new CommandScope(catalog, functions, resolution)
          .expressions()
          .resolve(engine, place, "", columns);
      return engine.accept(new Canonicalizer(resolution));
    } catch (StatementRefused e) {
      throw refused(what, sparkSql, e.rawMessage());
    } catch (SparkSqlException e) {
      throw refused(what, sparkSql, e.getMessage());
    }
  }

  private static StatementRefused refused(String what, String sparkSql, String why) {
    return Refusals.at(
        SqlState.FEATURE_NOT_SUPPORTED,
        what + ", which is \"" + sparkSql + "\" in Spark's SQL, cannot be kept: " + why,
        SqlParserPos.ZERO,
        null);
  }

  /** Spark finds columns and fields whatever their case. */
  private static SqlIdentifier exact(SqlIdentifier name, List<Column> columns) {
    List<String> parts = new ArrayList<>();
    List<SqlParserPos> positions = new ArrayList<>();
    List<Column> fields = columns;
    for (int i = 0; i < name.names.size(); i++) {
      Column found = null;
      for (Column field : fields) {
        if (field.name().equalsIgnoreCase(name.names.get(i))) {
          found = field;
        }
      }
      if (found == null) {
        return null;
      }
      parts.add(found.name());
      positions.add(name.getComponentParserPosition(i).withQuoting(true));
      fields =
          found.type() != null && StructFields.isStruct(found.type())
              ? StructFields.of(found.type())
              : List.of();
    }
    return parts.size() == 1
        ? DialectOperators.exactName(parts.get(0), positions.get(0))
        : new SqlIdentifier(parts, null, name.getParserPosition(), positions);
  }

  /** The kind of a column, or of a field in it, by its exact name. */
  static ValueKind kind(SqlIdentifier name, List<Column> columns) {
    String type = null;
    List<Column> fields = columns;
    for (String part : name.names) {
      type = null;
      for (Column field : fields) {
        if (field.name().equals(part)) {
          type = field.type();
        }
      }
      fields = type != null && StructFields.isStruct(type) ? StructFields.of(type) : List.of();
    }
    return ValueKind.ofArrow(type);
  }
}
