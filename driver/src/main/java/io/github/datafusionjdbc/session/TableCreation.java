package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.metadata.ColumnTypes;
import io.github.datafusionjdbc.metadata.Definitions;
import io.github.datafusionjdbc.metadata.kernel.DeltaCommitter;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.metadata.kernel.NewTable;
import io.github.datafusionjdbc.metadata.kernel.TableDefinition;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** CREATE TABLE of a Delta table, with columns or AS a query. */
final class TableCreation {
  private final Execution execution;
  private final CreateTable create;
  private final ObjectName name;

  TableCreation(Execution execution, CreateTable create) {
    this.execution = execution;
    this.create = create;
    this.name = create.name();
  }

  /** Gives the number of rows that the query brought; 0 without one. */
  long run() throws SessionException {
    if (create.ifExists() == IfExists.SKIP && isTaken()) {
      return 0;
    }
    Optional<DeltaSnapshot> existing = existing();
    Definitions definitions = execution.definitions();
    String root =
        existing.isPresent() ? existing.get().root() : execution.run(() -> folder(definitions));
    execution.places().check(root);
    NewTable table = execution.run(() -> NewTable.of(name.toString(), definition(root), existing));
    DeltaCommitter committer = definitions.committer(name.schema(), name.name(), root);
    TableWrite write = new TableWrite(execution, name.toString(), operation(), parameters());
    TableWrite.Commit commit =
        (operation, written) ->
            existing.isPresent()
                ? committer.replace(existing.get(), table, operation, written.files(), readsTable())
                : committer.create(table, operation, written.files());
    try {
      if (create.query().isPresent()) {
        write.write(
            table.writeSpec(root, CommandExecutor.checks(create.checks())),
            execution.admission().plan(),
            execution.parameters(),
            execution.systemRows());
      }
      long rows = write.commit(commit);
      register(existing.isPresent(), root);
      return rows;
    } catch (SessionException e) {
      if (e.state() == SqlState.DUPLICATE_TABLE && create.ifExists() == IfExists.SKIP) {
        return 0;
      }
      throw e;
    }
  }

  private boolean isTaken() throws SessionException {
    return execution.run(() -> execution.catalog().kind(name.schema(), name.name()).isPresent());
  }

  private Optional<DeltaSnapshot> existing() throws SessionException {
    return execution.run(
        () -> {
          Optional<Relation> found =
              execution.catalog().find(name.schema(), name.name(), Optional.empty());
          return found.map(execution.catalog()::snapshot);
        });
  }

  private boolean readsTable() {
    return execution.statement().relations().stream()
        .anyMatch(r -> r.schema().equals(name.schema()) && r.table().equals(name.name()));
  }

  private String folder(Definitions definitions) throws SessionException {
    boolean inMemory = execution.engine().options().warehouse().startsWith("memory:");
    if (inMemory && create.location().isEmpty()) {
      throw Errors.noTableInMemory(name);
    }
    return create.location().isPresent()
        ? definitions.locationOf(create.location().get())
        : definitions.folderFor(name.schema(), name.name());
  }

  private void register(boolean exists, String root) throws SessionException {
    if (!exists && create.location().isPresent()) {
      boolean registered =
          execution.run(() -> execution.definitions().register(name.schema(), name.name(), root));
      if (!registered) {
        throw Errors.tableExists(name);
      }
    }
  }

  private TableDefinition definition(String root) throws SessionException {
    Map<String, String> properties = new TreeMap<>(create.properties());
    if (root.equals(execution.definitions().folderFor(name.schema(), name.name()))) {
      properties.put(Definitions.MANAGED, name.toString());
    }
    return new TableDefinition(
        columns(),
        create.partitionColumns(),
        properties,
        create.checks(),
        create.primaryKey(),
        create.comment());
  }

  /** Of a query's columns the names and types, where the statement does not say them. */
  private List<ColumnDefinition> columns() throws SessionException {
    if (create.query().isEmpty()) {
      return create.columns();
    }
    List<ArrowField> fields = execution.queryColumns();
    if (!create.columns().isEmpty() && create.columns().size() != fields.size()) {
      throw Errors.columnCounts(create.columns().size(), fields.size());
    }
    List<ColumnDefinition> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      ArrowField field = fields.get(i);
      Optional<ColumnDefinition> declared =
          create.columns().isEmpty() ? Optional.empty() : Optional.of(create.columns().get(i));
      String column = declared.map(ColumnDefinition::name).orElse(field.name());
      columns.add(
          new ColumnDefinition(
              column,
              Optional.of(ColumnTypes.of(column, field.type())),
              declared.map(ColumnDefinition::nullable).orElse(true),
              declared.flatMap(ColumnDefinition::defaultValue),
              Optional.empty(),
              declared.flatMap(ColumnDefinition::comment)));
    }
    return columns;
  }

  private String operation() {
    String verb =
        create.ifExists() == IfExists.REPLACE ? "CREATE OR REPLACE TABLE" : "CREATE TABLE";
    return create.query().isPresent() ? verb + " AS SELECT" : verb;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("partitionBy", JsonText.of(create.partitionColumns()));
    parameters.put("isManaged", Boolean.toString(create.location().isEmpty()));
    parameters.put("properties", JsonText.of(create.properties()));
    create.comment().ifPresent(comment -> parameters.put("description", comment));
    return parameters;
  }
}
