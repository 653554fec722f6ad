package io.github.datafusionjdbc.engine;

/**
 * The native runtimes' threads: they stop with the last native object that may need them, so never
 * under a running call, and start again with the next engine.
 */
final class NativeRuntime {
  private static int users;

  private NativeRuntime() {}

  static synchronized void retain() {
    users++;
  }

  static synchronized void release() {
    users--;
    if (users == 0) {
      Native.shutdown();
    }
  }
}
