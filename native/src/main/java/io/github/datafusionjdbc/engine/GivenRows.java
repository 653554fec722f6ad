package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The rows of system tables for one execution, as {@link Native} takes them. */
final class GivenRows {
  final int[] bindings;
  final String[] types;
  final int[] rowCounts;
  final ByteBuffer[][] buffers;

  GivenRows(List<TableBinding> tables, Map<TableBinding, ArrowRows> rows) {
    int count = rows.size();
    bindings = new int[count];
    types = new String[count];
    rowCounts = new int[count];
    buffers = new ByteBuffer[count][];
    int next = 0;
    for (Map.Entry<TableBinding, ArrowRows> entry : rows.entrySet()) {
      bindings[next] = tables.indexOf(entry.getKey());
      if (bindings[next] < 0) {
        throw new IllegalArgumentException("not a table of this plan: " + entry.getKey());
      }
      types[next] = entry.getValue().types();
      rowCounts[next] = entry.getValue().rowCount();
      buffers[next] = entry.getValue().buffers();
      next++;
    }
  }
}
