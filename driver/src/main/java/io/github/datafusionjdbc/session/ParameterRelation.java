package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ParameterRows;
import io.github.datafusionjdbc.engine.SystemTable;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.engine.TableSource;
import io.github.datafusionjdbc.policy.command.Insert;
import java.util.ArrayList;
import java.util.List;

/** Rows of values as the relation that the query of a batch reads. */
final class ParameterRelation {
  private ParameterRelation() {}

  static TableBinding binding(String catalog, ParameterRows rows) {
    List<ArrowField> columns = new ArrayList<>();
    for (int i = 0; i < rows.count(); i++) {
      ArrowType type = rows.type(i).orElse(new ArrowType.Utf8(ArrowType.Layout.OFFSETS));
      columns.add(new ArrowField(Insert.parameterColumn(i), type, true));
    }
    return binding(catalog, new SystemTable(columns));
  }

  /**
   * @param rows with the columns {@link Insert#parameterColumn}
   */
  static TableBinding binding(String catalog, TableSource rows) {
    return new TableBinding(catalog, Insert.PARAMETERS, Insert.PARAMETERS, rows);
  }
}
