package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.Prepare;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.dml.InsertNode;
import io.github.datafusionjdbc.policy.session.PrepareNode;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** PREPARE: the statement is checked now, and again with its arguments when it is executed. */
final class PrepareResolver implements CommandResolver {
  private final PrepareNode prepare;
  private final CommandScope scope;
  private final List<String> types = new ArrayList<>();
  private String name;
  private int parameterCount;

  PrepareResolver(PrepareNode prepare, CommandScope scope) {
    this.prepare = prepare;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.PREPARE;
  }

  @Override
  public void resolve() throws StatementRefused {
    name = Resolution.part(prepare.statementName(), 0);
    if (scope.catalog().prepared(name).isPresent()) {
      throw Refusals.at(
          SqlState.DUPLICATE_PREPARED_STATEMENT,
          "there is a prepared statement '" + name + "' already; DEALLOCATE it first",
          prepare.statementName().getParserPosition(),
          name);
    }
    for (SqlNode type : prepare.types()) {
      types.add(((SqlDataTypeSpec) type).getTypeName().getSimple());
    }
    parameterCount = StatementParser.parameters(prepare.statement());
    if (!types.isEmpty() && types.size() < parameterCount) {
      throw Refusals.syntax(
          "the statement has "
              + parameterCount
              + " parameters, but "
              + types.size()
              + (types.size() == 1 ? " type is" : " types are")
              + " declared",
          prepare.types().getParserPosition(),
          null);
    }
    parameterCount = Math.max(parameterCount, types.size());
    if (prepare.statement() instanceof InsertNode insert) {
      new InsertResolver(insert, scope).resolve();
    } else {
      scope.queries().resolve(prepare.statement());
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    PreparedDefinition definition =
        new PreparedDefinition(
            AstPayload.write(prepare.statement()), types, parameterCount, List.of());
    return new Prepare(name, definition, query(((PrepareNode) canonical).statement()));
  }

  private Optional<String> query(SqlNode canonical) {
    if (canonical instanceof InsertNode) {
      return Optional.empty();
    }
    List<SqlNode> parameters = new ArrayList<>();
    for (int i = 0; i < parameterCount; i++) {
      parameters.add(new SqlDynamicParam(i, SqlParserPos.ZERO));
    }
    List<SqlNode> typed = PreparedStatements.typed(parameters, types);
    return Optional.of(EngineSql.of(canonical.accept(new PreparedStatements.Substitution(typed))));
  }
}
