package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lane gives a statement again as long as it would be the same. */
class AdmissionCacheTest {
  private final PolicyLane lane = new PolicyLane(new TestFunctions());

  private AdmittedStatement admit(String sql, StatementCatalog catalog) throws StatementRefused {
    return lane.admit(sql, catalog);
  }

  private static TestCatalog catalog() {
    return Lane.catalog().withView("public", "w", "a Int32", "public", "select a from t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select a, ? from t join other.orders o on o.id = t.b",
        "select a from w",
        "select * from t for version as of 3",
        "explain select * from t",
        "with c as (select 1 as x) select * from c",
      })
  void aQueryIsTheSameObjectAgain(String sql) throws StatementRefused {
    AdmittedStatement first = admit(sql, catalog());
    assertThat(admit(sql, catalog())).isSameAs(first);
    assertThat(admit(sql + " ", catalog())).isNotSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"insert into t (a) values (1)", "copy t to 'f.csv'", "set datafusion.a.b = 1"})
  void whatChangesSomethingIsAdmittedEachTime(String sql) throws StatementRefused {
    AdmittedStatement first = admit(sql, catalog());
    assertThat(admit(sql, catalog())).isNotSameAs(first);
  }

  @Test
  void otherColumnsAnotherViewAndAnotherKindOfRelationCount() throws StatementRefused {
    List<TestCatalog> changed =
        List.of(
            catalog().with("public", "t", Lane.T_COLUMNS + ";added"),
            catalog().as("public", "t", RelationKind.EXTERNAL_TABLE),
            catalog()
                .ruled(
                    "public",
                    "t",
                    new TableRules(
                        TableRules.Dialect.SPARK,
                        Map.of("a", "1"),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        List.of())),
            catalog().withView("public", "w", "a Int32", "public", "select a + 1 as a from t"),
            catalog().withView("public", "w", "a Int32", "other", "select a from t"));
    for (TestCatalog now : changed) {
      AdmittedStatement before = admit("select * from w join t using (a)", catalog());
      assertThat(admit("select * from w join t using (a)", now)).isNotSameAs(before);
    }
  }

  @Test
  void aTableThatIsGoneIsMissedWithItsPlace() throws StatementRefused {
    admit("select a from w", catalog());
    assertThatThrownBy(() -> admit("select a from w", Lane.catalog()))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            refused -> {
              assertThat(refused.state()).isEqualTo(SqlState.UNDEFINED_TABLE);
              assertThat(refused.column()).isEqualTo(15);
            });
  }

  @Test
  void theSchemaOfNamesCounts() throws StatementRefused {
    TestCatalog other = new TestCatalog("other").with("other", "t", "a;z");
    assertThat(admit("select a from t", catalog()).normalizedSql()).contains("\"public\".\"t\"");
    assertThat(admit("select a from t", other).normalizedSql()).contains("\"other\".\"t\"");
  }

  @Test
  void thePolicyCounts() throws StatementRefused {
    AdmittedStatement first = lane.admit("select a from t", catalog(), Policy.STANDARD);
    assertThat(lane.admit("select a from t", catalog(), Policy.READ_ONLY)).isNotSameAs(first);
  }

  @Test
  void manyLongTextsPushOneAnotherOut() throws StatementRefused {
    String filler = " ".repeat(300_000);
    AdmittedStatement first = admit("select 1" + filler, catalog());
    assertThat(admit("select 1" + filler, catalog())).isSameAs(first);
    for (int i = 2; i < 6; i++) {
      admit("select " + i + filler, catalog());
    }
    assertThat(admit("select 1" + filler, catalog())).isNotSameAs(first);
  }
}
