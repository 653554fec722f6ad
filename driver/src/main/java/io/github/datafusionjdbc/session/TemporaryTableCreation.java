package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.MemoryTable;
import io.github.datafusionjdbc.engine.MemoryTableSpec;
import io.github.datafusionjdbc.engine.MemoryTableSpec.TextLimit;
import io.github.datafusionjdbc.engine.TableWriteSpec.Check;
import io.github.datafusionjdbc.metadata.CatalogEntry;
import io.github.datafusionjdbc.metadata.CatalogEntry.TemporaryTable;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** CREATE TEMPORARY TABLE, with columns or AS a query. */
final class TemporaryTableCreation {
  private final Execution execution;
  private final CreateTable create;
  private final ObjectName name;

  TemporaryTableCreation(Execution execution, CreateTable create) {
    this.execution = execution;
    this.create = create;
    this.name = create.name();
  }

  /** Gives the number of rows that the query brought; 0 without one. */
  long run() throws SessionException {
    Optional<CatalogEntry> existing = execution.temporary().find(name.schema(), name.name());
    if (existing.isPresent() && create.ifExists() == IfExists.SKIP) {
      return 0;
    } else if (existing.isPresent() && !(existing.get() instanceof TemporaryTable)) {
      throw Errors.otherTemporary(name);
    }
    TemporaryTable.Definition definition = definition();
    MemoryTable rows = rows(spec(definition));
    boolean kept = false;
    try {
      long count = rows.rowCount();
      kept = keep(new TemporaryTable(definition, rows));
      if (kept) {
        record(count);
        return count;
      } else if (create.ifExists() == IfExists.SKIP) {
        return 0;
      }
      throw Errors.tableExists(name);
    } finally {
      if (!kept) {
        rows.close();
      }
    }
  }

  private boolean keep(TemporaryTable table) {
    if (create.ifExists() != IfExists.REPLACE) {
      return execution.temporary().add(name.schema(), name.name(), table);
    }
    execution.temporary().put(name.schema(), name.name(), table);
    return true;
  }

  private MemoryTable rows(MemoryTableSpec spec) throws SessionException {
    return execution.run(
        () ->
            create.query().isPresent()
                ? execution
                    .admission()
                    .plan()
                    .collect(
                        spec,
                        execution.parameters(),
                        execution.systemRows(),
                        execution.cancellation().token())
                : execution.engine().openMemoryTable(spec.columns()));
  }

  /** What rows of the table have to be. */
  static MemoryTableSpec spec(TemporaryTable.Definition table) {
    return new MemoryTableSpec(
        table.columns().stream()
            .map(column -> new ArrowField(column.name(), column.type(), column.nullable()))
            .toList(),
        table.textLimits(),
        table.checks().entrySet().stream()
            .map(check -> new Check(check.getKey(), check.getValue()))
            .toList());
  }

  private TemporaryTable.Definition definition() throws SessionException {
    List<ArrowField> types = types();
    List<ColumnDetails> columns = new ArrayList<>();
    List<TextLimit> limits = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      ArrowField type = types.get(i);
      Optional<ColumnDefinition> declared =
          create.columns().isEmpty() ? Optional.empty() : Optional.of(create.columns().get(i));
      columns.add(
          new ColumnDetails(
              declared.map(ColumnDefinition::name).orElse(type.name()),
              type.type(),
              declared.map(ColumnDefinition::nullable).orElse(true),
              declared.flatMap(ColumnDefinition::comment).orElse(null),
              declared
                  .flatMap(ColumnDefinition::defaultValue)
                  .map(Expression::engineSql)
                  .orElse(null),
              null,
              false));
      limits.add(declared.flatMap(ColumnDefinition::type).map(this::limit).orElse(null));
    }
    Map<String, String> checks = new LinkedHashMap<>();
    create.checks().forEach(c -> checks.put(c.name(), c.expression().engineSql()));
    return new TemporaryTable.Definition(
        columns, limits, create.primaryKey(), checks, create.comment().orElse(null));
  }

  private List<ArrowField> types() throws SessionException {
    if (create.query().isEmpty()) {
      return execution
          .session()
          .pipeline()
          .typesOf(execution.admission(), create.columns(), execution.cancellation());
    }
    List<ArrowField> types = execution.queryColumns();
    if (!create.columns().isEmpty() && create.columns().size() != types.size()) {
      throw Errors.columnCounts(create.columns().size(), types.size());
    }
    return types;
  }

  private TextLimit limit(ColumnType type) {
    if (type instanceof ColumnType.Varchar varchar) {
      return new TextLimit(varchar.length(), false);
    }
    return type instanceof ColumnType.Char fixed ? new TextLimit(fixed.length(), true) : null;
  }

  private void record(long rows) {
    execution
        .artifact()
        .written(
            new WriteRecord(
                name.toString(),
                "CREATE TEMPORARY TABLE",
                Map.of(),
                List.of(),
                rows,
                OptionalLong.empty(),
                Map.of()));
  }
}
