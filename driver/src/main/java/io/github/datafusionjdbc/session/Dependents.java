package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.CatalogModel.TableEntry;
import io.github.datafusionjdbc.metadata.CatalogModel.TableType;
import io.github.datafusionjdbc.policy.AdmittedStatement;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The views that read something, directly or through others. They are resolved anew, so that a view
 * that was replaced counts as it is now; one that cannot be read any more depends on nothing.
 */
final class Dependents {
  private final Execution execution;

  Dependents(Execution execution) {
    this.execution = execution;
  }

  /**
   * Views that read one of these objects and are none of them.
   *
   * @param objects as this session sees them: of a temporary one only temporary views count, as
   *     others read what it hides
   */
  List<ObjectName> of(List<ObjectName> objects) throws SessionException {
    Set<String> temporary = new HashSet<>();
    execution.temporary().names().forEach(name -> temporary.add(name.toString()));
    Set<String> any = new HashSet<>();
    objects.forEach(name -> any.add(name.toString()));
    Set<String> lasting = new HashSet<>(any);
    lasting.removeAll(temporary);
    List<ObjectName> found = new ArrayList<>();
    for (ObjectName view : views()) {
      Set<String> wanted = temporary.contains(view.toString()) ? any : lasting;
      if (!any.contains(view.toString()) && reads(view).stream().anyMatch(wanted::contains)) {
        found.add(view);
      }
    }
    return found;
  }

  private List<ObjectName> views() throws SessionException {
    return execution.run(
        () -> {
          List<ObjectName> views = new ArrayList<>();
          for (String schema : execution.catalog().schemaNames()) {
            for (TableEntry entry : execution.catalog().tableEntries(schema)) {
              if (entry.type() == TableType.VIEW) {
                views.add(new ObjectName(schema, entry.name()));
              }
            }
          }
          return views;
        });
  }

  private Set<String> reads(ObjectName view) throws SessionException {
    Set<String> names = new HashSet<>();
    try {
      AdmittedStatement query =
          execution
              .session()
              .pipeline()
              .check(
                  "TABLE " + SqlText.name(view.schema()) + "." + SqlText.name(view.name()),
                  execution.catalog(),
                  Policy.STANDARD,
                  execution.cancellation());
      names.addAll(query.views().keySet());
      for (Relation relation : query.relations()) {
        names.add(relation.schema() + "." + relation.table());
      }
    } catch (SessionException e) {
      SessionException stopped = execution.cancellation().reasonIfStopped();
      if (stopped != null) {
        throw stopped;
      }
    }
    return names;
  }
}
