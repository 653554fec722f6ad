package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;

/**
 * Every native method of the library; each catches panics and throws {@link EngineException}.
 *
 * <p>Handles are opaque numbers and never 0; closed ones are told from open ones, and a call that
 * is under way keeps what its handles stand for. The caller owns each handle that a method returns
 * and gives it back exactly once to the close method named in the comment. Strings that may hold
 * any Unicode go as UTF-8 bytes. Options and settings go as an array of key, value, key, value.
 *
 * <p><b>Rows that go in</b> ({@code types}, {@code rows}, {@code buffers}): one character a column
 * in {@code types} (S string, J long, I int, Z boolean, D double, B binary); for each column its
 * buffers in order, direct and little-endian: validity bitmap (1 is valid), then offsets (int32,
 * rows + 1) and data for S and B, values for J, I and D, bitmap for Z. The native side copies.
 *
 * <p><b>Schemas that come out</b> are encoded as SchemaCodec reads them.
 *
 * <p><b>Batches that come out</b>: see {@link #nextBatch}.
 */
final class Native {
  private Native() {}

  /** Opens an engine. Given back to {@link #engineClose}. */
  static native long engineOpen(String warehouse, String[] storageOptions, String[] settings);

  static native void engineClose(long engine);

  /** SQL in the template session, which knows only information_schema. A stream handle. */
  static native long templateQuery(long engine, byte[] sql);

  /** Opens a session with DataFusion settings. Given back to {@link #sessionClose}. */
  static native long sessionOpen(long engine, String[] settings);

  static native void sessionClose(long session);

  /** A cancellation token. Given back to {@link #tokenClose}. Calls take 0 for none. */
  static native long tokenNew();

  static native void tokenCancel(long token);

  static native void tokenClose(long token);

  /**
   * A pinned Delta table. {@code spec} is JSON (DeltaTableSpec), the rows are its active files.
   * Given back to {@link #deltaTableClose}; plans made on it keep what they need.
   */
  static native long deltaTableOpen(
      long engine, byte[] spec, String types, int rows, ByteBuffer[] buffers);

  static native void deltaTableClose(long table);

  /**
   * Plans one statement that may name only these tables.
   *
   * @param names catalog, schema, table of each binding, three entries a table
   * @param tables the handle of a Delta table, external table, Arrow stream, memory table or row
   *     feed; 0 for a system table
   * @param systemSchemas for a system table its columns as an encoded schema, else null
   * @return a plan handle, given back to {@link #planClose}
   */
  static native long plan(
      long session, byte[] sql, byte[][] names, long[] tables, byte[][] systemSchemas, long token);

  static native void planClose(long plan);

  /** The result's schema, encoded. */
  static native byte[] planSchema(long plan);

  /** One field for each placeholder $1..$n, encoded; type Null where it could not be inferred. */
  static native byte[] planParameters(long plan);

  /** The optimized logical plan as text, UTF-8. */
  static native byte[] planText(long plan);

  /**
   * The predicates that this execution puts on system tables, as JSON: an array of {@code {table,
   * filters: [{column, op, values}]}}, op being one of =, IN, LIKE.
   */
  static native byte[] planSystemFilters(long plan, byte[] parameters);

  /**
   * Starts an execution. Parameters as {@link Parameters#encode}; rows of system tables, if any, as
   * parallel arrays by binding index.
   *
   * @return a stream handle, given back to {@link #streamClose}
   */
  static native long execute(
      long plan,
      byte[] parameters,
      int[] systemBindings,
      String[] systemTypes,
      int[] systemRows,
      ByteBuffer[][] systemBuffers,
      long token);

  /**
   * Executes a plan and writes its rows into files of a Delta table. {@code spec} is JSON
   * (TableWriteSpec); parameters and rows are those of {@link #execute}. Gives the files as JSON
   * (WrittenFiles).
   */
  static native byte[] planWrite(
      long plan,
      byte[] spec,
      byte[] parameters,
      int[] systemBindings,
      String[] systemTypes,
      int[] systemRows,
      ByteBuffer[][] systemBuffers,
      long token);

  /**
   * Executes a plan and writes its rows into files outside of Delta tables. {@code spec} is JSON
   * (CopySpec); parameters and rows are those of {@link #execute}. Gives the files as JSON
   * (CopiedFiles).
   */
  static native byte[] planCopy(
      long plan,
      byte[] spec,
      byte[] parameters,
      int[] systemBindings,
      String[] systemTypes,
      int[] systemRows,
      ByteBuffer[][] systemBuffers,
      long token);

  /**
   * Executes a plan and keeps its rows in memory, as those of a table with the columns of {@code
   * schema}, encoded. {@code spec} is JSON (MemoryTableSpec); parameters and rows are those of
   * {@link #execute}. Given back to {@link #memoryTableClose}.
   */
  static native long planCollect(
      long plan,
      byte[] schema,
      byte[] spec,
      byte[] parameters,
      int[] systemBindings,
      String[] systemTypes,
      int[] systemRows,
      ByteBuffer[][] systemBuffers,
      long token);

