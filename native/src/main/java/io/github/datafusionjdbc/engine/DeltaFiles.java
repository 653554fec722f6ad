package io.github.datafusionjdbc.engine;

/** The active files of one version of a Delta table, as the log's add actions give them. */
public final class DeltaFiles {
  /** A deletion vector: at a path (absolute URI) or inline (the bitmap's bytes). */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
  public record DeletionVector(
      String uri, byte[] inline, int offset, int sizeInBytes, long cardinality) {}

  /**
   * Adds a file.
   *
   * @param path as in the log: URL-encoded, relative to the table or absolute
   * @param size bytes
   * @param modifiedMillis last modification
   * @param partitionValues JSON object, keyed by physical column name, values strings or null
   * @param stats the statistics' JSON (PROTOCOL.md, "Per-file Statistics"), or null
   * @param deletionVector or null
   */
  public void add(
      String path,
      long size,
      long modifiedMillis,
      String partitionValues,
      String stats,
      DeletionVector deletionVector) {}
}
