package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.command.CreateView;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static TestCatalog catalog() {
    return Lane.catalog()
        .withView("public", "v", "a Int32;n Int64", "other", "select a, z as n from t")
        .withView("public", "w", "a Int32", "public", "select a from v where n > 1")
        .withView("public", "old", "a Int32", "public", "select a from t for version as of 3")
        .withView("public", "broken", "a Int32", "public", "select nothing from t")
        .withView("public", "x", "a Int32", "public", "select a from y")
        .withView("public", "y", "a Int32", "public", "select a from x");
  }

  @Test
  void aViewIsItsQueryInTheScopeInWhichItWasWritten() {
    AdmittedStatement statement = Lane.admit("select n from v", catalog());
    assertThat(statement.normalizedSql())
        .isEqualTo(
            "SELECT \"v\".\"n\" FROM (SELECT \"query\".\"a\" AS \"a\", \"query\".\"n\" AS \"n\""
                + " FROM (SELECT \"t\".\"a\", \"t\".\"z\" AS \"n\" FROM"
                + " \"datafusion\".\"other\".\"t\" AS \"t\") AS \"query\") AS \"v\"");
    assertThat(statement.views())
        .containsExactly(
            Map.entry(
                "public.v",
                "SELECT \"t\".\"a\", \"t\".\"z\" AS \"n\" FROM \"datafusion\".\"other\".\"t\" AS"
                    + " \"t\""));
    assertThat(statement.relations()).extracting(Relation::schema).containsExactly("other");
  }

  @Test
  void viewsOfViewsAreResolvedToTheirTables() {
    AdmittedStatement statement =
        Lane.admit("select x.a from public.w x join t using (a)", catalog());
    assertThat(statement.views()).containsOnlyKeys("public.v", "public.w");
    assertThat(statement.relations())
        .extracting(relation -> relation.schema() + "." + relation.table())
        .containsExactlyInAnyOrder("other.t", "public.t");
  }

  @Test
  void aViewOfAVersionReadsThatVersion() {
    AdmittedStatement statement = Lane.admit("select a from old", catalog());
    assertThat(statement.relations()).extracting(Relation::engineName).containsExactly("t@v3");
  }

  @Test
  void columnsOfAViewAreThoseItWasMadeWith() {
    Lane.refuses(
        "select ^z^ from v", catalog(), SqlState.UNDEFINED_COLUMN, "there is no column 'z' in 'v'");
  }

  @Test
  void viewsThatReferToThemselvesAreRefused() {
    Lane.refuses(
        "select * from ^x^",
        catalog(),
        SqlState.INVALID_OBJECT_DEFINITION,
        "view 'x' refers to itself: x -> y -> x");
    Lane.refuses(
        "create or replace view ^v^ as select a from w",
        catalog(),
        SqlState.INVALID_OBJECT_DEFINITION,
        "view 'v' would refer to itself");
  }

  @Test
  void viewsThatAreMadeOfTooManyAreRefused() {
    TestCatalog catalog = Lane.catalog().withView("public", "v0", "a Int32", "public", "table t");
    for (int i = 1; i <= ViewExpander.MAX_DEPTH; i++) {
      catalog.withView("public", "v" + i, "a Int32", "public", "select a from v" + (i - 1));
    }
    Lane.admit("select a from v" + (ViewExpander.MAX_DEPTH - 1), catalog);
    Lane.refuses(
        "select a from ^v" + ViewExpander.MAX_DEPTH + "^",
        catalog,
        SqlState.STATEMENT_TOO_COMPLEX,
        "more than 32 views are made of one another");
  }

  @Test
  void aViewThatCannotBeReadSaysWhy() {
    Lane.refuses(
        "select a from ^broken^",
        catalog(),
        SqlState.UNDEFINED_COLUMN,
        "view 'broken' cannot be read: there is no column 'nothing' in 't'");
    Lane.refuses(
        "select a from ^v^ for version as of 3",
        catalog(),
        SqlState.WRONG_OBJECT_TYPE,
        "'v' is a view and has no versions");
  }

  @Test
  void aViewOverAViewKeepsTheNameAndNotItsQuery() {
    CreateView view =
        (CreateView)
            Lane.admit("create view z as select a from v", catalog()).command().orElseThrow();
    assertThat(view.definition().payload()).contains("\"name\":\"v\"").doesNotContain("\"z\"");
  }
}
