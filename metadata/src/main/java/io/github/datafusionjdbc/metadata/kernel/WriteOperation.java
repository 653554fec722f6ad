package io.github.datafusionjdbc.metadata.kernel;

import java.util.Map;

/**
 * What a commit says of itself (PROTOCOL.md, "Commit Provenance Information").
 *
 * @param name as Spark names it, such as {@code WRITE} or {@code CREATE TABLE}
 * @param parameters values as JSON text where they are not plain text
 * @param metrics numbers as text
 * @param tags what else is kept with it, such as the statement's fingerprint
 * @param engineInfo name and version of the writer
 */
public record WriteOperation(
    String name,
    Map<String, String> parameters,
    Map<String, String> metrics,
    Map<String, String> tags,
    String engineInfo) {
  public WriteOperation {
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
    tags = Map.copyOf(tags);
  }
}
