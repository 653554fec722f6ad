package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.Copy;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.command.Prepare;
import io.github.datafusionjdbc.policy.command.SourceQuery;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query that a command has, in the engine's dialect. */
final class WriteQuery {
  private WriteQuery() {}

  /** Empty for a command without one. */
  static Optional<String> of(StatementCommand command) {
    if (command instanceof Insert insert) {
      return Optional.of(insert(insert, insert.source()));
    } else if (command instanceof CreateTable create) {
      return create.query().map(SourceQuery::sql);
    } else if (command instanceof CreateView view) {
      return Optional.of(view.query().sql());
    } else if (command instanceof Copy copy) {
      return Optional.of(copy.source().sql());
    } else if (command instanceof Prepare prepare) {
      return prepare.query();
    }
    return Optional.empty();
  }

  /** A row of NULLs of the declared types, which are the engine's. */
  static String nullsOf(List<ColumnDefinition> columns) {
    return columns.stream()
        .map(
            column ->
                "CAST(NULL AS "
                    + engineType(column.type().orElseThrow())
                    + ") AS "
                    + SqlText.name(column.name()))
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  /** The limit of a text is no part of its type. */
  private static String engineType(ColumnType type) {
    return type instanceof ColumnType.EngineOnly engine ? engine.sql() : "VARCHAR";
  }

  /** Of an INSERT that has a query for rows of parameters. */
  static String ofBatch(Insert insert) {
    return insert(insert, insert.batch().orElseThrow());
  }

  /**
   * A generated column is an expression of the others as the table will hold them. These go to the
   * write as they are, which converts them and tells a value that does not fit; so the expression
   * has casts of its own.
   */
  private static String insert(Insert insert, SourceQuery source) {
    if (insert.generated().isEmpty()) {
      return source.sql();
    }
    Map<String, String> generated =
        insert.generated().stream()
            .collect(
                Collectors.toMap(
                    Insert.Generated::column, column -> column.expression().engineSql()));
    List<String> output = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    for (var column : insert.target().columns()) {
      String name = SqlText.name(column.name());
      if (generated.containsKey(column.name())) {
        output.add("(" + generated.get(column.name()) + ") AS " + name);
      } else {
        String given = SqlText.name(column.name() + " as given");
        output.add(given + " AS " + name);
        inner.add(name + " AS " + given);
        inner.add("arrow_cast(" + name + ", " + SqlText.literal(column.type()) + ") AS " + name);
      }
    }
    return "SELECT "
        + String.join(", ", output)
        + " FROM (SELECT "
        + String.join(", ", inner)
        + " FROM ("
        + source.sql()
        + ") AS \"given\" ("
        + insert.columns().stream().map(SqlText::name).collect(Collectors.joining(", "))
        + ")) AS \"typed\"";
  }
}
