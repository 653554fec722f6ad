package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.command.Insert;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InsertTest {
  private static TestCatalog catalog() {
    return Lane.catalog()
        .with("public", "p", "a Int32;b Utf8;c Float64")
        .with("public", "v", "a Int32")
        .as("public", "v", RelationKind.VIEW)
        .with("public", "ext", "a Int32")
        .as("public", "ext", RelationKind.EXTERNAL_TABLE)
        .with("public", "ruled", "Id Int64;n Int32;ts Timestamp(µs, \"UTC\");d Date32;k Int64")
        .ruled(
            "public",
            "ruled",
            new TableRules(
                TableRules.Dialect.SPARK,
                Map.of("n", "7"),
                Map.of("d", "cast(TS as date)"),
                Set.of("k"),
                Map.of("positive", "id >= 0"),
                List.of()));
  }

  private static Insert insert(String sql) {
    return (Insert) Lane.admit(sql, catalog()).command().orElseThrow();
  }

  private static String source(String sql) {
    return insert(sql).source().sql();
  }

  private static void refuses(String sql, SqlState state, String message) {
    Lane.refuses(sql, catalog(), state, message);
  }

  @Test
  void valuesAreForTheColumnsInTheirOrder() {
    Insert insert = insert("insert into p values (1, 'x', ?), (?, ?, 2)");
    assertThat(insert.target().table()).isEqualTo("p");
    assertThat(insert.target().version()).hasValue(9);
    assertThat(insert.overwrite()).isFalse();
    assertThat(insert.columns()).containsExactly("a", "b", "c");
    assertThat(insert.source().sql()).isEqualTo("VALUES (1, 'x', $1), ($2, $3, 2)");
    assertThat(insert("insert overwrite p values (1, 'x', 2)").overwrite()).isTrue();
  }

  @Test
  void aRowOfParametersIsAlsoAQueryForManyRowsOfThem() {
    assertThat(insert("insert into p (c, a) values (? + 1, ?)").batch().orElseThrow().sql())
        .isEqualTo(
            "SELECT \"parameters\".\"p2\" AS \"a\", NULL AS \"b\", \"parameters\".\"p1\" + 1 AS"
                + " \"c\" FROM \"datafusion\".\"parameters\".\"parameters\" AS \"parameters\"");
    assertThat(insert("insert into p values (1, 'x', ?), (?, ?, 2)").batch()).isEmpty();
    assertThat(insert("insert into p values (1, 'x', 2)").batch()).isEmpty();
    assertThat(insert("insert into p values ((select max(a) from t), 'x', ?)").batch()).isEmpty();
    assertThat(insert("insert into p select a, c, cast(? as double) from t").batch()).isEmpty();
  }

  @Test
  void listedColumnsAreFilledUpWithNulls() {
    assertThat(source("insert into p (c, A) values (1, 2), (3, 4)"))
        .isEqualTo("VALUES (2, NULL, 1), (4, NULL, 3)");
    assertThat(source("insert into p (c, a) select a, b from t"))
        .isEqualTo(
            "SELECT \"rows\".\"a\" AS \"a\", NULL AS \"b\", \"rows\".\"c\" AS \"c\" FROM (SELECT"
                + " \"t\".\"a\", \"t\".\"b\" FROM \"datafusion\".\"public\".\"t\" AS \"t\") AS"
                + " \"rows\"(\"c\", \"a\")");
    assertThat(source("insert into p select a, c, d from t"))
        .isEqualTo(
            "SELECT \"t\".\"a\", \"t\".\"c\", \"t\".\"d\" FROM \"datafusion\".\"public\".\"t\" AS"
                + " \"t\"");
    assertThat(source("insert into p default values")).isEqualTo("VALUES (NULL, NULL, NULL)");
  }

  @Test
  void byNameFindsColumnsByTheQuerysNames() {
    assertThat(source("insert into p by name select 'x' as b, 1 as a"))
        .isEqualTo(
            "SELECT \"rows\".\"a\" AS \"a\", \"rows\".\"b\" AS \"b\", NULL AS \"c\" FROM (SELECT"
                + " 'x' AS \"b\", 1 AS \"a\") AS \"rows\"");
    assertThat(source("insert into p by name select 1 as a, 'x' as b, 2 as c"))
        .isEqualTo("SELECT 1 AS \"a\", 'x' AS \"b\", 2 AS \"c\"");
    refuses(
        "insert into p by name ^^select 1 as z",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'z' in 'p'");
    refuses(
        "insert into p by name ^select^ 1 + 1",
        SqlState.UNDEFINED_COLUMN,
        "BY NAME needs a name for each column of the query: give it an alias");
  }

  @Test
  void defaultsOfTheTableStandWhereNoValueIsGiven() {
    assertThat(source("insert into ruled (\"Id\", n) values (1, default), (2, 3)"))
        .isEqualTo("VALUES (1, 7, NULL), (2, 3, NULL)");
    assertThat(source("insert into ruled (\"Id\") select a from t"))
        .isEqualTo(
            "SELECT \"rows\".\"Id\" AS \"Id\", 7 AS \"n\", NULL AS \"ts\" FROM (SELECT \"t\".\"a\""
                + " FROM \"datafusion\".\"public\".\"t\" AS \"t\") AS \"rows\"(\"Id\")");
    assertThat(source("insert into ruled default values")).isEqualTo("VALUES (NULL, 7, NULL)");
  }

  @Test
  void columnsThatTheTableMakesAreLeftOut() {
    Insert insert = insert("insert into ruled values (1, 2, null, default, default)");
    assertThat(insert.source().sql()).isEqualTo("VALUES (1, 2, NULL)");
    assertThat(insert.columns()).containsExactly("Id", "n", "ts");
    assertThat(insert.generated())
        .containsExactly(
            new Insert.Generated("d", new Expression("CAST(\"ts\" AS DATE)", "cast(TS as date)")));
    assertThat(insert.checks())
        .containsExactly(new CheckConstraint("positive", new Expression("\"Id\" >= 0", "id >= 0")));
    assertThat(source("insert into ruled select 1, 2, now()")).isEqualTo("SELECT 1, 2, now()");
    String made = "column 'd' is made by the table: leave it out or write DEFAULT";
    refuses("insert into ruled (\"Id\", ^d^) select 1, 2", SqlState.GENERATED_ALWAYS, made);
    refuses(
        "insert into ruled (\"Id\", d) values (1, ^date '2024-01-01'^)",
        SqlState.GENERATED_ALWAYS,
        made);
  }

  @Test
  void countsThatDifferAreRefused() {
    refuses(
        "insert into p values ^(1, 2)^",
        SqlState.SYNTAX_ERROR,
        "INSERT gives 2 values for 3 columns of 'p': name the columns that they are for");
    refuses(
        "insert into p (a) ^select^ 1, 2",
        SqlState.SYNTAX_ERROR,
        "INSERT gives 2 values for 1 column");
    refuses(
        "insert into p (a, b) values (1, 2), ^(3)^",
        SqlState.SYNTAX_ERROR,
        "INSERT gives 1 value for 2 columns");
  }

  @Test
  void wrongTargetsAreRefused() {
    refuses(
        "insert into ^nothing^ values (1)",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'nothing' in schema 'public'");
    refuses(
        "insert into ^v^ values (1)",
        SqlState.WRONG_OBJECT_TYPE,
        "'v' is a view and takes no rows");
    refuses(
        "insert into ^ext^ values (1)",
        SqlState.WRONG_OBJECT_TYPE,
        "'ext' is an external table and takes no rows");
    refuses(
        "insert into p (a, ^x^) values (1, 2)",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'x' in 'p'");
    refuses(
        "insert into p (a, ^A^) values (1, 2)",
        SqlState.DUPLICATE_COLUMN,
        "column 'a' is given twice");
    refuses(
        "insert into p (a) select ^default^",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'default': the query has no FROM");
    refuses(
        "insert into p (a) values (1) ^returning^ a",
        SqlState.FEATURE_NOT_SUPPORTED,
        "RETURNING is not supported yet");
    refuses(
        "insert into p (a) values (1) ^on^ conflict do nothing",
        SqlState.FEATURE_NOT_SUPPORTED,
        "ON CONFLICT is not supported yet");
    refuses(
        "insert into p ^partition^ (a = 1) values (1)",
        SqlState.FEATURE_NOT_SUPPORTED,
        "PARTITION is not supported yet");
  }

  @Test
  void aRuleThatTheLaneCannotReadRefusesTheWriteByName() {
    TestCatalog catalog =
        catalog()
            .ruled(
                "public",
                "p",
                new TableRules(
                    TableRules.Dialect.SPARK,
                    Map.of(),
                    Map.of(),
                    Set.of(),
                    Map.of("c1", "b rlike '^x'"),
                    List.of()));
    Lane.refusesAnywhere(
        "insert into p values (1, 'x', 2)",
        catalog,
        SqlState.FEATURE_NOT_SUPPORTED,
        "constraint 'c1' of table 'p', which is \"b rlike '^x'\" in Spark's SQL, cannot be kept:"
            + " RLIKE has no exact form in Spark's SQL");
  }

  @Test
  void theCanonicalTextIsAdmittedUnchanged() {
    String text = Lane.admit("insert into P (c, A) values (1, default)", catalog()).normalizedSql();
    assertThat(text)
        .isEqualTo(
            "INSERT INTO \"datafusion\".\"public\".\"p\" (\"c\", \"a\") VALUES (1, DEFAULT)");
    assertThat(Lane.admit(text, catalog()).normalizedSql()).isEqualTo(text);
    assertThat(Lane.admit(text, catalog()).fingerprint())
        .isEqualTo(Lane.admit("insert into p (c,a) values (1,DEFAULT)", catalog()).fingerprint());
  }
}
