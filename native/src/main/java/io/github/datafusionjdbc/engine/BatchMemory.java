package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The nodes and buffers of one batch, as {@link Native#nextBatch} gives them, handed out one after
 * the other to the columns of a stream. Reused from batch to batch.
 */
final class BatchMemory {
  private static final int FIRST_NODE = 3;
  private static final int NODE_SIZE = 4;

  private final long[] header;
  private NativeHandle batch;
  private ByteBuffer[] buffers;
  private int node;
  private int nextBuffer;

  /**
   * @param nodes how many fields the schema has, nested ones counted
   */
  BatchMemory(int nodes) {
    header = new long[FIRST_NODE + NODE_SIZE * nodes];
  }

  /** What native fills in. */
  long[] header() {
    return header;
  }

  long batchHandle() {
    return header[0];
  }

  int rowCount() {
    return (int) header[1];
  }

  /** Starts at the first node and buffer of a new batch. */
  void rewind(NativeHandle newBatch, ByteBuffer[] newBuffers) {
    batch = newBatch;
    buffers = newBuffers;
    node = FIRST_NODE - NODE_SIZE;
    nextBuffer = 0;
  }

  /** Forgets the batch, which is then only held by its columns. */
  void clear() {
    batch = null;
    buffers = null;
  }

  NativeHandle batch() {
    return batch;
  }

  void nextNode() {
    node += NODE_SIZE;
  }

  int length() {
    return (int) header[node];
  }

  int validityBit() {
    return (int) header[node + 2];
  }

  int extra() {
    return (int) header[node + 3];
  }

  /** The next buffer, or null where the batch has none. */
  ByteBuffer nextBuffer() {
    ByteBuffer buffer = buffers[nextBuffer++];
    return buffer == null ? null : buffer.order(ByteOrder.LITTLE_ENDIAN);
  }
}
