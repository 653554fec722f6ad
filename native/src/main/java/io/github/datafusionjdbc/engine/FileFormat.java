package io.github.datafusionjdbc.engine;

import java.util.Locale;

/** Formats of files outside of Delta tables. */
public enum FileFormat {
  PARQUET,
  CSV,
  /** A JSON object a line; read also as one array. */
  JSON,
  /** Arrow IPC files. */
  ARROW;

  String nativeName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
