package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowColumn;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the engine's settings.
 *
 * @param value null where there is none
 * @param description null where there is none
 */
public record EngineSetting(String value, String description) {
  /** All settings of an engine by name, as its sessions begin with them. */
  public static SortedMap<String, EngineSetting> all(Engine engine) {
    SortedMap<String, EngineSetting> all = new TreeMap<>();
    try (ResultStream stream =
        engine.templateQuery(
            "SELECT name, value, description FROM information_schema.df_settings")) {
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          all.put(
              batch.column(0).getString(row),
              new EngineSetting(text(batch.column(1), row), text(batch.column(2), row)));
        }
      }
    }
    return all;
  }

  private static String text(ArrowColumn column, int row) {
    return column.isNull(row) ? null : column.getString(row);
  }
}
