package io.github.datafusionjdbc.policy.spark;

/** What a value is, as far as the two dialects treat values differently. */
public enum ValueKind {
  BOOLEAN,
  /** Signed, up to 64 bits. */
  INTEGER,
  /** 32 bits. */
  FLOAT,
  /** 64 bits. */
  DOUBLE,
  DECIMAL,
  STRING,
  BINARY,
  DATE,
  /** A point in time. */
  TIMESTAMP,
  /** A date and time of day. */
  TIMESTAMP_NTZ,
  /** The literal NULL. */
  NULL,
  /** Nested, or not known. */
  OTHER;

  boolean isNumber() {
    return this == INTEGER || this == FLOAT || this == DOUBLE || this == DECIMAL;
  }

  /**
   * The kind of a column.
   *
   * @param type Arrow type as displayed, or null
   */
  public static ValueKind ofArrow(String type) {
    if (type == null) {
      return OTHER;
    }
    return switch (type) {
      case "Boolean" -> BOOLEAN;
      case "Int8", "Int16", "Int32", "Int64" -> INTEGER;
      case "Float32" -> FLOAT;
      case "Float64" -> DOUBLE;
      case "Utf8", "LargeUtf8", "Utf8View" -> STRING;
      case "Binary", "LargeBinary", "BinaryView" -> BINARY;
      case "Date32", "Date64" -> DATE;
      default -> {
        if (type.startsWith("Decimal")) {
          yield DECIMAL;
        }
        if (type.startsWith("Timestamp(")) {
          yield type.indexOf('"') < 0 ? TIMESTAMP_NTZ : TIMESTAMP;
        }
        yield OTHER;
      }
    };
  }
}
