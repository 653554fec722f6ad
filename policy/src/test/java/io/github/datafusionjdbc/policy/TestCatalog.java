package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Tables by name with columns as {@code name type, ..}; every table has the versions 0 to 9. */
final class TestCatalog implements StatementCatalog {
  private final String defaultSchema;
  private final Map<String, Map<String, List<RelationColumn>>> schemas = new TreeMap<>();
  private final Map<String, RelationKind> kinds = new HashMap<>();
  private final Map<String, TableRules> rules = new HashMap<>();
  private final Map<String, ViewDefinition> views = new HashMap<>();

  TestCatalog(String defaultSchema) {
    this.defaultSchema = defaultSchema;
    schemas.put(defaultSchema, new TreeMap<>());
  }

  TestCatalog with(String schema, String table, String columns) {
    List<RelationColumn> list = new ArrayList<>();
    for (String column : columns.split(";", -1)) {
      String text = column.strip();
      int space = text.indexOf(' ');
      list.add(
          space < 0
              ? new RelationColumn(text, "Int64", true)
              : new RelationColumn(text.substring(0, space), text.substring(space + 1), true));
    }
    schemas.computeIfAbsent(schema, name -> new LinkedHashMap<>()).put(table, list);
    return this;
  }

  @Override
  public String catalogName() {
    return "datafusion";
  }

  @Override
  public String defaultSchema() {
    return defaultSchema;
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version)
      throws StatementRefused {
    List<RelationColumn> columns = schemas.getOrDefault(schema, Map.of()).get(table);
    if (columns == null) {
      return Optional.empty();
    }
    if (version.isEmpty()) {
      return Optional.of(relation(schema, table, table, OptionalLong.of(9), columns));
    }
    long number =
        version.get() instanceof TableVersion.Number n
            ? n.version()
            : ((TableVersion.AsOf) version.get()).epochMicros() / 86_400_000_000L % 10;
    if (number > 9) {
      throw new StatementRefused(
          SqlState.INVALID_PARAMETER_VALUE,
          "table '" + table + "' has no version " + number,
          0,
          0,
          null);
    }
    return Optional.of(
        relation(schema, table, table + "@v" + number, OptionalLong.of(number), columns));
  }

  @Override
  public Collection<String> schemas() {
    return schemas.keySet();
  }

  @Override
  public Collection<String> tables(String schema) {
    return schemas.getOrDefault(schema, Map.of()).keySet();
  }

  @Override
  public Optional<RelationKind> kind(String schema, String table) {
    return schemas.getOrDefault(schema, Map.of()).containsKey(table)
        ? Optional.of(kinds.getOrDefault(schema + "." + table, RelationKind.TABLE))
        : Optional.empty();
  }

  /** Makes a table that was added before something else. */
  TestCatalog as(String schema, String table, RelationKind kind) {
    kinds.put(schema + "." + table, kind);
    return this;
  }

  /** Adds a view that is resolved in a schema; its columns are those of the query. */
  TestCatalog withView(
      String schema, String view, String columns, String defaultSchema, String query) {
    with(schema, view, columns).as(schema, view, RelationKind.VIEW);
    try {
      String payload = AstPayload.write(ParsedStatement.of(query).tree());
      List<String> labels =
          schemas.get(schema).get(view).stream().map(RelationColumn::name).toList();
      views.put(schema + "." + view, new ViewDefinition(payload, defaultSchema, labels));
    } catch (StatementRefused e) {
      throw new IllegalArgumentException(e);
    }
    return this;
  }

  /** Gives rules to a table that was added before. */
  TestCatalog ruled(String schema, String table, TableRules tableRules) {
    rules.put(schema + "." + table, tableRules);
    return this;
  }

  private Relation relation(
      String schema,
      String table,
      String engineName,
      OptionalLong version,
      List<RelationColumn> columns) {
    String key = schema + "." + table;
    return new TestRelation(
        schema,
        table,
        engineName,
        version,
        columns,
        kinds.getOrDefault(key, RelationKind.TABLE),
        rules.getOrDefault(key, TableRules.NONE),
        Optional.ofNullable(views.get(key)));
  }

  private record TestRelation(
      String schema,
      String table,
      String engineName,
      OptionalLong version,
      List<RelationColumn> columns,
      RelationKind kind,
      TableRules rules,
      Optional<ViewDefinition> view)
      implements Relation {}
}
