package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.CopiedFiles;
import io.github.datafusionjdbc.engine.CopySpec;
import io.github.datafusionjdbc.engine.FileFormat;
import io.github.datafusionjdbc.engine.TableWriteSpec.Check;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.Copy;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.CreateSchema;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.Drop;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.TableChange;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Executes commands: what the lane resolved is done to the warehouse. */
final class CommandExecutor {
  private final Execution execution;

  CommandExecutor(Execution execution) {
    this.execution = execution;
  }

  /**
   * Gives the number of rows written.
   *
   * @throws SessionException why it failed; 0A000 for a change that is not executed yet
   */
  long execute(StatementCommand command) throws SessionException {
    if (command instanceof Insert insert) {
      return insert(insert);
    } else if (command instanceof CreateTable create) {
      return create.temporary()
          ? new TemporaryTableCreation(execution, create).run()
          : new TableCreation(execution, create).run();
    } else if (command instanceof CreateView create) {
      new ViewCreation(execution, create).run();
      return 0;
    } else if (command instanceof CreateExternalTable create) {
      new ExternalTableCreation(execution, create).run();
      return 0;
    } else if (command instanceof CreateSchema create) {
      return createSchema(create);
    } else if (command instanceof Drop drop) {
      return new ObjectRemoval(execution).drop(drop);
    } else if (command instanceof Copy copy) {
      return copy(copy);
    } else if (command instanceof TableChange change) {
      throw Errors.of(change.refusal());
    }
    throw new IllegalStateException("no way to execute " + execution.statement().kind());
  }

  private long copy(Copy copy) throws SessionException {
    Map<String, String> options = new TreeMap<>(copy.options());
    boolean overwrite = Boolean.parseBoolean(options.remove("overwrite"));
    String target = execution.run(() -> execution.definitions().uriOf(copy.path()));
    execution.places().check(target);
    CopiedFiles copied =
        execution.copy(
            new CopySpec(
                target,
                FileFormat.valueOf(copy.format().name()),
                options,
                copy.partitionColumns(),
                overwrite));
    execution
        .artifact()
        .written(
            new WriteRecord(
                target,
                "COPY",
                copy.options(),
                copied.files().stream()
                    .map(f -> new WriteRecord.File(f.uri(), OptionalLong.empty(), f.size()))
                    .toList(),
                copied.rows(),
                OptionalLong.empty(),
                Map.of()));
    return copied.rows();
  }

  private long createSchema(CreateSchema create) throws SessionException {
    boolean created =
        execution.run(
            () ->
                execution.definitions().createSchema(create.name(), create.comment().orElse(null)));
    if (!created && create.ifExists() == IfExists.FAIL) {
      throw Errors.schemaExists(create.name());
    }
    return 0;
  }

  private long insert(Insert insert) throws SessionException {
    return execution.insert(sink(execution, insert));
  }

  static RowSink sink(Execution execution, Insert insert) throws SessionException {
    return insert.target().kind() == RelationKind.TEMPORARY_TABLE
        ? new TemporaryTableInsert(execution, insert)
        : new TableInsert(execution, insert);
  }

  static List<Check> checks(List<CheckConstraint> constraints) {
    return constraints.stream()
        .map(check -> new Check(check.name(), check.expression().engineSql()))
        .toList();
  }
}
