package io.github.datafusionjdbc.engine;

import java.util.List;
import java.util.Map;

/**
 * What a COPY wrote.
 *
 * @param rows rows in all files together
 * @param files in the order of their names
 */
public record CopiedFiles(long rows, List<CopiedFile> files) {
  /**
   * One file.
   *
   * @param uri where it is
   * @param size bytes
   */
  public record CopiedFile(String uri, long size) {}

  static CopiedFiles of(byte[] json) {
    Map<String, Object> copied = Json.object(Json.parse(json));
    return new CopiedFiles(
        (Long) copied.get("rows"),
        Json.list(copied.get("files")).stream().map(CopiedFiles::file).toList());
  }

  private static CopiedFile file(Object json) {
    Map<String, Object> file = Json.object(json);
    return new CopiedFile((String) file.get("uri"), (Long) file.get("size"));
  }
}
