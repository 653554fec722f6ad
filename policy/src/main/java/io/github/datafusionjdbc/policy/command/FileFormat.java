package io.github.datafusionjdbc.policy.command;

/** A format of files that are no Delta table. */
public enum FileFormat {
  PARQUET,
  CSV,
  JSON,
  ARROW
}
