package io.github.datafusionjdbc.policy;

import static io.github.datafusionjdbc.policy.Lane.normalizes;
import static io.github.datafusionjdbc.policy.Lane.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.rules.Policy;
import org.junit.jupiter.api.Test;

class ColumnSelectorsTest {
  private static final String FROM_T = " FROM \"datafusion\".\"public\".\"t\" AS \"t\"";

  @Test
  void aRegularExpressionStandsForTheColumnsWhoseNamesItFits() {
    normalizes("select COLUMNS('^[ab]$') from t", "SELECT \"t\".\"a\", \"t\".\"b\"" + FROM_T);
    normalizes(
        "select c, columns('(?i)mixed'), 1 from t",
        "SELECT \"t\".\"c\", \"t\".\"MixedCase\", 1" + FROM_T);
  }

  @Test
  void aTypeStandsForTheColumnsOfIt() {
    normalizes(
        "select columns(numeric) from t",
        "SELECT \"t\".\"a\", \"t\".\"b\", \"t\".\"d\", \"t\".\"e\", \"t\".\"MixedCase\","
            + " \"t\".\"u8\""
            + FROM_T);
    normalizes("select columns(temporal) from t", "SELECT \"t\".\"ts\", \"t\".\"dt\"" + FROM_T);
    normalizes("select columns(nested) from t", "SELECT \"t\".\"arr\", \"t\".\"st\"" + FROM_T);
  }

  @Test
  void theExpressionAroundItIsRepeatedForEach() {
    normalizes(
        "select max(columns('^[ab]$')) + 1 from t",
        "SELECT max(\"t\".\"a\") + 1, max(\"t\".\"b\") + 1" + FROM_T);
    normalizes(
        "select columns('^[ab]$') = columns('^[ab]$') from t",
        "SELECT \"t\".\"a\" = \"t\".\"a\", \"t\".\"b\" = \"t\".\"b\"" + FROM_T);
  }

  @Test
  void mergedColumnsComeOnceAndEveryTableOfFromIsAsked() {
    normalizes(
        "select columns('^[ak]$') from t join u using (a)",
        "SELECT \"a\", \"u\".\"k\""
            + FROM_T
            + " JOIN \"datafusion\".\"public\".\"u\" AS \"u\" USING (\"a\")");
    normalizes(
        "with q as (select a, b from t) select columns(*) from q where a > 1",
        "WITH \"q\" AS (SELECT \"t\".\"a\", \"t\".\"b\""
            + FROM_T
            + ") SELECT \"q\".\"a\","
            + " \"q\".\"b\" FROM \"q\" WHERE \"q\".\"a\" > 1");
  }

  @Test
  void aStructIsUnpackedToItsFields() {
    assertThat(Lane.admit("select a, unpack(st) from t").normalizedSql())
        .isEqualTo(Lane.admit("select a, st.x as x, st.y as y from t").normalizedSql());
  }

  @Test
  void whatASelectorCannotMeanIsRefused() {
    refuses(
        "select ^columns('nope')^ from t",
        SqlState.UNDEFINED_COLUMN,
        "the selector fits no column of FROM");
    refuses(
        "select columns(^'('^) from t",
        SqlState.INVALID_PARAMETER_VALUE,
        "'(' is no regular expression: Unclosed group");
    refuses(
        "select ^columns(1)^ from t",
        SqlState.SYNTAX_ERROR,
        "COLUMNS takes *, a regular expression as a string, or one of binary, boolean, floating,"
            + " integer, nested, numeric, string, temporal");
    refuses(
        "select columns('[a]') + ^columns('[b]')^ from t",
        SqlState.SYNTAX_ERROR,
        "the selectors of one item stand for different columns");
    refuses(
        "select ^unpack(a)^ from t",
        SqlState.DATATYPE_MISMATCH,
        "UNPACK takes a column that is a struct");
    refuses(
        "select a from t where ^columns^('a') = 1",
        SqlState.UNDEFINED_FUNCTION,
        "there is no function 'columns'");
  }

  @Test
  void aRegularExpressionThatTakesForeverIsStopped() {
    TestCatalog catalog = Lane.catalog().with("public", "long", "a".repeat(60) + "b Int32");
    assertThat(
            Lane.refusal("select columns('(.*a){20}c') from long", catalog, Policy.STANDARD)
                .state())
        .isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
  }
}
