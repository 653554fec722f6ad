package io.github.datafusionjdbc.policy.command;

import java.util.List;
import java.util.Optional;

/**
 * CREATE [OR REPLACE] [TEMPORARY] VIEW.
 *
 * @param columns the names that the statement gives, empty where the query has them
 * @param query the canonical query, to be planned once for its columns
 * @param definition what to keep of the query
 */
public record CreateView(
    ObjectName name,
    IfExists ifExists,
    boolean temporary,
    List<String> columns,
    SourceQuery query,
    Definition definition,
    Optional<String> comment)
    implements StatementCommand {

  /**
   * A view's query as it was written, to be resolved anew at each use.
   *
   * @param payload its tree as AST payload
   * @param defaultSchema the schema that its unqualified names are in
   */
  public record Definition(String payload, String defaultSchema) {}
}
