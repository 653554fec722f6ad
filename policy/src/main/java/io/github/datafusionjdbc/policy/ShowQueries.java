package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.session.ShowNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * The queries on information_schema that SHOW stands for. Names and patterns are put into their
 * trees, never into their texts; the columns are those of the engine's own SHOW.
 */
final class ShowQueries {
  private static final String LIKE_ALL = "%";

  private static final Map<String, String> TEXTS =
      Map.of(
          "TABLES",
          "SELECT table_catalog, table_schema, table_name, table_type"
              + " FROM information_schema.tables"
              + " WHERE table_schema LIKE $1 AND table_name LIKE $2"
              + " ORDER BY table_schema, table_name",
          "SCHEMAS",
          "SELECT catalog_name, schema_name FROM information_schema.schemata"
              + " WHERE schema_name LIKE $2 ORDER BY schema_name",
          "COLUMNS",
          "SELECT table_catalog, table_schema, table_name, column_name, data_type, is_nullable"
              + " FROM information_schema.columns"
              + " WHERE table_schema = $1 AND table_name = $3 AND column_name LIKE $2"
              + " ORDER BY ordinal_position",
          "COLUMNS FULL",
          "SELECT * FROM information_schema.columns"
              + " WHERE table_schema = $1 AND table_name = $3 AND column_name LIKE $2"
              + " ORDER BY ordinal_position",
          "CREATE",
          "SELECT table_catalog, table_schema, table_name, view_definition AS definition"
              + " FROM information_schema.views WHERE table_schema = $1 AND table_name = $3",
          "FUNCTIONS",
          "SELECT r.routine_name AS function_name, r.data_type AS return_type,"
              + " array_agg(p.data_type ORDER BY p.ordinal_position) AS parameter_types,"
              + " r.function_type, r.remarks AS description"
              + " FROM information_schema.routines r LEFT JOIN information_schema.parameters p"
              + " ON p.specific_name = r.specific_name AND p.parameter_mode = 'IN'"
              + " WHERE r.routine_name LIKE $2"
              + " GROUP BY r.routine_name, r.specific_name, r.data_type, r.function_type, r.remarks"
              + " ORDER BY r.routine_name, r.specific_name",
          "SETTING",
          "SELECT name, value FROM information_schema.df_settings"
              + " WHERE name LIKE $1 ORDER BY name",
          "SETTING FULL",
          "SELECT name, value, description FROM information_schema.df_settings"
              + " WHERE name LIKE $1 ORDER BY name");

  private ShowQueries() {}

  /** The query, as if it had been parsed. */
  static SqlNode of(ShowNode show, StatementCatalog catalog) throws StatementRefused {
    SqlIdentifier name = show.objectName();
    String first = LIKE_ALL;
    String third = null;
    switch (show.what()) {
      case "TABLES" -> {
        if (name != null) {
          first = escaped(schema(name, catalog));
        }
      }
      case "COLUMNS", "CREATE" -> {
        ObjectName object = ObjectNames.of(name, catalog);
        if (catalog.kind(object.schema(), object.name()).isEmpty()) {
          throw ObjectNames.unknown(name, object, catalog);
        }
        first = object.schema();
        third = object.name();
      }
      case "SETTING" -> {
        first = setting(show).map(ShowQueries::escaped).orElse(LIKE_ALL);
      }
      default -> {}
    }
    String pattern = show.pattern() == null ? LIKE_ALL : show.pattern().getValueAs(String.class);
    String text = TEXTS.get(show.isFull() ? show.what() + " FULL" : show.what());
    List<String> values = List.of(first, pattern, third == null ? "" : third);
    return ParsedStatement.of(text)
        .tree()
        .accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDynamicParam parameter) {
                return SqlLiteral.createCharString(
                    values.get(parameter.getIndex()), SqlParserPos.ZERO);
              }
            });
  }

  /** The setting that is asked for; empty if it is none or all. */
  static Optional<String> setting(ShowNode show) {
    return show.what().equals("SETTING") && !show.objectName().getSimple().equals("all")
        ? Optional.of(setting(show.objectName().getSimple()))
        : Optional.empty();
  }

  private static String setting(String name) {
    return name.equals("timezone") || name.equals("time.zone")
        ? "datafusion.execution.time_zone"
        : name;
  }

  private static String schema(SqlIdentifier name, StatementCatalog catalog)
      throws StatementRefused {
    List<String> parts = Resolution.parts(name);
    String schema = parts.get(parts.size() - 1);
    if (!catalog.schemas().contains(schema)) {
      throw Refusals.unknownSchema(
          schema, name.getComponentParserPosition(parts.size() - 1), catalog.schemas());
    }
    return schema;
  }

  /** A pattern that only the text itself fits. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
