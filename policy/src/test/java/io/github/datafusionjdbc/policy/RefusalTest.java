package io.github.datafusionjdbc.policy;

import static io.github.datafusionjdbc.policy.Lane.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @Test
  void unknownColumnsAreNamedWithTheNearestOne() {
    refuses(
        "select ^flagg^ from t",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'flagg' in 't'; did you mean 'flag'?");
    refuses(
        "select a from t x where a = 1\n  and x.^nope^ = 2",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'nope' in 'x'");
    refuses(
        "select ^a^", SqlState.UNDEFINED_COLUMN, "there is no column 'a': the query has no FROM");
    refuses(
        "select a from t order by ^zz^",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'zz' in 't'");
    refuses(
        "select x.a from t x join u on x.a = u.a where ^q^ > 1",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'q' in any of x, u");
  }

  @Test
  void aColumnThatDiffersInCaseNeedsQuotes() {
    refuses(
        "select ^MixedCase^ from t",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'mixedcase' in 't'; its name is \"MixedCase\" and needs double quotes");
    refuses(
        "select ^\"A\"^ from t",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'A' in 't'; its name is \"a\" and needs double quotes");
  }

  @Test
  void unknownTablesAreNamedWithTheNearestOne() {
    refuses(
        "select * from other.^ordrs^",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'ordrs' in schema 'other'; did you mean 'orders'?");
    refuses(
        "select * from ^nothing^",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'nothing' in schema 'public'");
  }

  @Test
  void unknownSchemasAndCatalogsAreNamed() {
    refuses(
        "select * from ^othr^.t",
        SqlState.UNDEFINED_TABLE,
        "there is no schema 'othr'; did you mean 'other'?");
    refuses(
        "select * from ^main^.public.t",
        SqlState.UNDEFINED_TABLE,
        "there is no catalog 'main'; the catalog is 'datafusion'");
    refuses(
        "select ^y^.a from t x",
        SqlState.UNDEFINED_TABLE,
        "there is no table or alias 'y' in FROM");
    refuses(
        "select ^y^.* from t", SqlState.UNDEFINED_TABLE, "there is no table or alias 'y' in FROM");
  }

  @Test
  void anAliasHidesTheTablesName() {
    refuses(
        "select ^tt^.a from other.orders x, t",
        SqlState.UNDEFINED_TABLE,
        "there is no table or alias 'tt' in FROM; did you mean 't'?");
    refuses(
        "select ^orders^.id from other.orders x",
        SqlState.UNDEFINED_TABLE,
        "there is no table or alias 'orders' in FROM");
  }

  @Test
  void aColumnOfTwoTablesIsAmbiguous() {
    refuses(
        "select ^a^ from t x join u on x.b = u.k",
        SqlState.AMBIGUOUS_COLUMN,
        "column 'a' is in more than one table: x, u; put the table's name before it");
  }

  @Test
  void fieldsOfStructsAreChecked() {
    refuses(
        "select st.^z^ from t", SqlState.UNDEFINED_COLUMN, "there is no field 'z' in column 'st'");
    refuses(
        "select t.a.^x^ from t", SqlState.UNDEFINED_COLUMN, "there is no field 'x' in column 'a'");
  }

  @Test
  void unknownFunctionsAreNamedWithTheNearestOne() {
    refuses(
        "select ^coutn^(a) from t",
        SqlState.UNDEFINED_FUNCTION,
        "there is no function 'coutn'; did you mean 'count'?");
    refuses(
        "select * from ^generate_serie^(1, 3)",
        SqlState.UNDEFINED_FUNCTION,
        "there is no function 'generate_serie'; did you mean 'generate_series'?");
  }

  @Test
  void functionsAreUsedAsTheirKindAllows() {
    refuses(
        "select ^row_number^() from t",
        SqlState.WRONG_OBJECT_TYPE,
        "function 'row_number' is a window function and needs an OVER clause");
    refuses(
        "select ^abs^(a) over () from t",
        SqlState.WRONG_OBJECT_TYPE,
        "function 'abs' cannot have an OVER clause: it is neither an aggregate nor a window"
            + " function");
    refuses(
        "select ^abs^(a) filter (where a > 1) from t",
        SqlState.WRONG_OBJECT_TYPE,
        "function 'abs' is no aggregate function");
    refuses("select * from ^abs^(1)", SqlState.WRONG_OBJECT_TYPE, "function 'abs' gives no table");
  }

  @Test
  void aggregatesHaveTheirPlaces() {
    refuses(
        "select a from t where ^sum^(b) > 1",
        SqlState.GROUPING_ERROR,
        "aggregate function 'sum' is not allowed in WHERE");
    refuses(
        "select sum(^max^(b)) from t",
        SqlState.GROUPING_ERROR,
        "aggregate function 'max' is not allowed inside another aggregate function");
    refuses(
        "select count(*) from t group by ^count^(*)",
        SqlState.GROUPING_ERROR,
        "aggregate function 'count' is not allowed in GROUP BY");
    refuses(
        "select x.a from t x join u on ^count^(*) = 1",
        SqlState.GROUPING_ERROR,
        "aggregate function 'count' is not allowed in ON");
  }

  @Test
  void syntaxErrorsPointAtTheWord() {
    refuses("select a b ^c^ from t", SqlState.SYNTAX_ERROR, "'c' is not expected here");
    refuses(
        "^selct^ a from t",
        SqlState.SYNTAX_ERROR,
        "'selct' begins no statement; did you mean 'SELECT'?");
    refuses("select a\nfrom t\nwhere a = ^)^", SqlState.SYNTAX_ERROR, "')' is not expected here");
    refuses("select ^'^abc", SqlState.SYNTAX_ERROR, "the string that begins here has no end");
    refuses(
        "select a ^#^ 1 from t", SqlState.SYNTAX_ERROR, "the character '#' has no meaning here");
    refuses(
        "select 1; ^select^ 2",
        SqlState.SYNTAX_ERROR,
        "one statement at a time: 'select' begins another");
    refuses("select a from t where a in (^)^", SqlState.SYNTAX_ERROR, "')' is not expected here");
  }

  @ParameterizedTest
  @CsvSource({
    "create function f() return 1, CREATE FUNCTION",
    "drop index i, DROP INDEX",
    "explain delete from t, DELETE",
    "alter view v as select 1, ALTER VIEW",
    "explain set a = 1, SET",
    "explain show tables, SHOW",
    "explain insert into t values (1), INSERT",
    "begin, BEGIN",
    "grant select on t to x, GRANT",
  })
  void statementsOfOtherKindsAreNamed(String sql, String kind) {
    StatementRefused refused = Lane.refusal(sql);
    assertThat(refused.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    assertThat(refused.rawMessage()).isEqualTo(kind + " is not supported yet");
    assertThat(refused.getMessage()).startsWith("line 1, column ");
  }

  @Test
  void clausesThatTheEngineWouldIgnoreAreRefused() {
    refuses(
        "select a from t ^pivot^ (sum(a) for b in (1))",
        SqlState.FEATURE_NOT_SUPPORTED,
        "PIVOT is not supported yet");
    refuses(
        "select a ^into^ x from t", SqlState.FEATURE_NOT_SUPPORTED, "INTO is not supported yet");
  }

  @Test
  void parametersAreOfOneForm() {
    refuses(
        "select ^$1^, ?",
        SqlState.SYNTAX_ERROR,
        "parameters are either all ? or all numbered, such as $1");
    refuses(
        "select ^$0^", SqlState.UNDEFINED_PARAMETER, "parameters are numbered from $1 to $65535");
    refuses(
        "select ^$65536^",
        SqlState.UNDEFINED_PARAMETER,
        "parameters are numbered from $1 to $65535");
    refuses(
        "select a from t where a = ^$foo^",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a parameter with a name (write ? or $1) is not supported yet");
  }

  @Test
  void aVersionThatDoesNotExistIsRefusedAtTheTable() {
    refuses(
        "select * from ^t^ for version as of 99",
        SqlState.INVALID_PARAMETER_VALUE,
        "table 't' has no version 99");
    refuses(
        "select * from t for version as of ^'x'^",
        SqlState.INVALID_PARAMETER_VALUE,
        "VERSION AS OF needs the number of a version, such as 3");
    refuses(
        "select * from t for timestamp as of ^'yesterday'^",
        SqlState.INVALID_DATETIME,
        "'yesterday' is no timestamp; one looks like '2024-01-31 10:00:00'");
  }
}
