package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a write made. Without rows there are no files.
 *
 * @param files the files, which are on disk and belong to the caller now
 * @param rows rows in all files together
 */
public record WrittenFiles(List<WrittenFile> files, long rows) {
  static WrittenFiles of(byte[] json) {
    Map<String, Object> written = Json.object(Json.parse(json));
    return new WrittenFiles(
        Json.list(written.get("files")).stream().map(WrittenFiles::file).toList(),
        (Long) written.get("rows"));
  }

  private static WrittenFile file(Object json) {
    Map<String, Object> file = Json.object(json);
    Map<String, String> partitionValues = new LinkedHashMap<>();
    Json.object(file.get("partitionValues"))
        .forEach((name, value) -> partitionValues.put(name, (String) value));
    return new WrittenFile(
        (String) file.get("path"),
        (Long) file.get("size"),
        (Long) file.get("modified"),
        (Long) file.get("rows"),
        partitionValues,
        (String) file.get("statistics"));
  }
}
