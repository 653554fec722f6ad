package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationColumn;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.StatementCatalog;
import io.github.datafusionjdbc.policy.TableRules;
import io.github.datafusionjdbc.policy.TableVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tables of schema public that are queries, as the lane looks them up. */
record QueryCatalog(Map<String, String> tables, Columns columns) implements StatementCatalog {
  /** Tells the columns of a table. */
  interface Columns {
    List<ArrowField> of(String table, Map<String, String> tables);
  }

  private record QueryRelation(String table, List<RelationColumn> columns) implements Relation {
    @Override
    public String schema() {
      return "public";
    }

    @Override
    public String engineName() {
      return table;
    }

    @Override
    public OptionalLong version() {
      return OptionalLong.empty();
    }

    @Override
    public RelationKind kind() {
      return RelationKind.TABLE;
    }

    @Override
    public TableRules rules() {
      return TableRules.NONE;
    }
  }

  @Override
  public String catalogName() {
    return "datafusion";
  }

  @Override
  public String defaultSchema() {
    return "public";
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version) {
    if (!schema.equals("public") || !tables.containsKey(table)) {
      return Optional.empty();
    }
    return Optional.of(
        new QueryRelation(
            table,
            columns.of(table, tables).stream()
                .map(f -> new RelationColumn(f.name(), ArrowTypeText.of(f.type()), f.nullable()))
                .toList()));
  }

  @Override
  public Optional<RelationKind> kind(String schema, String table) {
    return schema.equals("public") && tables.containsKey(table)
        ? Optional.of(RelationKind.TABLE)
        : Optional.empty();
  }

  @Override
  public Collection<String> schemas() {
    return List.of("public");
  }

  @Override
  public Collection<String> tables(String schema) {
    return tables.keySet();
  }
}
