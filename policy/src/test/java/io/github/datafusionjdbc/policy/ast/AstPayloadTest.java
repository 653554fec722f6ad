package io.github.datafusionjdbc.policy.ast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstPayloadTest {
  private static final OperatorLookup OPERATORS = StandardOperators.INSTANCE;

  @Test
  void everyStatementThatParsesSurvivesTheRoundTrip() {
    List<SqlNode> trees = Statements.trees();
    assertThat(trees).as("statements of the corpora that Calcite parses").hasSizeGreaterThan(250);
    for (SqlNode tree : trees) {
      assertRoundTrip(tree);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1.0, 1.00, 0.1e-7, 1e300, 1e2, -5, 123456789012345678901234567890.000000001",
        "select 'it''s', _utf8'żółć', u&'\\0041\\d83d\\de00', 'a' 'b', ''",
        "select x'00FFa', true, false, unknown, null, uuid '123e4567-e89b-12d3-a456-426614174000'",
        "select date '2024-02-29', time '23:59:59.123', timestamp '2024-01-01 00:00:00.000000001'",
        "select {d '2024-02-29'}, {t '23:59:59.5'}, {ts '2024-01-01 12:00:00.123'}",
        "select interval '1-2' year to month, interval - '5' day, interval '1.5' second(3, 2)",
        "select floor(ts to month), extract(year from ts), timestampadd(week, 1, ts) from t",
        "select count(distinct a), count(all a), count(*), sum(a) filter (where b > 0) from t",
        "select first_value(a) ignore nulls over w from t window w as (partition by b order by c)",
        "select sum(a) over (order by b rows between 5 preceding and current row exclude ties) from t",
        "select max(a) over (order by b range between unbounded preceding and 1 following) from t",
        "select listagg(a, ',') within group (order by b desc nulls last) from t",
        "select * from a natural left join b cross join c, d full join e using (f, g)",
        "select * from unnest(array[1, 2]) with ordinality as t (a, b)",
        "select * from lateral (select 1) as x, table(f(a => 1, b => default)) as y",
        "select * from t tablesample bernoulli(12.5) repeatable(7)",
        "select * from t for system_time as of timestamp '2024-01-01 00:00:00' as s",
        "select * from t /*+ hint1, hint2(a='1') */ where a in (1, 2) and (b, c) in (select d, e from f)",
        "with recursive r (n) as (values (1) union all select n + 1 from r where n < 5) select * from r",
        "select a from t group by grouping sets ((a, b), rollup(c), cube(d)), e having count(*) > 1",
        "select a from t qualify rank() over (order by a) = 1 order by 1 desc offset 2 rows fetch next 3 rows only",
        "(select 1 union select 2) except all (select 3 intersect select 4) order by 1 limit 5",
        "select case a when 1 then 'x' else 'y' end, case when b is null then 1 end from t",
        "select cast(a as decimal(10, 2)), cast(b as varchar(3) array), cast(c as row(x int, y double)) from t",
        "select cast(a as map<int, varchar>), cast(b as some_type), cast(c as timestamp(3) with local time zone) from t",
        "select a between symmetric 1 and 2, a not like 'x%' escape '!', a similar to 'b' from t",
        "select trim(both 'x' from a), substring(a from 1 for 2), position('a' in b), overlay(a placing 'b' from 1) from t",
        "select a.b[1]['k'].c, row(1, 2), multiset[1], map['k', 1], exists (select 1) from t",
        "select ? + ?, a > all (select 1), a = some (values 1, 2) from t",
        "explain plan for select 1",
        "insert into t (a, b) values (1, default)",
        "update t set a = 1, b = b + 1 where c is not null",
        "delete from t as x where x.a = 1",
        "merge into t using s on t.a = s.a when matched then update set b = s.b when not matched then insert (a) values (s.a)",
        "describe table t",
        "select \"MixedCase\", \"a b\", \"żółć\", \"quote\"\"d\", t.*, \"T\".* from t, t as \"T\"",
      })
  void everyConstructSurvivesTheRoundTrip(String sql) {
    assertRoundTrip(Statements.parse(sql));
  }

  private static void assertRoundTrip(SqlNode tree) {
    String text = Statements.unparse(tree);
    String payload = AstPayload.write(tree);
    SqlNode read = AstPayload.read(payload, OPERATORS);
    assertThat(AstPayload.write(read)).as(text).isEqualTo(payload);
    assertThat(Statements.unparse(read)).isEqualTo(text);
    for (boolean masked : new boolean[] {true, false}) {
      assertThat(Fingerprints.of(read, masked)).as(text).isEqualTo(Fingerprints.of(tree, masked));
    }
  }

  @Test
  void everyPayloadObeysThePublishedSchema() throws IOException {
    JsonSchema schema;
    try (InputStream in = AstPayload.class.getResourceAsStream("ast-payload-v1.schema.json")) {
      schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
    for (SqlNode tree : Statements.trees()) {
      assertThat(schema.validate(AstPayload.write(tree), InputFormat.JSON))
          .as(Statements.unparse(tree))
          .isEmpty();
    }
    assertThat(schema.validate("{\"version\":1,\"root\":{\"node\":\"call\"}}", InputFormat.JSON))
        .isNotEmpty();
    assertThat(
            schema.validate(
                AstPayload.write(Statements.parse("select 1"))
                    .replace("\"version\":1", "\"version\":2"),
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void thePayloadOfASmallStatementIsExactlyThis() {
    assertThat(AstPayload.write(Statements.parse("values \"É\"")))
        .isEqualTo(
            "{\"version\":1,\"root\":{\"node\":\"call\",\"class\":\"SqlBasicCall\","
                + "\"operator\":{\"name\":\"VALUES\",\"kind\":\"VALUES\",\"syntax\":\"SPECIAL\"},"
                + "\"quantifier\":null,\"operands\":[{\"node\":\"call\",\"class\":\"SqlBasicCall\","
                + "\"operator\":{\"name\":\"ROW\",\"kind\":\"ROW\",\"syntax\":\"SPECIAL\"},"
                + "\"quantifier\":null,\"operands\":[{\"node\":\"identifier\",\"parts\":"
                + "[{\"name\":\"\\u00C9\",\"quoted\":true,\"pos\":[1,8,1,10]}],"
                + "\"pos\":[1,8,1,10]}],\"pos\":[1,8,1,10]}],\"pos\":[1,1,1,10]}}");
  }

  @Test
  void theDefaultLocaleDoesNotShow() {
    SqlNode tree = Statements.parse("select 1234567.5, title from item i where i.id in (1, 2)");
    String payload = AstPayload.write(tree);
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(AstPayload.write(tree)).as(tag).isEqualTo(payload);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void positionsAndQuotesAreThoseOfTheText() {
    SqlSelect read =
        (SqlSelect)
            AstPayload.read(
                AstPayload.write(Statements.parse("select\n  \"A\".b from t as \"A\"")), OPERATORS);
    SqlIdentifier column = (SqlIdentifier) read.getSelectList().get(0);
    assertThat(column.isComponentQuoted(0)).isTrue();
    assertThat(column.isComponentQuoted(1)).isFalse();
    assertThat(column.getComponentParserPosition(1)).isEqualTo(new SqlParserPos(2, 7, 2, 7));
  }

  @Test
  void loneSurrogatesAreKept() {
    SqlNode tree = Statements.parse("select '\uD800', '\uDC00'");
    assertRoundTrip(tree);
    assertThat(AstPayload.write(tree)).contains("\\uD800").contains("\\uDC00");
  }

  @Test
  void anotherVersionIsRefused() {
    String payload = AstPayload.write(Statements.parse("select 1"));
    assertThatThrownBy(
            () -> AstPayload.read(payload.replace("\"version\":1", "\"version\":2"), OPERATORS))
        .isInstanceOf(AstPayloadException.class)
        .hasMessage("AST payload of version 2; only version 1 can be read");
  }

  @Test
  void anUnknownOperatorIsRefusedByName() {
    String payload = AstPayload.write(Statements.parse("select 1 + 2"));
    assertThatThrownBy(() -> AstPayload.read(payload.replace("\"+\"", "\"+++\""), OPERATORS))
        .isInstanceOf(AstPayloadException.class)
        .hasMessage("AST payload: unknown operator +++ (PLUS, BINARY)");
    assertThatThrownBy(() -> AstPayload.read(payload, (name, kind, syntax) -> null))
        .isInstanceOf(AstPayloadException.class)
        .hasMessage("AST payload: unknown operator SELECT (SELECT, SPECIAL)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"version\":\"1\"}",
        "{\"version\":1}",
        "{\"version\":1,\"root\":null}",
        "{\"version\":1,\"root\":7}",
        "{\"version\":1,\"root\":{\"node\":\"call\",\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"list\",\"items\":7,\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"list\",\"items\":[],\"pos\":[1]}}",
        "{\"version\":1,\"root\":{\"node\":\"identifier\",\"parts\":[],\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"parameter\",\"index\":1e99,\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"literal\",\"type\":\"DECIMAL\",\"value\":\"x\",\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"literal\",\"type\":\"DATE\",\"value\":\"x\",\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"literal\",\"type\":\"SYMBOL\",\"enum\":\"java.lang.Thread.State\",\"value\":\"NEW\",\"pos\":[1,1,1,1]}}",
        "{\"version\":1,\"root\":{\"node\":\"parameter\",\"index\":0,\"pos\":[1,1,1,1]}} x",
        "{\"version\":1,\"version\":1,\"root\":{\"node\":\"parameter\",\"index\":0,\"pos\":[1,1,1,1]}}",
      })
  void whatIsNoPayloadIsRefused(String text) {
    assertThatThrownBy(() -> AstPayload.read(text, OPERATORS))
        .isInstanceOf(AstPayloadException.class)
        .hasMessageContaining("AST payload");
  }

  @Test
  void operandsThatAnOperatorDoesNotTakeAreRefused() {
    String payload = AstPayload.write(Statements.parse("select a from t"));
    String broken =
        payload.replaceFirst("\"operands\":\\[.*\\],\"pos\"", "\"operands\":[],\"pos\"");
    assertThatThrownBy(() -> AstPayload.read(broken, OPERATORS))
        .isInstanceOf(AstPayloadException.class)
        .hasMessage("AST payload: SELECT does not take these operands");
  }

  @Test
  void aNodeWithoutAPlaceInThePayloadIsRefusedWithItsPosition() {
    SqlNode pivot =
        Statements.parse("select * from t pivot (sum(a) as s for b in (1 as x, 2 as y))");
    assertThatThrownBy(() -> AstPayload.write(pivot))
        .isInstanceOf(AstPayloadException.class)
        .hasMessage("no payload for SqlPivot at line 1, column 17");
  }

  @Test
  void anOperatorOfOurOwnIsWrittenAndReadByItsName() {
    SqlSpecialOperator all = new SqlSpecialOperator("ORDER BY ALL", SqlKind.OTHER);
    SqlNode call = new SqlBasicCall(all, List.of(), SqlParserPos.ZERO);
    OperatorLookup own = (name, kind, syntax) -> name.equals(all.getName()) ? all : null;
    SqlBasicCall read = (SqlBasicCall) AstPayload.read(AstPayload.write(call), own.or(OPERATORS));
    assertThat(read.getOperator()).isSameAs(all);
  }

  @Test
  void aTreeIsRefusedWhereItIsTooDeepForTheStack() throws InterruptedException {
    SqlNode deep = Statements.parse("select " + "1 + ".repeat(900) + "1");
    SqlNode tooDeep = Statements.parse("select " + "1 + ".repeat(1100) + "1");
    Throwable[] failure = new Throwable[1];
    Thread small =
        new Thread(
            null,
            () -> {
              assertThat(AstPayload.read(AstPayload.write(deep), OPERATORS)).isNotNull();
              assertThatThrownBy(() -> AstPayload.write(tooDeep))
                  .isInstanceOf(AstPayloadException.class)
                  .hasMessage("the statement is nested deeper than 1000 levels");
            },
            "the usual stack",
            1024 * 1024);
    small.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
    small.start();
    small.join();
    assertThat(failure[0]).isNull();
  }
}
