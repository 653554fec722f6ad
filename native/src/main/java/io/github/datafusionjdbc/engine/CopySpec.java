package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how a COPY writes.
 *
 * @param target URI of a file, or of a folder, which ends with a slash
 * @param options of the format, by name, such as compression or delimiter
 * @param partitionBy columns that become folders of a target that is a folder
 * @param overwrite whether what is at the target is replaced; else it is an error
 */
public record CopySpec(
    String target,
    FileFormat format,
    Map<String, String> options,
    List<String> partitionBy,
    boolean overwrite) {

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("target", target);
    json.put("format", format.nativeName());
    json.put("options", options);
    json.put("partitionBy", partitionBy);
    json.put("overwrite", overwrite);
    return Json.write(json);
  }
}
