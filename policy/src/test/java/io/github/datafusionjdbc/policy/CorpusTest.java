package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of the corpus is admitted, but for those named here with the reason. */
class CorpusTest {
  private static final Path DATA = Path.of("..", "tck", "data");

  /** What the engine refuses as well. */
  private static final Set<String> REFUSED_BY_THE_ENGINE =
      Set.of(
          "map-mapkw",
          "lambda-arrow",
          "lambda-ident",
          "lambda-paren",
          "bitwise",
          "int-div-kw",
          "unicode-str",
          "n-string",
          "bin-string",
          "bstr",
          "floor-to",
          "collate",
          "typed-str-json",
          "starts-op",
          "now-lit",
          "star-rename",
          "order-by-all",
          "frame-exclude",
          "at-version",
          "param-named",
          "unq-mixed",
          "comment",
          "two-stmts",
          "empty-in",
          "listagg",
          "asof",
          "match-rec",
          "pivot",
          "between-sym");

  /** What the engine runs, and the lane refuses on purpose. */
  private static final Map<String, String> REFUSED_ON_PURPOSE =
      Map.of("select-into", "makes a table");

  /** No functions, no indexes; and a copy of nothing but partition columns has no files. */
  private static final Set<String> REFUSED_DEFINITIONS =
      Set.of("create-ext-full", "create-function", "create-index", "copy-query");

  private record Statement(String label, String sql) {
    @Override
    public String toString() {
      return label + ": " + sql;
    }
  }

