package io.github.datafusionjdbc.metadata.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file that was written and is not yet in a table's log.
 *
 * @param path relative to the table's folder, percent-encoded as in the log (PROTOCOL.md, "Add File
 *     and Remove File")
 * @param size bytes
 * @param modifiedMillis milliseconds since the epoch
 * @param rows how many rows it has
 * @param partitionValues by physical column name, serialized as the protocol says; a null value is
 *     NULL
 * @param statistics as JSON (PROTOCOL.md, "Per-file Statistics"), or null
 */
public record DataFile(
    String path,
    long size,
    long modifiedMillis,
    long rows,
    Map<String, String> partitionValues,
    String statistics) {
  public DataFile {
    partitionValues = Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
  }
}
