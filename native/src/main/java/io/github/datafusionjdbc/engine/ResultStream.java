package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The batches of one execution, in order, forward only.
 *
 * <p>One thread reads: the one that called {@link #next} or {@link #readHere} last. {@link #close}
 * may come from any thread. From the reading thread it frees the batch at once. From another it
 * stops a blocked {@link #next}, which throws CLOSED, and leaves the batch being read valid: the
 * reader's next call here frees it, or else the garbage collector does once batch and columns are
 * unreachable. So getters need no lock.
 */
public final class ResultStream implements AutoCloseable {
  /** No thread reads any more: the batch is freed, or about to be. */
  private static final long FREED = -1;

  /** Keeps the lease from being taken for forgotten. */
  private final Engine engine;

  private final NativeHandle handle;

  private final List<ArrowField> schema;
  private final BatchMemory memory;
  private final RecordBatch batch;

  /** Of the batch being read, or null. Touched by the reading thread only. */
  private NativeHandle batchHandle;

  private long batchBytes;
  private boolean ended;
  private EngineException failure;

  /** The id of the thread that reads, 0 before the first, {@link #FREED} after the last. */
  private final AtomicLong reader = new AtomicLong();

  private ResultStream(Engine engine, NativeHandle handle, List<ArrowField> schema) {
    this.engine = engine;
    this.handle = handle;
    this.schema = schema;
    this.memory = new BatchMemory(ColumnFactory.nodes(schema));
    this.batch = new RecordBatch(ColumnFactory.columns(schema));
  }

  /** Takes over a native stream. */
  static ResultStream of(Engine engine, long stream) {
    NativeHandle handle = new NativeHandle("result", stream, Native::streamClose);
    try {
      List<ArrowField> schema = SchemaCodec.decode(handle.call(Native::streamSchema));
      return new ResultStream(engine, handle, schema);
    } catch (Throwable e) {
      handle.close();
      throw e;
    }
  }

  /** The engine that runs this. */
  public Engine engine() {
    return engine;
  }

  /** The columns, nested ones with their children. */
  public List<ArrowField> schema() {
    return schema;
  }

  /**
   * Blocks for the next batch of at least one row; null at the end. The batch before it is
   * released.
   *
   * @throws EngineException what went wrong; the stream has then ended, and each further call
   *     throws the same
   */
  public RecordBatch next() {
    if (!readHere()) {
      throw handle.closed();
    }
    releaseBatch();
    if (handle.isClosed()) {
      throw handle.closed();
    }
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return null;
    }
    ByteBuffer[] buffers;
    try {
      buffers = handle.call(stream -> Native.nextBatch(stream, memory.header()));
    } catch (EngineException e) {
      failure = e;
      throw handle.isClosed() ? handle.closed() : e;
    }
    if (buffers == null) {
      ended = true;
      return null;
    }
    batchBytes = 0;
    for (ByteBuffer buffer : buffers) {
      batchBytes += buffer == null ? 0 : buffer.capacity();
    }
    batchHandle = new NativeHandle("batch", memory.batchHandle(), Native::batchClose);
    if (handle.isClosed()) {
      releaseBatch();
      throw handle.closed();
    }
    memory.rewind(batchHandle, buffers);
    batch.bind(memory);
    memory.clear();
    return batch;
  }

  /**
   * Makes the calling thread the one that reads, as {@link #next} does.
   *
   * @return false if the stream was closed by the one that read before: there is no batch any more
   */
  public boolean readHere() {
    long me = Thread.currentThread().getId();
    return reader.getAndUpdate(before -> before == FREED ? FREED : me) != FREED;
  }

  /** The size of the batch that {@link #next} gave last, in memory. */
  public long batchBytes() {
    return batchBytes;
  }

  private void releaseBatch() {
    if (batchHandle != null) {
      batch.unbind();
      batchHandle.close();
      batchHandle = null;
    }
  }

  /**
   * Moves the rest of the rows into the ArrowArrayStream structure at this address; this stream
   * then ends.
   *
   * @param rowsRead how many rows of the batch that {@link #next} gave last are not part of the
   *     rest
   * @param maxRows how many rows the rest has at most
   */
  public void exportArrowStream(long address, int rowsRead, long maxRows) {
    if (!readHere()) {
      throw handle.closed();
    }
    handle.run(stream -> Native.streamExport(stream, address, rowsRead, maxRows));
    ended = true;
  }

  /** Metrics of the execution so far, as JSON. */
  public String metrics() {
    return new String(handle.call(Native::streamMetrics), UTF_8);
  }

  @Override
  public void close() {
    handle.close();
    if (reader.compareAndSet(Thread.currentThread().getId(), FREED)) {
      releaseBatch();
    }
  }
}
