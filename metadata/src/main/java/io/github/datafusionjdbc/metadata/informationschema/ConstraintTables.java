package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.number;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;

import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;

/** Keys and other constraints: empty as long as tables declare none. */
final class ConstraintTables {
  private ConstraintTables() {}

  static List<SystemTableSource> all() {
    return List.of(tableConstraints(), keyColumnUsage(), referentialConstraints());
  }

  private static SystemTableSource tableConstraints() {
    return RowTable.empty(
        "table_constraints",
        List.of(
            text("constraint_catalog"),
            text("constraint_schema"),
            text("constraint_name"),
            text("table_catalog"),
            text("table_schema"),
            text("table_name"),
            text("constraint_type"),
            text("is_deferrable"),
            text("initially_deferred"),
            text("enforced")));
  }

  private static SystemTableSource keyColumnUsage() {
    return RowTable.empty(
        "key_column_usage",
        List.of(
            text("constraint_catalog"),
            text("constraint_schema"),
            text("constraint_name"),
            text("table_catalog"),
            text("table_schema"),
            text("table_name"),
            text("column_name"),
            number("ordinal_position"),
            number("position_in_unique_constraint")));
  }

  private static SystemTableSource referentialConstraints() {
    return RowTable.empty(
        "referential_constraints",
        List.of(
            text("constraint_catalog"),
            text("constraint_schema"),
            text("constraint_name"),
            text("unique_constraint_catalog"),
            text("unique_constraint_schema"),
            text("unique_constraint_name"),
            text("match_option"),
            text("update_rule"),
            text("delete_rule")));
  }
}
