package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.QueryResolver.Output;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.Copy;
import io.github.datafusionjdbc.policy.command.FileFormat;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.dml.CopyNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** COPY TO. */
final class CopyResolver implements CommandResolver {
  private final CopyNode copy;
  private final CommandScope scope;
  private String path;
  private FileFormat format;
  private Map<String, String> options;
  private List<String> columns;

  CopyResolver(CopyNode copy, CommandScope scope) {
    this.copy = copy;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.COPY;
  }

  @Override
  public void resolve() throws StatementRefused {
    path = copy.path().getValueAs(String.class);
    if (path.isBlank()) {
      throw Refusals.syntax("COPY needs a path", copy.path().getParserPosition(), null);
    }
    format =
        copy.format() == null
            ? FileOptions.formatOf(path, copy.path().getParserPosition())
            : FileOptions.format(copy.format());
    options = FileOptions.of(copy.options(), format, FileOptions.Use.WRITE);
    SqlNode source = copy.source();
    if (source instanceof SqlIdentifier table) {
      // COPY t is COPY (TABLE t), which the resolver makes SELECT * FROM t
      source = SqlStdOperatorTable.EXPLICIT_TABLE.createCall(table.getParserPosition(), table);
    }
    Output output = scope.queries().resolve(source);
    if (copy.source() instanceof SqlIdentifier table) {
      SqlNode query = source.accept(new Canonicalizer(scope.resolution()));
      scope.resolution().substitute(table, query);
    }
    columns = SourceQueries.columns(source, output);
    partition();
  }

  private void partition() throws StatementRefused {
    List<String> seen = new ArrayList<>();
    for (SqlNode node : copy.partition()) {
      SqlIdentifier id = (SqlIdentifier) node;
      String name = Resolution.part(id, 0);
      if (seen.contains(name)) {
        throw Refusals.at(
            SqlState.DUPLICATE_COLUMN,
            "column '" + name + "' is in PARTITIONED BY twice",
            id.getParserPosition(),
            name);
      }
      seen.add(name);
      if (!columns.isEmpty() && !columns.contains(null) && !columns.contains(name)) {
        throw Refusals.unknownColumn(name, id.getParserPosition(), " in the source", columns);
      }
    }
    boolean kept = "true".equalsIgnoreCase(options.get(FileOptions.KEEP_PARTITION_COLUMNS));
    if (!seen.isEmpty() && seen.size() == columns.size() && !kept) {
      throw Refusals.at(
          SqlState.INVALID_TABLE_DEFINITION,
          "a file needs a column that is no partition column",
          copy.partition().getParserPosition(),
          null);
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    CopyNode node = (CopyNode) canonical;
    SqlNodeList partition = node.partition();
    return new Copy(
        SourceQueries.of(node.source(), columns),
        path,
        format,
        QueryResolver.simple(partition),
        options);
  }
}
