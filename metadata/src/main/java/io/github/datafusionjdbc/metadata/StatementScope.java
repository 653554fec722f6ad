package io.github.datafusionjdbc.metadata;

import java.time.Duration;
import java.util.List;

/**
 * What a connection tells the catalog about a statement.
 *
 * @param catalogName name of the only catalog
 * @param defaultSchema schema of unqualified names
 * @param snapshotMaxAge how old the knowledge of a table's newest version may be; zero looks once a
 *     statement
 * @param pins versions held since their first read in the transaction, or null in autocommit
 * @param temporary what the session has for itself
 * @param systemTables tables of the connection beside information_schema's
 */
public record StatementScope(
    String catalogName,
    String defaultSchema,
    Duration snapshotMaxAge,
    TransactionPins pins,
    TemporaryObjects temporary,
    List<SystemTableSource> systemTables) {
  public StatementScope {
    systemTables = List.copyOf(systemTables);
  }
}
