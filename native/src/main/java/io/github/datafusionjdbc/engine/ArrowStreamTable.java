package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The rows of an Arrow C stream, taken over from whoever made it. They can be read once: the first
 * execution of a plan on this table gets them, a later one fails with EXECUTION.
 */
public final class ArrowStreamTable implements TableSource, AutoCloseable {
  private final NativeHandle handle;
  private final List<ArrowField> columns;

  /**
   * Moves the stream out of the ArrowArrayStream structure at that address and marks it as released
   * there. Its callbacks are called from threads of the engine, one at a time.
   *
   * @param address of a structure that was filled and not released, which is the caller's to ensure
   * @throws EngineException PLANNING for an address that cannot be one, EXECUTION if the stream
   *     does not tell its schema
   */
  public ArrowStreamTable(long address) {
    NativeLibrary.load();
    handle =
        new NativeHandle("Arrow stream", Native.arrowStreamOpen(address), Native::arrowStreamClose);
    try {
      columns = SchemaCodec.decode(handle.call(Native::arrowStreamSchema));
    } catch (Throwable e) {
      handle.close();
      throw e;
    }
  }

  /** The stream's columns. */
  public List<ArrowField> columns() {
    return columns;
  }

  /**
   * Gives the columns other names in plans that are made from now on.
   *
   * @param names one for each column
   */
  public void rename(List<String> names) {
    byte[][] encoded = names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    handle.run(stream -> Native.arrowStreamRename(stream, encoded));
  }

  /** The native stream's number; the caller keeps this object reachable meanwhile. */
  long handle() {
    return handle.get();
  }

  /** Releases the stream, if no plan reads it. */
  @Override
  public void close() {
    handle.close();
  }
}
