package io.github.datafusionjdbc.policy.command;

import java.util.List;
import java.util.Optional;

/**
 * The type of a declared column. The kinds are those that a Delta schema has (PROTOCOL.md, Schema
 * Serialization Format), and {@link EngineOnly} for what only rows in memory and external files
 * hold.
 */
public sealed interface ColumnType {
  /** A type without parameters. */
  enum Simple implements ColumnType {
    BOOLEAN,
    /** 8 bits, signed. */
    BYTE,
    /** 16 bits, signed. */
    SHORT,
    /** 32 bits, signed. */
    INTEGER,
    /** 64 bits, signed. */
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    BINARY,
    DATE,
    /** A point in time, in microseconds: SQL's TIMESTAMP WITH TIME ZONE. */
    TIMESTAMP,
    /** A date and time of day, in microseconds: SQL's TIMESTAMP. */
    TIMESTAMP_NTZ
  }

  /**
   * @param precision digits in all, 1 to 38
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(int precision, int scale) implements ColumnType {}

  /**
   * A string with a limit, kept as a string whose field metadata has the limit, as Spark keeps it.
   *
   * @param length characters (code points) at most, at least 1
   */
  record Varchar(int length) implements ColumnType {}

  /**
   * A string of a fixed length, padded with spaces.
   *
   * @param length characters (code points), at least 1
   */
  record Char(int length) implements ColumnType {}

  /** A list; its elements may be null. */
  record Array(ColumnType element) implements ColumnType {}

  /** A map; its values may be null, its keys may not. */
  record Map(ColumnType key, ColumnType value) implements ColumnType {}

  /** A struct with at least one field. */
  record Struct(List<Field> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field of a struct.
   *
   * @param nullable false after NOT NULL
   */
  record Field(String name, ColumnType type, boolean nullable, Optional<String> comment) {}

  /**
   * A type that Delta has no place for; never in the columns of a Delta table.
   *
   * @param sql its text in the engine's dialect, as in {@code CAST(NULL AS sql)}
   */
  record EngineOnly(String sql) implements ColumnType {}
}
