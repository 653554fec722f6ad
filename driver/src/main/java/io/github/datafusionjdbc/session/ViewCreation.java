package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.metadata.CatalogEntry;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CREATE VIEW: the query is planned for its columns, which stay the view's, and is not run. */
final class ViewCreation {
  private final Execution execution;
  private final CreateView create;
  private final ObjectName name;

  ViewCreation(Execution execution, CreateView create) {
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
    if (!create.temporary()) {
      mustOutliveSession();
    }
    CatalogEntry.View view = view();
    if (!creation.put(view)) {
      throw Errors.viewExists(name);
    }
  }

  private void mustOutliveSession() throws SessionException {
    List<String> read = new ArrayList<>(execution.statement().views().keySet());
    execution.statement().relations().forEach(r -> read.add(r.schema() + "." + r.table()));
    for (ObjectName temporary : execution.temporary().names()) {
      if (read.contains(temporary.toString())) {
        throw Errors.viewOfTemporary(name, temporary);
      }
    }
  }

  private CatalogEntry.View view() throws SessionException {
    List<ArrowField> query = execution.queryColumns();
    if (!create.columns().isEmpty() && create.columns().size() != query.size()) {
      throw Errors.columnCounts(create.columns().size(), query.size());
    }
    List<String> labels = new ArrayList<>();
    List<ArrowField> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < query.size(); i++) {
      ArrowField field = query.get(i);
      String column = create.columns().isEmpty() ? field.name() : create.columns().get(i);
      if (!seen.add(column)) {
        throw Errors.columnTwice(name, column);
      }
      labels.add(field.name());
      columns.add(new ArrowField(column, field.type(), field.nullable()));
    }
    return new CatalogEntry.View(
        create.definition().payload(),
        create.definition().defaultSchema(),
        create.query().sql(),
        labels,
        columns,
        create.comment().orElse(null));
  }
}
