package io.github.datafusionjdbc.metadata;

import com.fasterxml.jackson.core.util.BufferRecyclers;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What keeps this class loader alive after its last warehouse is closed: buffers that JSON
 * libraries leave with the thread, and what the JVM remembers of the last record compared.
 */
final class ClassLoaderRoots {
  /** The first JVM whose method handles hold the types that they were last adapted to softly. */
  private static final int SOFT_CACHE = 19;

  private ClassLoaderRoots() {}

  /** Lets go of them; those of other threads are held softly. */
  static void release() {
    ThreadBuffers.release();
    KernelThreadBuffers.release();
    if (Runtime.version().feature() < SOFT_CACHE) {
      forgetComparedRecords();
    }
  }

  /** Makes the JVM adapt the handles that all records share to a class of its own. */
  private static void forgetComparedRecords() {
    MethodHandle component = MethodHandles.identity(String.class);
    try {
      ObjectMethods.bootstrap(
          MethodHandles.lookup(),
          "equals",
          MethodType.methodType(boolean.class, String.class, Object.class),
          String.class,
          "component",
          component);
      ObjectMethods.bootstrap(
          MethodHandles.lookup(),
          "hashCode",
          MethodType.methodType(int.class, String.class),
          String.class,
          "component",
          component);
    } catch (Throwable e) {
      throw new LinkageError("records of this JVM work differently", e);
    }
  }

  @SuppressWarnings("deprecation") // but what the default pool still uses
  private static final class ThreadBuffers extends BufferRecyclers {
    static void release() {
      _recyclerRef.remove();
    }
  }

  /** Those of the JSON library that is inside Delta Kernel. */
  private static final class KernelThreadBuffers
      extends io.delta.kernel.shaded.com.fasterxml.jackson.core.util.BufferRecyclers {
    static void release() {
      _recyclerRef.remove();
    }
  }
}
