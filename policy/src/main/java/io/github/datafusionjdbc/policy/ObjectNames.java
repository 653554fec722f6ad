package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Reads the names of tables and views. */
final class ObjectNames {
  private ObjectNames() {}

  /** The whole name; whether there is such an object is not asked. */
  static ObjectName of(SqlIdentifier name, StatementCatalog catalog) throws StatementRefused {
    List<String> parts = Resolution.parts(name);
    int size = parts.size();
    if (size > 3) {
      throw Refusals.syntax(
          "a table's name has at most three parts: catalog, schema and table",
          name.getComponentParserPosition(3),
          parts.get(3));
    }
    if (size == 3 && !parts.get(0).equals(catalog.catalogName())) {
      throw Refusals.unknownCatalog(
          parts.get(0), name.getComponentParserPosition(0), catalog.catalogName());
    }
    String schema = size == 1 ? catalog.defaultSchema() : parts.get(size - 2);
    return new ObjectName(schema, parts.get(size - 1));
  }

  /** The refusal of a name that stands for nothing. */
  static StatementRefused unknown(SqlIdentifier name, ObjectName object, StatementCatalog catalog) {
    int size = name.names.size();
    if (size > 1 && !catalog.schemas().contains(object.schema())) {
      return unknownSchema(name, object, catalog);
    }
    return Refusals.unknownTable(
        object.name(),
        name.getComponentParserPosition(size - 1),
        object.schema(),
        catalog.tables(object.schema()));
  }

  /** The refusal of a name whose schema does not exist. */
  static StatementRefused unknownSchema(
      SqlIdentifier name, ObjectName object, StatementCatalog catalog) {
    int schemaPart = Math.max(0, name.names.size() - 2);
    return Refusals.unknownSchema(
        object.schema(), name.getComponentParserPosition(schemaPart), catalog.schemas());
  }

  /** The whole name in the place of what was written. */
  static void qualify(
      SqlIdentifier name, ObjectName object, StatementCatalog catalog, Resolution resolution) {
    List<String> whole = List.of(catalog.catalogName(), object.schema(), object.name());
    if (!whole.equals(name.names)) {
      resolution.replace(name, Resolution.name(whole, name.getParserPosition()), "QUALIFIED");
    }
  }
}
