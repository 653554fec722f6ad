package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that are one table. Nothing is listed but what is given here.
 *
 * @param options of the format, by name, such as has_header or delimiter
 * @param files as they were listed, all in one store
 * @param partitionColumns columns that are read from the names of folders ({@code year=2024/}), in
 *     order; they are the table's last columns
 */
public record ExternalTableSpec(
    FileFormat format,
    Map<String, String> options,
    List<FileStatus> files,
    List<String> partitionColumns) {

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", format.nativeName());
    json.put("options", options);
    json.put("files", files.stream().map(ExternalTableSpec::json).toList());
    json.put("partitionColumns", partitionColumns);
    return Json.write(json);
  }

  private static Map<String, Object> json(FileStatus file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("uri", file.uri());
    json.put("size", file.size());
    json.put("modified", file.modifiedMillis());
    json.put("etag", file.etag());
    return json;
  }
}
