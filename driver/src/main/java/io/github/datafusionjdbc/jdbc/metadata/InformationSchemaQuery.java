package io.github.datafusionjdbc.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One query on information_schema, growing a conjunction from the arguments of a listing. Values
 * are bound, never written into the text.
 */
final class InformationSchemaQuery {
  private final String select;
  private final List<String> conditions = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /**
   * @param select everything before WHERE
   */
  InformationSchemaQuery(String select) {
    this.select = select;
  }

  /**
   * Narrows to an exact name. Null narrows nothing; an empty name means objects without that part
   * (java.sql.DatabaseMetaData), and where every object has one, none is found.
   */
  InformationSchemaQuery exact(String column, String name) {
    if (name != null) {
      conditions.add(column + " = ?");
      values.add(name);
    }
    return this;
  }

  /**
   * Narrows by a pattern with {@code %}, {@code _} and the escape character; null narrows nothing.
   * A pattern that can match one name only is compared as a name, so that only what it names is
   * loaded.
   */
  InformationSchemaQuery pattern(String column, String pattern) {
    if (pattern == null || pattern.equals("%")) {
      return this;
    }
    String name = SearchPattern.literalName(pattern);
    if (name != null) {
      return exact(column, name);
    }
    conditions.add(column + " LIKE ?");
    values.add(pattern);
    return this;
  }

  /** Narrows to one of the names: to nothing if there are none. */
  InformationSchemaQuery in(String column, List<String> names) {
    if (names.isEmpty()) {
      return exact(column, "");
    }
    conditions.add(
        column + " IN (" + String.join(", ", Collections.nCopies(names.size(), "?")) + ")");
    values.addAll(names);
    return this;
  }

  /**
   * Narrows a part of a name that no object has: null and the empty name find all, any other none.
   */
  InformationSchemaQuery absent(String column, String name) {
    return name == null || name.isEmpty() ? this : exact(column, name);
  }

  ResultSet orderBy(MetadataQueries queries, String columns) throws SQLException {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return queries.query(select + where + " ORDER BY " + columns, List.copyOf(values));
  }
}
