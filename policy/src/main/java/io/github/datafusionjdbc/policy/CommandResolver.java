package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.AlterTableNode;
import io.github.datafusionjdbc.policy.ddl.CreateExternalTableNode;
import io.github.datafusionjdbc.policy.ddl.CreateSchemaNode;
import io.github.datafusionjdbc.policy.ddl.CreateTableNode;
import io.github.datafusionjdbc.policy.ddl.CreateViewNode;
import io.github.datafusionjdbc.policy.ddl.DropNode;
import io.github.datafusionjdbc.policy.dml.CopyNode;
import io.github.datafusionjdbc.policy.dml.InsertNode;
import io.github.datafusionjdbc.policy.session.DeallocateNode;
import io.github.datafusionjdbc.policy.session.PrepareNode;
import io.github.datafusionjdbc.policy.session.SetNode;
import io.github.datafusionjdbc.policy.session.UseNode;

/** Resolves one statement that is no query: first its tree, then what the canonical tree asks. */
interface CommandResolver {
  StatementKind kind();

  /** Checks the parsed tree and finds out what its names mean. */
  void resolve() throws StatementRefused;

  /** What the canonical form of the same tree does. */
  StatementCommand command(TypedNode canonical) throws StatementRefused;

  /**
   * @param resolution takes what is found out
   */
  static CommandResolver of(
      TypedNode node, StatementCatalog catalog, FunctionCatalog functions, Resolution resolution) {
    CommandScope scope = new CommandScope(catalog, functions, resolution);
    if (node instanceof CreateTableNode create) {
      return new CreateTableResolver(create, scope);
    }
    if (node instanceof CreateExternalTableNode create) {
      return new CreateExternalTableResolver(create, scope);
    }
    if (node instanceof CreateViewNode create) {
      return new CreateViewResolver(create, scope);
    }
    if (node instanceof CreateSchemaNode create) {
      return new CreateSchemaResolver(create, scope);
    }
    if (node instanceof DropNode drop) {
      return new DropResolver(drop, scope);
    }
    if (node instanceof InsertNode insert) {
      return new InsertResolver(insert, scope);
    }
    if (node instanceof SetNode set) {
      return new SettingResolver(set);
    }
    if (node instanceof UseNode use) {
      return new UseResolver(use, scope);
    }
    if (node instanceof CopyNode copy) {
      return new CopyResolver(copy, scope);
    }
    if (node instanceof PrepareNode prepare) {
      return new PrepareResolver(prepare, scope);
    }
    if (node instanceof DeallocateNode deallocate) {
      return new DeallocateResolver(deallocate, scope);
    }
    if (node instanceof AlterTableNode alter) {
      return new AlterTableResolver(alter, scope);
    }
    return new RowChangeResolver(node, scope);
  }
}
