package io.github.datafusionjdbc.engine;

/** The active files of one version of a Delta table, as the log's add actions give them. */
public final class DeltaFiles {
  /**
   * path, size, modified, partition values, stats; of the deletion vector: URI, inline bitmap,
   * offset, size, cardinality.
   */
  private static final String TYPES = "SJJSSSBIIJ";

  private final ArrowRows rows = new ArrowRows(TYPES);

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
      DeletionVector deletionVector) {
    rows.setString(0, path)
        .setLong(1, size)
        .setLong(2, modifiedMillis)
        .setString(3, partitionValues)
        .setString(4, stats);
    if (deletionVector != null) {
      rows.setString(5, deletionVector.uri())
          .setBytes(6, deletionVector.inline())
          .setInt(7, deletionVector.offset())
          .setInt(8, deletionVector.sizeInBytes())
          .setLong(9, deletionVector.cardinality());
    }
    rows.endRow();
  }

  ArrowRows rows() {
    return rows;
  }
}
