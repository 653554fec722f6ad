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

  /**
   * Whether there is anything to do.
   *
   * @throws SessionException 42809 if what has the name is temporary and this is not, or the other
   *     way round: one hides the other, so that neither can take the other's place
   */
  boolean isNeeded() throws SessionException {
    Optional<RelationKind> existing =
        execution.run(() -> execution.catalog().kind(name.schema(), name.name()));
    if (existing.isEmpty()) {
      return true;
    } else if (ifExists == IfExists.SKIP) {
      return false;
    }
    boolean hasTemporary = execution.temporary().find(name.schema(), name.name()).isPresent();
    if (hasTemporary != temporary) {
      throw Errors.hidden(name, hasTemporary);
    }
    return true;
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
