package io.github.datafusionjdbc.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rows have to be, to be kept in memory as those of one table. Values are converted by
 * assignment as {@link TableWriteSpec} tells.
 *
 * @param columns the table's; NULL is refused where they are not nullable
 * @param textLimits for each column how long its texts may be, null for any length
 * @param checks predicates that must be true, not NULL, for every row
 */
public record MemoryTableSpec(
    List<ArrowField> columns, List<TextLimit> textLimits, List<TableWriteSpec.Check> checks) {
  /**
   * VARCHAR(n) or CHAR(n).
   *
   * @param characters how many there may be
   * @param padded whether shorter texts are filled up with spaces
   */
  public record TextLimit(int characters, boolean padded) {
    private Map<String, Object> json() {
      return Map.of("characters", (long) characters, "padded", padded);
    }
  }

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "textLimits",
        textLimits.stream().map(limit -> limit == null ? null : limit.json()).toList());
    json.put(
        "checks",
        checks.stream()
            .map(check -> Map.of("name", check.name(), "predicate", check.predicate()))
            .toList());
    return Json.write(json);
  }
}
