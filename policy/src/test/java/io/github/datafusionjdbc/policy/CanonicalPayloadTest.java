package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.Fingerprints;
import io.github.datafusionjdbc.policy.ast.OperatorLookup;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

class CanonicalPayloadTest {
  private static final String COLUMNS =
      "a Int32;b Int64;c Utf8;d Float64;e Decimal128(10, 2);ts Timestamp(ns);dt Date32;"
          + "MixedCase Int32;u8 UInt64;arr List(Int32);st Struct(\"x\": Int32, \"y\": Utf8);"
          + "flag Boolean";

  @Test
  void canonicalTreesOfTheCorpusSurviveTheRoundTripAndTellMeaningsApart() throws Exception {
    PolicyLane lane = new PolicyLane(new TestFunctions());
    StatementCatalog catalog = new TestCatalog("public").with("public", "t", COLUMNS);
    OperatorLookup operators = DialectOperators.LOOKUP.or(StandardOperators.INSTANCE);
    Map<String, String> texts = new HashMap<>();
    int admitted = 0;
    for (String file : List.of("queries", "expressions", "statements", "traps")) {
      for (String line : Files.readAllLines(Path.of("../tck/data/sql/" + file + ".txt"))) {
        Optional<AdmittedStatement> statement =
            admit(lane, line.substring(line.indexOf(" | ") + 3), catalog);
        if (statement.isPresent()) {
          admitted++;
          assertRoundTrip(statement.get(), operators);
          String other =
              texts.putIfAbsent(statement.get().fingerprint(), statement.get().normalizedSql());
          assertThat(other).as(line).isIn(null, statement.get().normalizedSql());
        }
      }
    }
    assertThat(admitted).isGreaterThan(300);
  }

  @Test
  void queriesOfTheCorpusSurviveTheRoundTripAsTheyWereWritten() throws Exception {
    PolicyLane lane = new PolicyLane(new TestFunctions());
    StatementCatalog catalog = new TestCatalog("public").with("public", "t", COLUMNS);
    OperatorLookup operators = DialectOperators.LOOKUP.or(StandardOperators.INSTANCE);
    List<String> queries = new ArrayList<>();
    for (String file : List.of("queries", "expressions", "traps")) {
      for (String line : Files.readAllLines(Path.of("../tck/data/sql/" + file + ".txt"))) {
        queries.add(line.substring(line.indexOf(" | ") + 3));
      }
    }
    for (String file : List.of("functions", "literals", "operators", "precedence", "words")) {
      queries.addAll(Files.readAllLines(Path.of("../tck/data/sql/corpus/" + file + ".txt")));
    }
    queries.add("select struct(1 as x, a as y) from t");
    int views = 0;
    for (String query : queries) {
      Optional<AdmittedStatement> statement = admit(lane, "create view v as " + query, catalog);
      if (statement.isPresent()) {
        views++;
        CreateView view = (CreateView) statement.get().command().orElseThrow();
        String payload = view.definition().payload();
        assertThat(AstPayload.write(AstPayload.read(payload, operators)))
            .as(query)
            .isEqualTo(payload);
      }
    }
    assertThat(views).isGreaterThan(200);
  }

  private static Optional<AdmittedStatement> admit(
      PolicyLane lane, String sql, StatementCatalog catalog) {
    try {
      return Optional.of(lane.admit(sql, catalog));
    } catch (StatementRefused e) {
      // What is refused, and why, is the business of other tests.
      return Optional.empty();
    }
  }

  private static void assertRoundTrip(AdmittedStatement statement, OperatorLookup operators) {
    SqlNode read = AstPayload.read(statement.astPayload(), operators);
    assertThat(AstPayload.write(read)).as(statement.sql()).isEqualTo(statement.astPayload());
    assertThat(Fingerprints.of(read, false)).isEqualTo(statement.fingerprint());
    assertThat(Fingerprints.of(read, true)).isEqualTo(statement.shapeFingerprint());
    assertThat(EngineSql.of(read)).isEqualTo(statement.normalizedSql());
  }
}