  /** A memory table without rows. Given back to {@link #memoryTableClose}. */
  static native long memoryTableOpen(long engine, byte[] schema);

  /** The rows of both as another memory table. Given back to {@link #memoryTableClose}. */
  static native long memoryTableAppend(long table, long added);

  /** Another handle on the same table. Given back to {@link #memoryTableClose}. */
  static native long memoryTableShare(long table);

  static native long memoryTableRows(long table);

  static native void memoryTableClose(long table);

  /** Rows to be pushed while a plan reads them. Given back to {@link #rowFeedClose}. */
  static native long rowFeedOpen(byte[] schema);

  /** Hands rows over; blocks while the plan is behind. CLOSED if nobody reads any more. */
  static native void rowFeedPush(long feed, String types, int rows, ByteBuffer[] buffers);

  /** Says that these were all rows; a plan that finds the feed closed before fails. */
  static native void rowFeedFinish(long feed);

  /** Says that no plan will read the feed: no push waits any more. */
  static native void rowFeedAbandon(long feed);

  static native void rowFeedClose(long feed);

  /**
   * Files as a table. {@code spec} is JSON (ExternalTableSpec), {@code schema} its columns,
   * encoded. Given back to {@link #externalTableClose}; plans made on it keep what they need.
   */
  static native long externalTableOpen(long engine, byte[] spec, byte[] schema);

  static native void externalTableClose(long table);

  /** The columns of files (ExternalTableSpec as JSON), encoded. */
  static native byte[] inferSchema(long engine, byte[] spec, long token);

  /**
   * Takes over the ArrowArrayStream structure at that address. Given back to {@link
   * #arrowStreamClose}.
   */
  static native long arrowStreamOpen(long address);

  /** The stream's columns, encoded. */
  static native byte[] arrowStreamSchema(long stream);

  /** Gives the stream's columns other names (UTF-8), one for each. */
  static native void arrowStreamRename(long stream, byte[][] names);

  static native void arrowStreamClose(long stream);

  /**
   * Blocks for the next batch of at least one row. Returns null at the end.
   *
   * <p>{@code header[0]} becomes a batch handle, given back to {@link #batchClose}, {@code
   * header[1]} its row count, {@code header[2]} the number of longs per node (4). From {@code
   * header[3]} on, nodes: for each field of the schema in preorder (a field, then its children)
   * length, null count, bit offset of the validity bitmap, and an extra: the bit offset of a
   * boolean's values, the number of data buffers of a view, else 0. The caller sizes the array by
   * the schema.
   *
   * <p>The buffers come in the same preorder, each starting at the first element: none for Null;
   * for all others validity (null if there are no nulls) and then: bits (Bool); values (fixed
   * width); offsets and data (Utf8, Binary and their Large forms); views and data buffers
   * (Utf8View, BinaryView); offsets (List, LargeList, Map); nothing (Struct, FixedSizeList).
   * Dictionary and run-end encoded columns come unpacked, list views as lists, unions as strings.
   * Empty buffers are empty, not null. Memory is the native side's and lives until the batch is
   * closed.
   */
  static native ByteBuffer[] nextBatch(long stream, long[] header);

  static native void batchClose(long batch);

  /** The stream's schema, encoded: what batches really hold. */
  static native byte[] streamSchema(long stream);

  /**
   * Moves the rest of the stream into the ArrowArrayStream structure at that address: the rows of
   * the batch given last after the first {@code rowsRead}, then the batches not given yet.
   */
  static native void streamExport(long stream, long address, int rowsRead, long maxRows);

  /** Metrics of the execution so far, as JSON. */
  static native byte[] streamMetrics(long stream);

  static native void streamClose(long stream);

  /**
   * A stream over one parquet file, its columns adapted by name (or field id) to a Delta schema in
   * JSON; missing columns are null. For checkpoints.
   */
  static native long readParquet(
      long engine, String uri, long size, byte[] deltaSchema, long token);

  /**
   * Lists what lies under a URI: with delimiter its direct children, else everything. Only names
   * greater than {@code startAfter}, if given (a URI). Ordered by URI. JSON array of {@code {uri,
   * size, modified, etag, dir}}.
   */
  static native byte[] storeList(
      long engine, String uri, String startAfter, boolean delimiter, long token);

  /** JSON as in {@link #storeList}, one object. */
  static native byte[] storeHead(long engine, String uri, long token);

  /** A range of an object, or all of it if the length is -1. */
  static native byte[] storeRead(long engine, String uri, long offset, long length, long token);

  static native void storePut(long engine, String uri, byte[] data, boolean ifAbsent);

  static native void storeDelete(long engine, String uri);

  /**
   * Writes a parquet file atomically, its rows the lines of a local file of JSON objects. For
   * checkpoints.
   */
  static native void writeParquet(long engine, String uri, String rows, byte[] schema);

  /** Outstanding native objects and bytes: handles, bytes of batches, bytes of the memory pools. */
  static native long[] counters();

  /** Stops the runtimes when the last engine is closed. */
  static native void shutdown();
}
