package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.metadata.SystemTableSource;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The schema information_schema. Its tables carry the column names of ISO/IEC 9075-11, as far as a
 * column can have a value here, and columns of our own after them. Positions count from 1.
 */
public final class InformationSchema {
  /** Its name. */
  public static final String NAME = "information_schema";

  private InformationSchema() {}

  /**
   * All tables of the schema. They hold no state of a statement and may be shared.
   *
   * @param functions asked only when a statement reads routines or parameters
   */
  public static List<SystemTableSource> tables(Supplier<FunctionCatalog> functions) {
    return Stream.of(
            CatalogTables.all(),
            ColumnsTable.all(),
            ConstraintTables.all(),
            RoutineTables.all(functions),
            TypeInfoTable.all())
        .flatMap(List::stream)
        .toList();
  }
}