  static Stream<Statement> queries() throws IOException {
    Stream.Builder<Statement> statements = Stream.builder();
    for (String file : List.of("expressions.txt", "queries.txt", "traps.txt")) {
      for (String line : Files.readAllLines(DATA.resolve("sql").resolve(file))) {
        int bar = line.indexOf('|');
        statements.add(
            new Statement(line.substring(0, bar).strip(), line.substring(bar + 1).strip()));
      }
    }
    return statements.build();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queriesAreAdmittedOrRefusedForAReason(Statement statement) {
    String label = statement.label();
    boolean plainCeilFloor = label.equals("ceil-floor") && statement.sql().contains("mod(");
    if (plainCeilFloor
        || REFUSED_BY_THE_ENGINE.contains(label)
        || REFUSED_ON_PURPOSE.containsKey(label)) {
      StatementRefused refused = Lane.refusal(statement.sql());
      assertThat(refused.line()).isPositive();
      return;
    }
    AdmittedStatement admitted = Lane.admit(statement.sql());
    assertThat(admitted.fingerprint()).hasSize(64);
    if (!admitted.normalizedSql().contains("@v")) {
      AdmittedStatement again = Lane.admit(admitted.normalizedSql());
      assertThat(again.normalizedSql()).isEqualTo(admitted.normalizedSql());
      assertThat(again.fingerprint()).isEqualTo(admitted.fingerprint());
    }
  }

  static Stream<Statement> statements() throws IOException {
    return Files.readAllLines(DATA.resolve("sql").resolve("statements.txt")).stream()
        .map(
            line ->
                new Statement(
                    line.substring(0, line.indexOf('|')).strip(),
                    line.substring(line.indexOf('|') + 1).strip()));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void otherStatementsAreAdmittedOrRefusedByTheirKind(Statement statement) {
    Set<String> queries =
        Set.of(
            "explain",
            "explain-analyze",
            "explain-verbose",
            "explain-format",
            "explain-analyze-verbose",
            "explain-paren",
            "values",
            "table-stmt",
            "show-tables",
            "show-columns",
            "show-all",
            "show-var",
            "show-functions",
            "describe",
            "desc",
            "describe-query");
    if (queries.contains(statement.label())) {
      AdmittedStatement admitted = Lane.admit(statement.sql(), Lane.withInformationSchema());
      assertThat(admitted.command()).isEmpty();
      assertThat(Lane.admit(admitted.normalizedSql(), Lane.withInformationSchema()).normalizedSql())
          .isEqualTo(admitted.normalizedSql());
    } else if (Set.of("set", "set-to", "reset").contains(statement.label())) {
      assertThat(Lane.admit(statement.sql()).kind()).isEqualTo(StatementKind.SET);
    } else if (statement.label().equals("show-create") || statement.label().equals("use")) {
      assertThat(Lane.refusal(statement.sql()).state()).isEqualTo(SqlState.UNDEFINED_TABLE);
    } else if (statement.label().equals("explain-plan-for")) {
      assertThat(Lane.refusal(statement.sql()).state()).isEqualTo(SqlState.SYNTAX_ERROR);
    } else if (statement
            .sql()
            .matches(
                "(create|drop|insert|copy|alter table|update|delete|merge|truncate|prepare) .*")
        && !REFUSED_DEFINITIONS.contains(statement.label())) {
      AdmittedStatement admitted = Lane.admit(statement.sql());
      assertThat(admitted.command()).isPresent();
      AdmittedStatement again = Lane.admit(admitted.normalizedSql());
      assertThat(again.normalizedSql()).isEqualTo(admitted.normalizedSql());
      assertThat(again.fingerprint()).isEqualTo(admitted.fingerprint());
    } else {
      assertThat(Lane.refusal(statement.sql()).state())
          .isIn(
              SqlState.FEATURE_NOT_SUPPORTED,
              SqlState.INVALID_TABLE_DEFINITION,
              SqlState.INVALID_SQL_STATEMENT_NAME);
    }
  }

  private static final TestCatalog FLIGHTS =
      new TestCatalog("public")
          .with(
              "nyc",
              "flights",
              "year;month;day;dep_time;sched_dep_time;dep_delay;arr_time;sched_arr_time;arr_delay;"
                  + "carrier;flight;tailnum;origin;dest;air_time;distance;hour;minute;time_hour")
          .with("nyc", "airlines", "carrier;name")
          .with("nyc", "airports", "faa;name;lat;lon;alt;tz;dst;tzone")
          .with("nyc", "planes", "tailnum;year;type;manufacturer;model;engines;seats;speed;engine")
          .with(
              "nyc",
              "weather",
              "origin;year;month;day;hour;temp;dewp;humid;wind_dir;wind_speed;wind_gust;precip;"
                  + "pressure;visib;time_hour");

  static Stream<Path> flightQueries() throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve("expected/nyc/queries"))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("flightQueries")
  void questionsOnFlightsAreAdmitted(Path file) throws IOException {
    AdmittedStatement admitted = Lane.admit(Files.readString(file), FLIGHTS);
    assertThat(Lane.admit(admitted.normalizedSql(), FLIGHTS).normalizedSql())
        .isEqualTo(admitted.normalizedSql());
  }

  private static final TestCatalog TPCH =
      new TestCatalog("public")
          .with("public", "nation", "n_nationkey;n_name;n_regionkey;n_comment")
          .with("public", "region", "r_regionkey;r_name;r_comment")
          .with(
              "public",
              "supplier",
              "s_suppkey;s_name;s_address;s_nationkey;s_phone;s_acctbal;s_comment")
          .with(
              "public",
              "customer",
              "c_custkey;c_name;c_address;c_nationkey;c_phone;c_acctbal;c_mktsegment;c_comment")
          .with(
              "public",
              "part",
              "p_partkey;p_name;p_mfgr;p_brand;p_type;p_size;p_container;p_retailprice;p_comment")
          .with("public", "partsupp", "ps_partkey;ps_suppkey;ps_availqty;ps_supplycost;ps_comment")
          .with(
              "public",
              "orders",
              "o_orderkey;o_custkey;o_orderstatus;o_totalprice;o_orderdate;o_orderpriority;o_clerk;"
                  + "o_shippriority;o_comment")
          .with(
              "public",
              "lineitem",
              "l_orderkey;l_partkey;l_suppkey;l_linenumber;l_quantity;l_extendedprice;l_discount;"
                  + "l_tax;l_returnflag;l_linestatus;l_shipdate;l_commitdate;l_receiptdate;"
                  + "l_shipinstruct;l_shipmode;l_comment");

  static Stream<Path> tpchQueries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "tck", "src/main/resources/tpch"))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tpchQueries")
  void tpchIsAdmitted(Path file) throws IOException {
    AdmittedStatement admitted = Lane.admit(Files.readString(file), TPCH);
    assertThat(Lane.admit(admitted.normalizedSql(), TPCH).normalizedSql())
        .isEqualTo(admitted.normalizedSql());
  }
}
