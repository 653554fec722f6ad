package io.github.datafusionjdbc.metadata.kernel;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.ObjectStore;

/** The two calls by which a commit gets into a log. They fail with {@link EngineException}. */
interface LogStore {
  /** Writes atomically; STORE_EXISTS if something is there. */
  void putIfAbsent(String uri, byte[] data);

  /** The whole object; STORE_NOT_FOUND if there is none. */
  byte[] read(String uri);

  static LogStore of(ObjectStore store) {
    return new LogStore() {
      @Override
      public void putIfAbsent(String uri, byte[] data) {
        store.putIfAbsent(uri, data);
      }

      @Override
      public byte[] read(String uri) {
        return store.read(uri);
      }
    };
  }
}
