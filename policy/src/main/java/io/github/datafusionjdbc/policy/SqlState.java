package io.github.datafusionjdbc.policy;

/**
 * The SQLStates this driver reports, by class, each from ISO/IEC 9075-2 table 38 or, where the
 * standard has none as precise, PostgreSQL's appendix A.
 */
public enum SqlState {
  // Class 07: dynamic SQL error
  WRONG_PARAMETER_COUNT("07001"),

  // Class 08: connection exception
  CONNECTION_CANNOT_BE_OPENED("08001"),
  CONNECTION_DOES_NOT_EXIST("08003"),
  CONNECTION_FAILURE("08006"),
  TRANSACTION_RESOLUTION_UNKNOWN("08007"),

  // Class 0A: feature not supported
  FEATURE_NOT_SUPPORTED("0A000"),

  // Class 21: cardinality violation
  CARDINALITY_VIOLATION("21000"),

  // Class 22: data exception
  DATA_EXCEPTION("22000"),
  STRING_DATA_RIGHT_TRUNCATION("22001"),
  NUMERIC_VALUE_OUT_OF_RANGE("22003"),
  INVALID_DATETIME("22007"),
  DIVISION_BY_ZERO("22012"),
  INVALID_CAST("22018"),
  CHARACTER_NOT_IN_REPERTOIRE("22021"),
  INVALID_PARAMETER_VALUE("22023"),

  // Class 23: integrity constraint violation
  NOT_NULL_VIOLATION("23502"),
  CHECK_VIOLATION("23514"),

  // Class 24: invalid cursor state
  INVALID_CURSOR_STATE("24000"),

  // Class 25: invalid transaction state
  INVALID_TRANSACTION_STATE("25000"),

  // Class 26: invalid SQL statement name
  INVALID_SQL_STATEMENT_NAME("26000"),

  // Class 28: invalid authorization specification
  INVALID_AUTHORIZATION("28000"),

  // Class 2B: dependent privilege descriptors still exist
  DEPENDENT_OBJECTS_STILL_EXIST("2BP01"),

  // Class 40: transaction rollback
  SERIALIZATION_FAILURE("40001"),

  // Class 42: syntax error or access rule violation
  GENERATED_ALWAYS("428C9"),
  INSUFFICIENT_PRIVILEGE("42501"),
  SYNTAX_ERROR("42601"),
  INVALID_COLUMN_DEFINITION("42611"),
  DUPLICATE_COLUMN("42701"),
  AMBIGUOUS_COLUMN("42702"),
  UNDEFINED_COLUMN("42703"),
  UNDEFINED_OBJECT("42704"),
  DUPLICATE_OBJECT("42710"),
  AMBIGUOUS_FUNCTION("42725"),
  GROUPING_ERROR("42803"),
  DATATYPE_MISMATCH("42804"),
  WRONG_OBJECT_TYPE("42809"),
  UNDEFINED_FUNCTION("42883"),
  UNDEFINED_TABLE("42P01"),
  UNDEFINED_PARAMETER("42P02"),
  DUPLICATE_PREPARED_STATEMENT("42P05"),
  DUPLICATE_SCHEMA("42P06"),
  DUPLICATE_TABLE("42P07"),
  INVALID_TABLE_DEFINITION("42P16"),
  INVALID_OBJECT_DEFINITION("42P17"),
  UNDEFINED_SCHEMA("3F000"),

  // Class 53: insufficient resources
  DISK_FULL("53100"),
  OUT_OF_MEMORY("53200"),

  // Class 54: program limit exceeded
  STATEMENT_TOO_COMPLEX("54001"),

  // Class 55: object not in prerequisite state
  OBJECT_NOT_IN_PREREQUISITE_STATE("55000"),

  // Class 57: operator intervention
  QUERY_CANCELED("57014"),

  // Class 58: system error, external to the database
  IO_ERROR("58030"),
  UNDEFINED_FILE("58P01"),

  // Class XX: internal error
  INTERNAL_ERROR("XX000"),
  DATA_CORRUPTED("XX001");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** Five characters. */
  public String code() {
    return code;
  }
}
