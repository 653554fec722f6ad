package io.github.datafusionjdbc.session;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a statement wrote.
 *
 * @param target the table as schema.table, or the URI of a COPY
 * @param operation as the table's log names it, or COPY
 * @param options what the statement asked for beside the rows
 * @param rows rows in all files together
 * @param version the version that its commit made; empty where there is none
 * @param metrics as the table's log has them
 */
public record WriteRecord(
    String target,
    String operation,
    Map<String, String> options,
    List<File> files,
    long rows,
    OptionalLong version,
    Map<String, String> metrics) {
  public WriteRecord {
    options = Map.copyOf(options);
    files = List.copyOf(files);
    metrics = Map.copyOf(metrics);
  }

  /**
   * A file.
   *
   * @param path relative to the table's folder, or a URI
   * @param rows empty where only the number of all files together is known
   */
  public record File(String path, OptionalLong rows, long bytes) {}
}
