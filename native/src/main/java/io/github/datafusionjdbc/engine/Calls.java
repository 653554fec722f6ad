package io.github.datafusionjdbc.engine;

import java.util.ArrayList;
import java.util.List;

/** A native call that uses several handles: all are entered before it and left after it. */
final class Calls implements AutoCloseable {
  private final List<NativeHandle> entered = new ArrayList<>();

  /**
   * Enters a handle until this is closed.
   *
   * @throws EngineException CLOSED
   */
  long enter(NativeHandle handle) {
    long value = handle.enter();
    entered.add(handle);
    return value;
  }

  @Override
  public void close() {
    entered.forEach(NativeHandle::exit);
  }
}
