package io.github.datafusionjdbc.policy;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Reads the names of schemas. */
final class SchemaNames {
  private SchemaNames() {}

  /** The schema's own name; the canonical tree has the catalog before it. */
  static String of(SqlIdentifier name, CommandScope scope) throws StatementRefused {
    List<String> parts = Resolution.parts(name);
    int size = parts.size();
    String catalog = scope.catalog().catalogName();
    if (size > 2) {
      throw Refusals.syntax(
          "a schema's name has at most two parts: catalog and schema",
          name.getComponentParserPosition(2),
          parts.get(2));
    }
    if (size == 2 && !parts.get(0).equals(catalog)) {
      throw Refusals.unknownCatalog(parts.get(0), name.getComponentParserPosition(0), catalog);
    }
    String schema = parts.get(size - 1);
    List<String> whole = List.of(catalog, schema);
    if (!whole.equals(name.names)) {
      scope
          .resolution()
          .replace(name, Resolution.name(whole, name.getParserPosition()), "QUALIFIED");
    }
    return schema;
  }
}
