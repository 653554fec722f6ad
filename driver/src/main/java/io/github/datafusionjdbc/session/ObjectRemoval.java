package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.command.Drop;
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
      String name = drop.name().orElseThrow();
      Optional<RelationKind> kind =
          execution.run(() -> execution.catalog().kind(drop.schema(), name));
      if (kind.isPresent()) {
        drop(drop.schema(), name, kind.get());
      }
    }
    return 0;
  }

  private void dropSchema(Drop drop) throws SessionException {
    List<String> names =
        execution.run(() -> List.copyOf(execution.catalog().tables(drop.schema())));
    for (String name : names) {
      drop(
          drop.schema(),
          name,
          execution.run(() -> execution.catalog().kind(drop.schema(), name)).orElseThrow());
    }
    execution.run(
        () -> {
          execution.definitions().dropSchema(drop.schema());
          return null;
        });
  }

  private void drop(String schema, String name, RelationKind kind) throws SessionException {
    if (execution.temporary().remove(schema, name)) {
      return;
    } else if (kind == RelationKind.VIEW || kind == RelationKind.EXTERNAL_TABLE) {
      execution.run(
          () -> {
            execution.definitions().drop(schema, name);
            return null;
          });
      return;
    } else if (kind != RelationKind.TABLE) {
      throw Errors.notDropped(schema + "." + name);
    }
    execution.run(
        () -> {
          Relation table = execution.catalog().find(schema, name, Optional.empty()).orElseThrow();
          DeltaSnapshot snapshot = execution.catalog().snapshot(table);
          execution.definitions().dropTable(schema, name, snapshot);
          return null;
        });
  }
}
