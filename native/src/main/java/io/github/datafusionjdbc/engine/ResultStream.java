package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * The batches of one execution, in order, forward only. One thread reads; {@link #close} may come
 * from any thread, and then the batch being read stays valid until the reader lets go of it.
 */
public final class ResultStream implements AutoCloseable {
  ResultStream() {}

  public List<ArrowField> schema() {
    throw new UnsupportedOperationException();
  }

  /**
   * Blocks for the next batch of at least one row; null at the end. The batch before it is
   * released.
   *
   * @throws EngineException what went wrong; the stream has then ended
   */
  public RecordBatch next() {
    throw new UnsupportedOperationException();
  }

  /** Moves the rest into the ArrowArrayStream structure at this address; this stream then ends. */
  public void exportArrowStream(long address) {
    throw new UnsupportedOperationException();
  }

  /** Metrics of the execution so far, as JSON. */
  public String metrics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
