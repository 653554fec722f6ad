package io.github.datafusionjdbc.metadata.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineException.Kind;
import io.github.datafusionjdbc.metadata.MetadataException;

/**
 * The put of a commit's file into the log, which is a statement's point of no return.
 *
 * <p>A store may repeat a put whose answer was lost, and then finds that the file exists; or the
 * answer is lost for good. So neither "exists" nor a failure says what happened: the file is read,
 * and it is ours if it has our transaction's id. While nothing is there the same bytes are put
 * again, which cannot commit twice.
 */
final class CommitPut {
  private static final int ATTEMPTS = 3;

  private final LogStore store;
  private final String table;

  CommitPut(LogStore store, String table) {
    this.store = store;
    this.table = table;
  }

  /**
   * Puts a commit.
   *
   * @param uri of the version's file
   * @param transactionId a UUID that the commit holds
   * @return whether it is there; else another commit has its version
   * @throws MetadataException 08007 if it may be there, any other state if it is certainly not
   */
  boolean put(String uri, byte[] commit, String transactionId) {
    boolean mayHaveLanded = false;
    EngineException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        store.putIfAbsent(uri, commit);
        return true;
      } catch (EngineException e) {
        failure = e;
        if (e.kind() == Kind.STORE_DENIED && !mayHaveLanded) {
          throw WriteErrors.notCommitted(table, e);
        }
      }
      switch (look(uri, transactionId)) {
        case OURS -> {
          return true;
        }
        case OTHER -> {
          return false;
        }
        // On a local disk nothing is under way any more when the call has returned.
        case NOTHING -> mayHaveLanded |= !uri.startsWith("file:");
        case UNKNOWN -> mayHaveLanded = true;
      }
    }
    throw mayHaveLanded
        ? WriteErrors.outcomeUnknown(table, uri, failure)
        : WriteErrors.notCommitted(table, failure);
  }

  private enum Found {
    OURS,
    OTHER,
    NOTHING,
    UNKNOWN
  }

  private Found look(String uri, String transactionId) {
    try {
      boolean ours = new String(store.read(uri), UTF_8).contains(transactionId);
      return ours ? Found.OURS : Found.OTHER;
    } catch (EngineException e) {
      return e.kind() == Kind.STORE_NOT_FOUND ? Found.NOTHING : Found.UNKNOWN;
    }
  }
}
