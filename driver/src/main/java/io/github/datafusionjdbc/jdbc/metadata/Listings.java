package io.github.datafusionjdbc.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Listings of what the database holds: catalogs, schemas, tables, columns, types and functions.
 *
 * <p>An argument that is null narrows nothing; an empty catalog or schema asks for objects without
 * one. Catalogs are exact names, the other arguments are patterns.
 */
abstract class Listings extends SqlCapabilities {
  private final MetadataQueries queries;

  Listings(MetadataQueries queries) {
    this.queries = queries;
  }

  /** Runs a query without parameters. */
  ResultSet query(String sql) throws SQLException {
    return queries.query(sql, List.of());
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return query(
        """
        SELECT catalog_name AS "TABLE_CAT"
        FROM information_schema.information_schema_catalog_name ORDER BY "TABLE_CAT"\
        """);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
    return new InformationSchemaQuery(
            """
            SELECT schema_name AS "TABLE_SCHEM", catalog_name AS "TABLE_CATALOG"
            FROM information_schema.schemata\
            """)
        .exact("catalog_name", catalog)
        .pattern("schema_name", schemaPattern)
        .orderBy(queries, "\"TABLE_CATALOG\", \"TABLE_SCHEM\"");
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return query(
        """
        SELECT t."TABLE_TYPE" FROM
          (VALUES ('EXTERNAL TABLE'), ('LOCAL TEMPORARY'), ('SYSTEM TABLE'), ('TABLE'), ('VIEW'))
            AS t ("TABLE_TYPE")
        ORDER BY t."TABLE_TYPE"\
        """);
  }

