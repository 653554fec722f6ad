package io.github.datafusionjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the metadata claims is what statements can do. */
class CapabilitiesTest {
  private static final String T = "(values (1, 'a'), (2, null)) as t (id, s)";
  private static final String U = "(values (1, 'x'), (3, 'y')) as u (id, s)";

  private static Connection connection;
  private static DatabaseMetaData metaData;

  @BeforeAll
  static void connect() throws SQLException {
    connection = Rows.flights();
    metaData = connection.getMetaData();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  /** Hibernate drops all metadata if one method throws. */
  @Test
  void noMethodWithoutArgumentsThrows() throws Exception {
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getParameterCount() == 0) {
        Object value = method.invoke(metaData);
        assertThat(value).as(method.getName()).isNotNull();
        if (value instanceof ResultSet result) {
          result.close();
        }
      }
    }
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("supportsColumnAliasing", "select id as n from " + T),
        Arguments.of(
            "supportsCorrelatedSubqueries",
            "select id from " + T + " where exists (select 1 from " + U + " where u.id = t.id)"),
        Arguments.of("supportsExpressionsInOrderBy", "select id from " + T + " order by -id"),
        Arguments.of(
            "supportsFullOuterJoins",
            "select t.id, u.id from " + T + " full join " + U + " on t.id = u.id"),
        Arguments.of(
            "supportsOuterJoins",
            "select t.id, u.id from " + T + " left join " + U + " on t.id = u.id"),
        Arguments.of("supportsGroupBy", "select s, count(*) from " + T + " group by s"),
        Arguments.of("supportsGroupByUnrelated", "select count(*) from " + T + " group by s"),
        Arguments.of(
            "supportsGroupByBeyondSelect", "select s, count(*) from " + T + " group by s, id"),
        Arguments.of("supportsOrderByUnrelated", "select s from " + T + " order by id"),
        Arguments.of(
            "supportsSubqueriesInComparisons",
            "select id from " + T + " where id = (select max(id) from " + T + ")"),
        Arguments.of(
            "supportsSubqueriesInExists", "select id from " + T + " where exists (select 1)"),
        Arguments.of(
            "supportsSubqueriesInIns",
            "select id from " + T + " where id in (select id from " + U + ")"),
        Arguments.of(
            "supportsSubqueriesInQuantifieds",
            "select id from " + T + " where id >= all (select id from " + U + ")"),
        Arguments.of("supportsTableCorrelationNames", "select x.name from nyc.airlines as x"),
        Arguments.of("supportsUnion", "select 1 union select 2"),
        Arguments.of("supportsUnionAll", "select 1 union all select 1"),
        Arguments.of("supportsSchemasInDataManipulation", "select name from nyc.airlines"),
        Arguments.of(
            "supportsCatalogsInDataManipulation", "select name from datafusion.nyc.airlines"),
        Arguments.of(
            "supportsLikeEscapeClause", "select id from " + T + " where s like '%!%%' escape '!'"),
        Arguments.of(
            "supportsMixedCaseQuotedIdentifiers", "select \"Id\" from (values (1)) as t (\"Id\")"),
        Arguments.of("supportsSelectForUpdate", "select name from nyc.airlines for update"),
        Arguments.of("supportsConvert", "select {fn convert(1, SQL_VARCHAR)}"),
        Arguments.of(
            "supportsIntegrityEnhancementFacility", "create table nyc.x (id int primary key)"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theDialectCanDoWhatIsClaimedAndNoMore(String method, String sql) throws Exception {
    boolean claimed = (boolean) DatabaseMetaData.class.getMethod(method).invoke(metaData);
    if (claimed) {
      Rows.of(connection, sql);
    } else {
      assertThatThrownBy(() -> Rows.of(connection, sql)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void literalsAreWrittenAsTheTypeInformationSays() throws SQLException {
    Map<String, String> values =
        Map.of(
            "varbinary", "CAFE",
            "varchar", "x",
            "date", "2013-01-31",
            "time", "12:30:00",
            "timestamp", "2013-01-31 12:30:00",
            "interval", "1 day");
    Set<String> written = new HashSet<>();
    try (ResultSet types = metaData.getTypeInfo()) {
      while (types.next()) {
        if (types.getString("LITERAL_PREFIX") != null) {
          String name = types.getString("TYPE_NAME");
          String literal =
              types.getString("LITERAL_PREFIX")
                  + values.get(name)
                  + types.getString("LITERAL_SUFFIX");
          try (var statement = connection.createStatement();
              ResultSet result = statement.executeQuery("select " + literal)) {
            assertThat(result.getMetaData().getColumnTypeName(1)).isEqualTo(name);
            written.add(name);
          }
        }
      }
    }
    assertThat(written).isEqualTo(values.keySet());
  }

  @Test
  void decimalsHaveAsManyDigitsAsTheTypeInformationSays() throws SQLException {
    try (ResultSet types = metaData.getTypeInfo()) {
      while (types.next()) {
        if (types.getString("TYPE_NAME").equals("decimal")) {
          int digits = types.getInt("PRECISION");
          String most = "9".repeat(digits);
          assertThat(
                  Rows.of(connection, "select cast('" + most + "' as decimal(" + digits + ", 0))"))
              .containsExactly(most);
          assertThatThrownBy(
                  () -> Rows.of(connection, "select cast('1' as decimal(" + (digits + 1) + ", 0))"))
              .isInstanceOf(SQLException.class);
        }
      }
    }
  }

  @Test
  void nullsSortHigh() throws SQLException {
    assertThat(metaData.nullsAreSortedHigh()).isTrue();
    assertThat(Rows.of(connection, "select s from " + T + " order by s"))
        .containsExactly("a", "null");
    assertThat(Rows.of(connection, "select s from " + T + " order by s desc"))
        .containsExactly("null", "a");
  }

  @Test
  void aTextWithNullIsNull() throws SQLException {
    assertThat(metaData.nullPlusNonNullIsNull()).isTrue();
    assertThat(Rows.of(connection, "select 'a' || cast(null as varchar)")).containsExactly("null");
  }

  @Test
  void plainIdentifiersAreLowerCaseAndQuotedOnesAreKept() throws SQLException {
    assertThat(metaData.storesLowerCaseIdentifiers()).isTrue();
    assertThat(metaData.supportsMixedCaseIdentifiers()).isFalse();
    String quote = metaData.getIdentifierQuoteString();
    assertThat(Rows.of(connection, "select ID from " + T + " where ID = 1")).containsExactly("1");
    assertThatThrownBy(() -> Rows.of(connection, "select " + quote + "ID" + quote + " from " + T))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void namesAreQualifiedWithTheSeparator() throws SQLException {
    String name = "datafusion" + metaData.getCatalogSeparator() + "nyc.airlines";
    assertThat(metaData.isCatalogAtStart()).isTrue();
    assertThat(Rows.of(connection, "select count(*) from " + name)).containsExactly("16");
  }

  @Test
  void statementsThatWriteAreRefusedOnAReadOnlyConnectionOnly() throws SQLException {
    assertThat(metaData.isReadOnly()).isFalse();
    connection.setReadOnly(true);
    try (Statement statement = connection.createStatement()) {
      for (String sql :
          List.of("insert into nyc.airlines values ('XX', 'x')", "create table nyc.x (id int)")) {
        assertThatThrownBy(() -> statement.executeUpdate(sql))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("readonly");
      }
    } finally {
      connection.setReadOnly(false);
    }
  }

  @Test
  void isolationIsTheConnections() throws SQLException {
    assertThat(metaData.getDefaultTransactionIsolation())
        .isEqualTo(connection.getTransactionIsolation());
    assertThat(metaData.supportsTransactionIsolationLevel(connection.getTransactionIsolation()))
        .isTrue();
    assertThat(metaData.getResultSetHoldability()).isEqualTo(connection.getHoldability());
  }

  @Test
  void resultsAreForwardOnlyAndReadOnly() throws SQLException {
    for (int type :
        List.of(
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.TYPE_SCROLL_INSENSITIVE,
            ResultSet.TYPE_SCROLL_SENSITIVE)) {
      for (int concurrency : List.of(ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE)) {
        boolean claimed = metaData.supportsResultSetConcurrency(type, concurrency);
        try (var statement = connection.createStatement(type, concurrency)) {
          assertThat(
                  statement.getResultSetType() == type
                      && statement.getResultSetConcurrency() == concurrency)
              .isEqualTo(claimed);
        } catch (SQLException e) {
          assertThat(claimed).isFalse();
        }
      }
    }
  }

  @Test
  void theProductIsTheEngineInItsVersion() throws SQLException {
    assertThat(metaData.getDatabaseProductName()).isEqualTo("Apache DataFusion");
    assertThat(metaData.getDatabaseProductVersion())
        .startsWith(metaData.getDatabaseMajorVersion() + "." + metaData.getDatabaseMinorVersion());
    assertThat(Rows.of(connection, "select version()").get(0))
        .contains(metaData.getDatabaseProductVersion());
    assertThat(metaData.getDriverVersion())
        .startsWith(metaData.getDriverMajorVersion() + "." + metaData.getDriverMinorVersion());
    assertThat(metaData.getJDBCMajorVersion()).isEqualTo(4);
    assertThat(metaData.getJDBCMinorVersion()).isEqualTo(3);
  }

  @Test
  void secretsAreNotInTheUrl() throws SQLException {
    String url = metaData.getURL() + "?aws_secret_access_key=hunter2&schema=nyc";
    try (Connection other = DriverManager.getConnection(url)) {
      assertThat(other.getMetaData().getURL()).doesNotContain("hunter2").contains("schema=nyc");
      assertThat(other.getMetaData().getConnection()).isSameAs(other);
    }
  }

  @Test
  void keywordsAreNoAliasesOfTables() throws SQLException {
    for (String keyword : metaData.getSQLKeywords().split(",", -1)) {
      assertThatThrownBy(
              () ->
                  Rows.of(
                      connection, "select " + keyword + ".a from (values (1)) " + keyword + " (a)"))
          .as(keyword)
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void unwrapsToItself() throws SQLException {
    assertThat(metaData.isWrapperFor(DatabaseMetaData.class)).isTrue();
    assertThat(metaData.unwrap(DatabaseMetaData.class)).isSameAs(metaData);
    assertThat(metaData.isWrapperFor(String.class)).isFalse();
    assertThatThrownBy(() -> metaData.unwrap(String.class)).isInstanceOf(SQLException.class);
  }

  @Test
  void listingsOfAClosedConnectionAreRefused() throws Exception {
    DatabaseMetaData closed;
    try (Connection other = Rows.flights()) {
      closed = other.getMetaData();
    }
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getParameterCount() == 0 && method.getReturnType() == ResultSet.class) {
        assertThatThrownBy(() -> method.invoke(closed))
            .as(method.getName())
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
      }
    }
  }
}
