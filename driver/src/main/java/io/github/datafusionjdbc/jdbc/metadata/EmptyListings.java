package io.github.datafusionjdbc.jdbc.metadata;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Queries for what the database has none of: no row, but every column that {@link
 * java.sql.DatabaseMetaData} specifies, in its order and type.
 */
final class EmptyListings {
  static final String PROCEDURES =
      empty(
          "PROCEDURE_CAT",
          "PROCEDURE_SCHEM",
          "PROCEDURE_NAME",
          "RESERVED_1",
          "RESERVED_2",
          "RESERVED_3",
          "REMARKS",
          "PROCEDURE_TYPE SMALLINT",
          "SPECIFIC_NAME");

  static final String PROCEDURE_COLUMNS =
      empty(
          "PROCEDURE_CAT",
          "PROCEDURE_SCHEM",
          "PROCEDURE_NAME",
          "COLUMN_NAME",
          "COLUMN_TYPE SMALLINT",
          "DATA_TYPE INTEGER",
          "TYPE_NAME",
          "PRECISION INTEGER",
          "LENGTH INTEGER",
          "SCALE SMALLINT",
          "RADIX SMALLINT",
          "NULLABLE SMALLINT",
          "REMARKS",
          "COLUMN_DEF",
          "SQL_DATA_TYPE INTEGER",
          "SQL_DATETIME_SUB INTEGER",
          "CHAR_OCTET_LENGTH INTEGER",
          "ORDINAL_POSITION INTEGER",
          "IS_NULLABLE",
          "SPECIFIC_NAME");

  static final String COLUMN_PRIVILEGES =
      empty(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "COLUMN_NAME",
          "GRANTOR",
          "GRANTEE",
          "PRIVILEGE",
          "IS_GRANTABLE");

  static final String TABLE_PRIVILEGES =
      empty(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "GRANTOR",
          "GRANTEE",
          "PRIVILEGE",
          "IS_GRANTABLE");

  /** Best row identifiers and version columns have the same columns. */
  static final String ROW_IDENTIFIERS =
      empty(
          "SCOPE SMALLINT",
          "COLUMN_NAME",
          "DATA_TYPE INTEGER",
          "TYPE_NAME",
          "COLUMN_SIZE INTEGER",
          "BUFFER_LENGTH INTEGER",
          "DECIMAL_DIGITS SMALLINT",
          "PSEUDO_COLUMN SMALLINT");

  /** Imported keys, exported keys and cross references have the same columns. */
  static final String FOREIGN_KEYS =
      empty(
          "PKTABLE_CAT",
          "PKTABLE_SCHEM",
          "PKTABLE_NAME",
          "PKCOLUMN_NAME",
          "FKTABLE_CAT",
          "FKTABLE_SCHEM",
          "FKTABLE_NAME",
          "FKCOLUMN_NAME",
          "KEY_SEQ SMALLINT",
          "UPDATE_RULE SMALLINT",
          "DELETE_RULE SMALLINT",
          "FK_NAME",
          "PK_NAME",
          "DEFERRABILITY SMALLINT");

  static final String INDEXES =
      empty(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "NON_UNIQUE BOOLEAN",
          "INDEX_QUALIFIER",
          "INDEX_NAME",
          "TYPE SMALLINT",
          "ORDINAL_POSITION SMALLINT",
          "COLUMN_NAME",
          "ASC_OR_DESC",
          "CARDINALITY BIGINT",
          "PAGES BIGINT",
          "FILTER_CONDITION");

  static final String USER_DEFINED_TYPES =
      empty(
          "TYPE_CAT",
          "TYPE_SCHEM",
          "TYPE_NAME",
          "CLASS_NAME",
          "DATA_TYPE INTEGER",
          "REMARKS",
          "BASE_TYPE SMALLINT");

  static final String SUPER_TYPES =
      empty(
          "TYPE_CAT",
          "TYPE_SCHEM",
          "TYPE_NAME",
          "SUPERTYPE_CAT",
          "SUPERTYPE_SCHEM",
          "SUPERTYPE_NAME");

  static final String SUPER_TABLES =
      empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME");

  static final String ATTRIBUTES =
      empty(
          "TYPE_CAT",
          "TYPE_SCHEM",
          "TYPE_NAME",
          "ATTR_NAME",
          "DATA_TYPE INTEGER",
          "ATTR_TYPE_NAME",
          "ATTR_SIZE INTEGER",
          "DECIMAL_DIGITS INTEGER",
          "NUM_PREC_RADIX INTEGER",
          "NULLABLE INTEGER",
          "REMARKS",
          "ATTR_DEF",
          "SQL_DATA_TYPE INTEGER",
          "SQL_DATETIME_SUB INTEGER",
          "CHAR_OCTET_LENGTH INTEGER",
          "ORDINAL_POSITION INTEGER",
          "IS_NULLABLE",
          "SCOPE_CATALOG",
          "SCOPE_SCHEMA",
          "SCOPE_TABLE",
          "SOURCE_DATA_TYPE SMALLINT");

  static final String PSEUDO_COLUMNS =
      empty(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "COLUMN_NAME",
          "DATA_TYPE INTEGER",
          "COLUMN_SIZE INTEGER",
          "DECIMAL_DIGITS INTEGER",
          "NUM_PREC_RADIX INTEGER",
          "COLUMN_USAGE",
          "REMARKS",
          "CHAR_OCTET_LENGTH INTEGER",
          "IS_NULLABLE");

  private EmptyListings() {}

  /** A column is a name, or a name and a type if that is not VARCHAR. */
  private static String empty(String... columns) {
    return Arrays.stream(columns)
        .map(
            column -> {
              int space = column.indexOf(' ');
              String name = space < 0 ? column : column.substring(0, space);
              String type = space < 0 ? "VARCHAR" : column.substring(space + 1);
              return "CAST(NULL AS " + type + ") AS \"" + name + "\"";
            })
        .collect(Collectors.joining(", ", "SELECT ", " LIMIT 0"));
  }
}
