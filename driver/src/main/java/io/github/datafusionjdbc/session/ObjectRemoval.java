package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.command.Drop;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.List;
import java.util.Optional;

/** DROP TABLE, VIEW and SCHEMA. */
final class ObjectRemoval {
  private final Execution execution;

  ObjectRemoval(Execution execution) {
    this.execution = execution;
  }

  long drop(Drop drop) throws SessionException {
    if (drop.kind() == Drop.Kind.SCHEMA) {
      dropSchema(drop);
    } else {
      ObjectName name = new ObjectName(drop.schema(), drop.name().orElseThrow());
      Optional<RelationKind> kind =
          execution.run(() -> execution.catalog().kind(name.schema(), name.name()));
      if (kind.isPresent()) {
        dropDependents(List.of(name), drop);
        drop(name.schema(), name.name(), kind.get());
      }
    }
    return 0;
  }

  private void dropSchema(Drop drop) throws SessionException {
    List<String> names =
        execution.run(() -> List.copyOf(execution.catalog().tables(drop.schema())));
    dropDependents(names.stream().map(name -> new ObjectName(drop.schema(), name)).toList(), drop);
    for (String name : names) {
      drop(
          drop.schema(),
          name,
          execution.run(() -> execution.catalog().kind(drop.schema(), name)).orElseThrow());
    }
    execution.perform(() -> execution.definitions().dropSchema(drop.schema()));
  }

  /** With RESTRICT there must be none; with CASCADE they are dropped first. */
  private void dropDependents(List<ObjectName> dropped, Drop drop) throws SessionException {
    List<ObjectName> dependents = new Dependents(execution).of(dropped);
    if (dependents.isEmpty()) {
      return;
    } else if (!drop.cascade()) {
      throw Errors.dependents(dropped.get(0), dependents);
    }
    for (ObjectName view : dependents) {
      boolean temporary = execution.temporary().find(view.schema(), view.name()).isPresent();
      Optional<String> refusing =
          temporary
              ? Optional.empty()
              : execution.admission().policy().refusingWrite(view.schema(), view.name());
      if (refusing.isPresent()) {
        throw Errors.dependentNotDropped(view, refusing.get());
      }
    }
    for (ObjectName view : dependents) {
      drop(view.schema(), view.name(), RelationKind.VIEW);
    }
  }

  private void drop(String schema, String name, RelationKind kind) throws SessionException {
    if (execution.temporary().remove(schema, name)) {
      return;
    } else if (kind == RelationKind.VIEW || kind == RelationKind.EXTERNAL_TABLE) {
      execution.perform(() -> execution.definitions().drop(schema, name));
      return;
    } else if (kind != RelationKind.TABLE) {
      throw Errors.notDropped(schema + "." + name);
    }
    execution.perform(
        () -> {
          Relation table = execution.catalog().find(schema, name, Optional.empty()).orElseThrow();
          DeltaSnapshot snapshot = execution.catalog().snapshot(table);
          execution.definitions().dropTable(schema, name, snapshot);
        });
  }
}
