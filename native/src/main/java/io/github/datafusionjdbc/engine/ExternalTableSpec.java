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
 * @param orders what the rows of each file are sorted by, in as many ways as are known
 */
public record ExternalTableSpec(
    FileFormat format,
    Map<String, String> options,
    List<FileStatus> files,
    List<String> partitionColumns,
    List<List<SortKey>> orders) {
  /**
   * A column that rows are sorted by.
   *
   * @param column its exact name
   */
  public record SortKey(String column, boolean descending, boolean nullsFirst) {}

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", format.nativeName());
    json.put("options", options);
    json.put("files", files.stream().map(ExternalTableSpec::json).toList());
    json.put("partitionColumns", partitionColumns);
    json.put("orders", orders.stream().map(ExternalTableSpec::json).toList());
    return Json.write(json);
  }

  private static List<Map<String, Object>> json(List<SortKey> order) {
    return order.stream()
        .map(
            key ->
                Map.<String, Object>of(
                    "column", key.column(),
                    "descending", key.descending(),
                    "nullsFirst", key.nullsFirst()))
        .toList();
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
