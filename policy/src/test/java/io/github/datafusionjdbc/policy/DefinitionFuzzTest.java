package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

/** Definitions and writes with words taken out, doubled, swapped and mixed: refused, or whole. */
class DefinitionFuzzTest {
  private static final List<String> SEEDS =
      List.of(
          "create or replace table x ( a int not null default 5 , b array < struct < y : string > >"
              + " , constraint c check ( a > 0 and b is not null ) , primary key ( a ) ) using"
              + " delta partitioned by ( a ) comment 'c' tblproperties ( 'k' = 'v' ) location '/l'",
          "create temporary table x as select a , b from t where a = $1",
          "create external table x ( a int ) stored as csv with order ( a desc ) partitioned by ( p"
              + " int ) options ( format.has_header true ) location ( 'a' , 'b' )",
          "create view v ( p , q ) comment 'c' as with z as ( select 1 ) select * from z , t",
          "create schema if not exists s comment 'c'",
          "drop table if exists t cascade",
          "insert overwrite table t ( a , b ) values ( 1 , default ) , ( ? , 'x' )",
          "insert into u by name select 1 as a , 2 as k",
          "copy ( select a , b from t ) to 'f' stored as parquet partitioned by ( a ) options ("
              + " compression zstd , 'metadata::k' 'v' )");

  private static final List<String> SPARK_SEEDS =
      List.of(
          "a > 0 and c like 'x%' or not flag",
          "cast ( d as int ) div 2 = 1L or d / 2.5 <=> 1e3",
          "case when a in ( 1 , 2 ) then \"x\" else concat ( c , 'y' ) end = `c`",
          "year ( dt ) between 2000 and 2100 and dt > date '2001-01-01'");

  @Test
  void brokenDefinitionsAreRefusedOrWholeAndNothingElse() {
    Random random = new Random(42);
    int admitted = 0;
    for (int i = 0; i < 6_000; i++) {
      String sql = mutated(SEEDS, random);
      try {
        AdmittedStatement statement = new PolicyLane(FUNCTIONS).admit(sql, Lane.catalog());
        admitted++;
        SqlNode read =
            AstPayload.read(
                statement.astPayload(), DialectOperators.LOOKUP.or(StandardOperators.INSTANCE));
        assertThat(EngineSql.of(read)).as(sql).isEqualTo(statement.normalizedSql());
      } catch (StatementRefused e) {
        assertThat(e.rawMessage()).as(sql).isNotBlank();
      } catch (RuntimeException e) {
        fail(sql, e);
      }
    }
    assertThat(admitted).isGreaterThan(50);
  }

  @Test
  void brokenExpressionsOfSparkAreRefusedOrReadAgain() {
    List<Column> columns =
        Lane.T_COLUMNS
            .lines()
            .flatMap(line -> List.of(line.split(";")).stream())
            .map(
                text ->
                    new Column(
                        text.substring(0, text.indexOf(' ')),
                        text.substring(text.indexOf(' ') + 1)))
            .toList();
    SparkExpressions spark = new SparkExpressions(Lane.catalog(), FUNCTIONS);
    Random random = new Random(43);
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      String sql = mutated(SPARK_SEEDS, random);
      try {
        spark.toEngine(sql, TableExpressions.Place.CHECK, "it", columns);
        read++;
      } catch (StatementRefused e) {
        assertThat(e.rawMessage()).as(sql).startsWith("it, which is");
      } catch (RuntimeException e) {
        fail(sql, e);
      }
    }
    assertThat(read).isGreaterThan(50);
  }

  private static final FunctionCatalog FUNCTIONS = new TestFunctions();

  private static String mutated(List<String> seeds, Random random) {
    List<String> words = words(seeds, random);
    for (int edits = random.nextInt(3); edits >= 0 && !words.isEmpty(); edits--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, words.get(random.nextInt(words.size())));
        case 2 -> {
          List<String> others = words(seeds, random);
          words.set(at, others.get(random.nextInt(others.size())));
        }
        default -> words.set(at, words.set(random.nextInt(words.size()), words.get(at)));
      }
    }
    return String.join(" ", words);
  }

  private static List<String> words(List<String> seeds, Random random) {
    return new ArrayList<>(List.of(seeds.get(random.nextInt(seeds.size())).split(" ")));
  }
}
