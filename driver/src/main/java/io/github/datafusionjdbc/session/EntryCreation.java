package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.CatalogEntry;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import java.util.Optional;

/**
 * The entry that a statement makes: in the warehouse's catalog, or for a temporary one in the
 * connection's.
 *
 * @param ifExists what happens if there is something of that name
 */
record EntryCreation(Execution execution, ObjectName name, boolean temporary, IfExists ifExists) {

  /** What has the name. */
  Optional<RelationKind> existing() throws SessionException {
    return execution.run(() -> execution.catalog().kind(name.schema(), name.name()));
  }

  /**
   * Puts the entry in place.
   *
   * @return false if there is one, which the statement did not allow for
   */
  boolean put(CatalogEntry entry) throws SessionException {
    if (temporary) {
      execution.temporary().put(name.schema(), name.name(), entry);
      return true;
    }
    boolean created =
        execution.run(
            () ->
                execution
                    .definitions()
                    .create(name.schema(), name.name(), entry, ifExists == IfExists.REPLACE));
    return created || ifExists != IfExists.FAIL;
  }
}
