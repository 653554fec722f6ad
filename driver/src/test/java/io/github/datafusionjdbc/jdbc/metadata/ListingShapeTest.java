package io.github.datafusionjdbc.jdbc.metadata;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each listing has the columns that the documentation of java.sql.DatabaseMetaData gives. */
class ListingShapeTest {
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = Rows.features();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  private interface Call {
    ResultSet on(DatabaseMetaData metaData) throws SQLException;
  }

  private record Listing(String name, Call call, String columns) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String KEYS =
      "PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT, FKTABLE_SCHEM,"
          + " FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ smallint, UPDATE_RULE smallint,"
          + " DELETE_RULE smallint, FK_NAME, PK_NAME, DEFERRABILITY smallint";

  private static final String ROW_IDENTIFIERS =
      "SCOPE smallint, COLUMN_NAME, DATA_TYPE integer, TYPE_NAME, COLUMN_SIZE integer,"
          + " BUFFER_LENGTH integer, DECIMAL_DIGITS smallint, PSEUDO_COLUMN smallint";

  static Stream<Listing> listings() {
    return Stream.of(
        new Listing("getCatalogs", DatabaseMetaData::getCatalogs, "TABLE_CAT"),
        new Listing("getSchemas", DatabaseMetaData::getSchemas, "TABLE_SCHEM, TABLE_CATALOG"),
        new Listing(
            "getSchemas of a pattern", m -> m.getSchemas(null, "p%"), "TABLE_SCHEM, TABLE_CATALOG"),
        new Listing("getTableTypes", DatabaseMetaData::getTableTypes, "TABLE_TYPE"),
        new Listing(
            "getTables",
            m -> m.getTables(null, null, null, null),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM,"
                + " TYPE_NAME, SELF_REFERENCING_COL_NAME, REF_GENERATION"),
        new Listing(
            "getColumns",
            m -> m.getColumns(null, null, null, null),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE integer, TYPE_NAME,"
                + " COLUMN_SIZE integer, BUFFER_LENGTH integer, DECIMAL_DIGITS integer,"
                + " NUM_PREC_RADIX integer, NULLABLE integer, REMARKS, COLUMN_DEF,"
                + " SQL_DATA_TYPE integer, SQL_DATETIME_SUB integer, CHAR_OCTET_LENGTH integer,"
                + " ORDINAL_POSITION integer, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA,"
                + " SCOPE_TABLE, SOURCE_DATA_TYPE smallint, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN"),
        new Listing(
            "getTypeInfo",
            DatabaseMetaData::getTypeInfo,
            "TYPE_NAME, DATA_TYPE integer, PRECISION integer, LITERAL_PREFIX, LITERAL_SUFFIX,"
                + " CREATE_PARAMS, NULLABLE smallint, CASE_SENSITIVE boolean,"
                + " SEARCHABLE smallint, UNSIGNED_ATTRIBUTE boolean, FIXED_PREC_SCALE boolean,"
                + " AUTO_INCREMENT boolean, LOCAL_TYPE_NAME, MINIMUM_SCALE smallint,"
                + " MAXIMUM_SCALE smallint, SQL_DATA_TYPE integer, SQL_DATETIME_SUB integer,"
                + " NUM_PREC_RADIX integer"),
        new Listing(
            "getFunctions",
            m -> m.getFunctions(null, null, null),
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE smallint,"
                + " SPECIFIC_NAME"),
        new Listing(
            "getFunctionColumns",
            m -> m.getFunctionColumns(null, null, null, null),
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, COLUMN_NAME, COLUMN_TYPE smallint,"
                + " DATA_TYPE integer, TYPE_NAME, PRECISION integer, LENGTH integer,"
                + " SCALE smallint, RADIX smallint, NULLABLE smallint, REMARKS,"
                + " CHAR_OCTET_LENGTH integer, ORDINAL_POSITION integer, IS_NULLABLE,"
                + " SPECIFIC_NAME"),
        new Listing(
            "getClientInfoProperties",
            DatabaseMetaData::getClientInfoProperties,
            "NAME, MAX_LEN integer, DEFAULT_VALUE, DESCRIPTION"));
  }

