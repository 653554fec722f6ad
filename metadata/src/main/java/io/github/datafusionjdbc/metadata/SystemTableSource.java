package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.SystemFilter;
import java.util.List;

/** A table whose rows are made in Java for each statement. */
public interface SystemTableSource {
  /** Its schema: information_schema or diagnostics. */
  String schema();

  /** Its name. */
  String name();

  /** Its columns: types of {@link ArrowRows} only. */
  List<ArrowField> columns();

  /**
   * The rows. Those that fail a filter may be left out; the engine filters again.
   *
   * @param filters predicates of the statement, a conjunction
   * @param model the catalog as the statement sees it
   */
  ArrowRows rows(List<SystemFilter> filters, CatalogModel model);
}
