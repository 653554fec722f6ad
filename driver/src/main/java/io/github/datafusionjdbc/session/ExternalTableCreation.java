package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ExternalTableSpec;
import io.github.datafusionjdbc.engine.FileFormat;
import io.github.datafusionjdbc.metadata.CatalogEntry;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** CREATE EXTERNAL TABLE. */
final class ExternalTableCreation {
  private final Execution execution;
  private final CreateExternalTable create;
  private final ObjectName name;

  ExternalTableCreation(Execution execution, CreateExternalTable create) {
    this.execution = execution;
    this.create = create;
    this.name = create.name();
  }

  void run() throws SessionException {
    EntryCreation creation =
        new EntryCreation(execution, name, create.temporary(), create.ifExists());
    if (!creation.isNeeded()) {
      return;
    }
    for (String location : create.locations()) {
      execution.places().check(execution.run(() -> execution.definitions().uriOf(location)));
    }
    List<ArrowField> declared = declared();
    CatalogEntry.ExternalFiles entry =
        execution.run(
            () ->
                execution
                    .definitions()
                    .externalFiles(
                        FileFormat.valueOf(create.format().name()),
                        create.locations(),
                        create.options(),
                        create.partitionColumns(),
                        declared,
                        orders()));
    checkOrders(entry);
    if (!creation.put(entry)) {
      throw Errors.tableExists(name);
    }
  }

  private List<List<ExternalTableSpec.SortKey>> orders() {
    return create.orders().stream()
        .map(
            keys ->
                keys.stream()
                    .map(
                        k ->
                            new ExternalTableSpec.SortKey(
                                k.column(), k.descending(), k.nullsFirst()))
                    .toList())
        .toList();
  }

  /** Of columns that the files told the lane knew nothing. */
  private static void checkOrders(CatalogEntry.ExternalFiles entry) throws SessionException {
    List<String> columns = entry.columns().stream().map(ArrowField::name).toList();
    for (List<ExternalTableSpec.SortKey> keys : entry.orders()) {
      for (ExternalTableSpec.SortKey key : keys) {
        if (!columns.contains(key.column())) {
          throw Errors.unknownSortColumn(key.column(), columns);
        }
      }
    }
  }

  private List<ArrowField> declared() throws SessionException {
    if (create.columns().isEmpty()) {
      return List.of();
    }
    List<ArrowField> types =
        execution
            .session()
            .pipeline()
            .typesOf(execution.admission(), create.columns(), execution.cancellation());
    List<ArrowField> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      ColumnDefinition column = create.columns().get(i);
      columns.add(new ArrowField(column.name(), types.get(i).type(), column.nullable()));
    }
    return columns;
  }
}
