package io.github.datafusionjdbc.engine;

import java.util.Map;

/**
 * A data file that was written into a Delta table's folder, and that no log names yet.
 *
 * @param path relative to the table's folder, URL-encoded as in the log (PROTOCOL.md, "Add File and
 *     Remove File")
 * @param size bytes
 * @param modifiedMillis when it was completed
 * @param rows how many rows it has
 * @param partitionValues by physical column name, serialized as the protocol says; NULL is null
 * @param statistics the statistics' JSON (PROTOCOL.md, "Per-file Statistics")
 */
public record WrittenFile(
    String path,
    long size,
    long modifiedMillis,
    long rows,
    Map<String, String> partitionValues,
    String statistics) {}
