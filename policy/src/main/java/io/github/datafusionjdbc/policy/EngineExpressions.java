package io.github.datafusionjdbc.policy;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** Reads the expressions of a temporary table, which the lane wrote itself. */
final class EngineExpressions {
  private final StatementCatalog catalog;
  private final FunctionCatalog functions;

  EngineExpressions(StatementCatalog catalog, FunctionCatalog functions) {
    this.catalog = catalog;
    this.functions = functions;
  }

  /** A canonical expression that names no column, as a canonical tree. */
  SqlNode constant(String engineSql) throws StatementRefused {
    SqlNode tree = new StatementParser("SELECT " + engineSql).parse(false).tree();
    SqlNode expression = ((SqlSelect) tree).getSelectList().get(0);
    Resolution resolution = new Resolution();
    new CommandScope(catalog, functions, resolution)
        .expressions()
        .resolve(expression, TableExpressions.Place.DEFAULT, "", List.of());
    return expression.accept(new Canonicalizer(resolution));
  }
}