  /** What the database has none of. */
  static Stream<Listing> emptyListings() {
    return Stream.of(
        new Listing(
            "getProcedures",
            m -> m.getProcedures(null, null, "%"),
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, *, *, *, REMARKS,"
                + " PROCEDURE_TYPE smallint, SPECIFIC_NAME"),
        new Listing(
            "getProcedureColumns",
            m -> m.getProcedureColumns(null, null, "%", "%"),
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, COLUMN_NAME, COLUMN_TYPE smallint,"
                + " DATA_TYPE integer, TYPE_NAME, PRECISION integer, LENGTH integer,"
                + " SCALE smallint, RADIX smallint, NULLABLE smallint, REMARKS, COLUMN_DEF,"
                + " SQL_DATA_TYPE integer, SQL_DATETIME_SUB integer, CHAR_OCTET_LENGTH integer,"
                + " ORDINAL_POSITION integer, IS_NULLABLE, SPECIFIC_NAME"),
        new Listing(
            "getColumnPrivileges",
            m -> m.getColumnPrivileges(null, "public", "all_types", "%"),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, GRANTOR, GRANTEE, PRIVILEGE,"
                + " IS_GRANTABLE"),
        new Listing(
            "getTablePrivileges",
            m -> m.getTablePrivileges(null, null, "%"),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE"),
        new Listing(
            "getBestRowIdentifier",
            m -> m.getBestRowIdentifier(null, "public", "all_types", 0, true),
            ROW_IDENTIFIERS),
        new Listing(
            "getVersionColumns",
            m -> m.getVersionColumns(null, "public", "all_types"),
            ROW_IDENTIFIERS),
        new Listing(
            "getPrimaryKeys",
            m -> m.getPrimaryKeys(null, "public", "all_types"),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ smallint, PK_NAME"),
        new Listing("getImportedKeys", m -> m.getImportedKeys(null, null, "all_types"), KEYS),
        new Listing("getExportedKeys", m -> m.getExportedKeys(null, null, "all_types"), KEYS),
        new Listing(
            "getCrossReference",
            m -> m.getCrossReference(null, null, "all_types", null, null, "empty"),
            KEYS),
        new Listing(
            "getIndexInfo",
            m -> m.getIndexInfo(null, null, "all_types", false, true),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, NON_UNIQUE boolean, INDEX_QUALIFIER, INDEX_NAME,"
                + " TYPE smallint, ORDINAL_POSITION smallint, COLUMN_NAME, ASC_OR_DESC,"
                + " CARDINALITY bigint, PAGES bigint, FILTER_CONDITION"),
        new Listing(
            "getUDTs",
            m -> m.getUDTs(null, null, "%", null),
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, CLASS_NAME, DATA_TYPE integer, REMARKS,"
                + " BASE_TYPE smallint"),
        new Listing(
            "getSuperTypes",
            m -> m.getSuperTypes(null, null, "%"),
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, SUPERTYPE_CAT, SUPERTYPE_SCHEM, SUPERTYPE_NAME"),
        new Listing(
            "getSuperTables",
            m -> m.getSuperTables(null, null, "%"),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, SUPERTABLE_NAME"),
        new Listing(
            "getAttributes",
            m -> m.getAttributes(null, null, "%", "%"),
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ATTR_NAME, DATA_TYPE integer, ATTR_TYPE_NAME,"
                + " ATTR_SIZE integer, DECIMAL_DIGITS integer, NUM_PREC_RADIX integer,"
                + " NULLABLE integer, REMARKS, ATTR_DEF, SQL_DATA_TYPE integer,"
                + " SQL_DATETIME_SUB integer, CHAR_OCTET_LENGTH integer,"
                + " ORDINAL_POSITION integer, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA,"
                + " SCOPE_TABLE, SOURCE_DATA_TYPE smallint"),
        new Listing(
            "getPseudoColumns",
            m -> m.getPseudoColumns(null, null, "%", "%"),
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE integer,"
                + " COLUMN_SIZE integer, DECIMAL_DIGITS integer, NUM_PREC_RADIX integer,"
                + " COLUMN_USAGE, REMARKS, CHAR_OCTET_LENGTH integer, IS_NULLABLE"));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void hasTheColumnsThatJdbcSpecifies(Listing listing) throws SQLException {
    try (ResultSet result = listing.call.on(connection.getMetaData())) {
      assertThat(columns(result, listing)).isEqualTo(listing.columns);
      assertThat(result.next()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("emptyListings")
  void hasTheColumnsThatJdbcSpecifiesAndNoRow(Listing listing) throws SQLException {
    try (ResultSet result = listing.call.on(connection.getMetaData())) {
      assertThat(columns(result, listing)).isEqualTo(listing.columns);
      assertThat(result.next()).isFalse();
    }
  }

  /** As in the tables above: VARCHAR is not written, names that JDBC leaves open are stars. */
  private static String columns(ResultSet result, Listing listing) throws SQLException {
    ResultSetMetaData metaData = result.getMetaData();
    List<String> expected = List.of(listing.columns.split(", "));
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      String type = metaData.getColumnTypeName(i);
      boolean open = i <= expected.size() && expected.get(i - 1).equals("*");
      columns.add(
          (open ? "*" : metaData.getColumnLabel(i)) + (type.equals("varchar") ? "" : " " + type));
    }
    return columns.stream().collect(joining(", "));
  }
}
