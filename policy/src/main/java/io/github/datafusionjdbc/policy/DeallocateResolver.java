package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.Deallocate;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.session.DeallocateNode;

/** DEALLOCATE. */
final class DeallocateResolver implements CommandResolver {
  private final DeallocateNode deallocate;
  private final CommandScope scope;

  DeallocateResolver(DeallocateNode deallocate, CommandScope scope) {
    this.deallocate = deallocate;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DEALLOCATE;
  }

  @Override
  public void resolve() throws StatementRefused {
    PreparedStatements.find(deallocate.statementName(), scope.catalog());
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new Deallocate(Resolution.part(deallocate.statementName(), 0));
  }
}