  /** A table that is there but cannot be read says why in REMARKS. */
  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tableNamePattern, String[] types)
      throws SQLException {
    InformationSchemaQuery query =
        new InformationSchemaQuery(
                """
                SELECT table_catalog AS "TABLE_CAT", table_schema AS "TABLE_SCHEM",
                  table_name AS "TABLE_NAME",
                  CASE table_type WHEN 'BASE TABLE' THEN 'TABLE' ELSE table_type END AS "TABLE_TYPE",
                  COALESCE(remarks, unreadable_because) AS "REMARKS",
                  CAST(NULL AS VARCHAR) AS "TYPE_CAT", CAST(NULL AS VARCHAR) AS "TYPE_SCHEM",
                  CAST(NULL AS VARCHAR) AS "TYPE_NAME",
                  CAST(NULL AS VARCHAR) AS "SELF_REFERENCING_COL_NAME",
                  CAST(NULL AS VARCHAR) AS "REF_GENERATION"
                FROM information_schema.table_details\
                """)
            .exact("table_catalog", catalog)
            .pattern("table_schema", schemaPattern)
            .pattern("table_name", tableNamePattern);
    if (types != null) {
      query.in(
          "table_type",
          Arrays.stream(types).filter(Objects::nonNull).map(Listings::standardTableType).toList());
    }
    return query.orderBy(queries, "\"TABLE_TYPE\", \"TABLE_CAT\", \"TABLE_SCHEM\", \"TABLE_NAME\"");
  }

  /** JDBC says TABLE where the standard says BASE TABLE, which is no type of JDBC's. */
  private static String standardTableType(String type) {
    return switch (type) {
      case "TABLE" -> "BASE TABLE";
      case "BASE TABLE" -> "";
      default -> type;
    };
  }

  /** Schema and table are exact names here. */
  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    return new InformationSchemaQuery(
            """
            SELECT table_catalog AS "TABLE_CAT", table_schema AS "TABLE_SCHEM",
              table_name AS "TABLE_NAME", column_name AS "COLUMN_NAME",
              CAST(ordinal_position AS SMALLINT) AS "KEY_SEQ", constraint_name AS "PK_NAME"
            FROM information_schema.key_column_usage\
            """)
        .exact("table_catalog", catalog)
        .exact("table_schema", schema)
        .exact("table_name", table)
        .orderBy(queries, "\"COLUMN_NAME\"");
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
      throws SQLException {
    return new InformationSchemaQuery(
            """
            SELECT table_catalog AS "TABLE_CAT", table_schema AS "TABLE_SCHEM",
              table_name AS "TABLE_NAME", column_name AS "COLUMN_NAME", type_code AS "DATA_TYPE",
              data_type AS "TYPE_NAME", column_size AS "COLUMN_SIZE",
              CAST(NULL AS INTEGER) AS "BUFFER_LENGTH", decimal_digits AS "DECIMAL_DIGITS",
              numeric_precision_radix AS "NUM_PREC_RADIX",
              CAST(CASE is_nullable WHEN 'YES' THEN 1 ELSE 0 END AS INTEGER) AS "NULLABLE",
              remarks AS "REMARKS", column_default AS "COLUMN_DEF",
              CAST(NULL AS INTEGER) AS "SQL_DATA_TYPE", CAST(NULL AS INTEGER) AS "SQL_DATETIME_SUB",
              character_octet_length AS "CHAR_OCTET_LENGTH",
              ordinal_position AS "ORDINAL_POSITION", is_nullable AS "IS_NULLABLE",
              CAST(NULL AS VARCHAR) AS "SCOPE_CATALOG", CAST(NULL AS VARCHAR) AS "SCOPE_SCHEMA",
              CAST(NULL AS VARCHAR) AS "SCOPE_TABLE", CAST(NULL AS SMALLINT) AS "SOURCE_DATA_TYPE",
              is_identity AS "IS_AUTOINCREMENT",
              CASE is_generated WHEN 'ALWAYS' THEN 'YES' ELSE 'NO' END AS "IS_GENERATEDCOLUMN"
            FROM information_schema.columns\
            """)
        .exact("table_catalog", catalog)
        .pattern("table_schema", schemaPattern)
        .pattern("table_name", tableNamePattern)
        .pattern("column_name", columnNamePattern)
        .orderBy(queries, "\"TABLE_CAT\", \"TABLE_SCHEM\", \"TABLE_NAME\", \"ORDINAL_POSITION\"");
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return query(
        """
        SELECT type_name AS "TYPE_NAME", type_code AS "DATA_TYPE", column_size AS "PRECISION",
          literal_prefix AS "LITERAL_PREFIX", literal_suffix AS "LITERAL_SUFFIX",
          create_params AS "CREATE_PARAMS", CAST(1 AS SMALLINT) AS "NULLABLE",
          is_case_sensitive = 'YES' AS "CASE_SENSITIVE",
          CAST(searchable AS SMALLINT) AS "SEARCHABLE",
          is_unsigned = 'YES' AS "UNSIGNED_ATTRIBUTE", FALSE AS "FIXED_PREC_SCALE",
          FALSE AS "AUTO_INCREMENT", CAST(NULL AS VARCHAR) AS "LOCAL_TYPE_NAME",
          CAST(minimum_scale AS SMALLINT) AS "MINIMUM_SCALE",
          CAST(maximum_scale AS SMALLINT) AS "MAXIMUM_SCALE",
          CAST(NULL AS INTEGER) AS "SQL_DATA_TYPE", CAST(NULL AS INTEGER) AS "SQL_DATETIME_SUB",
          numeric_precision_radix AS "NUM_PREC_RADIX"
        FROM information_schema.type_info ORDER BY type_code, preference\
        """);
  }

  /** Functions belong to no catalog and no schema; each known signature is a row. */
  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
      throws SQLException {
    return new InformationSchemaQuery(
            """
            SELECT routine_catalog AS "FUNCTION_CAT", routine_schema AS "FUNCTION_SCHEM",
              routine_name AS "FUNCTION_NAME", remarks AS "REMARKS",
              CAST(CASE function_type WHEN 'TABLE' THEN 2 ELSE 1 END AS SMALLINT) AS "FUNCTION_TYPE",
              specific_name AS "SPECIFIC_NAME"
            FROM information_schema.routines\
            """)
        .absent("routine_catalog", catalog)
        .absent("routine_schema", schemaPattern)
        .pattern("routine_name", functionNamePattern)
        .orderBy(
            queries, "\"FUNCTION_CAT\", \"FUNCTION_SCHEM\", \"FUNCTION_NAME\", \"SPECIFIC_NAME\"");
  }

  /** The result, if its type is known, comes first as "returnValue"; parameters are $1, $2 .. */
  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
      throws SQLException {
    return new InformationSchemaQuery(
            """
            SELECT * FROM (SELECT specific_catalog AS "FUNCTION_CAT",
              specific_schema AS "FUNCTION_SCHEM", routine_name AS "FUNCTION_NAME",
              CASE is_result WHEN 'YES' THEN 'returnValue'
                ELSE COALESCE(parameter_name, '$' || CAST(ordinal_position AS VARCHAR)) END
                AS "COLUMN_NAME",
              CAST(CASE is_result WHEN 'YES' THEN 4 ELSE 1 END AS SMALLINT) AS "COLUMN_TYPE",
              type_code AS "DATA_TYPE", data_type AS "TYPE_NAME", column_size AS "PRECISION",
              character_octet_length AS "LENGTH", CAST(decimal_digits AS SMALLINT) AS "SCALE",
              CAST(numeric_precision_radix AS SMALLINT) AS "RADIX",
              CAST(2 AS SMALLINT) AS "NULLABLE", CAST(NULL AS VARCHAR) AS "REMARKS",
              character_octet_length AS "CHAR_OCTET_LENGTH",
              ordinal_position AS "ORDINAL_POSITION", '' AS "IS_NULLABLE",
              specific_name AS "SPECIFIC_NAME"
            FROM information_schema.parameters) AS p\
            """)
        .absent("\"FUNCTION_CAT\"", catalog)
        .absent("\"FUNCTION_SCHEM\"", schemaPattern)
        .pattern("\"FUNCTION_NAME\"", functionNamePattern)
        .pattern("\"COLUMN_NAME\"", columnNamePattern)
        .orderBy(
            queries,
            "\"FUNCTION_CAT\", \"FUNCTION_SCHEM\", \"FUNCTION_NAME\", \"SPECIFIC_NAME\","
                + " \"ORDINAL_POSITION\"");
  }
}
