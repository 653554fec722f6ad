package io.github.datafusionjdbc.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import io.github.datafusionjdbc.policy.StatementKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
  private static final FunctionCatalog FUNCTIONS =
      new FunctionCatalog() {
        private final List<Function> all =
            List.of(
                new Function("abs", List.of(Kind.SCALAR), List.of(), "immutable", null),
                new Function("random", List.of(Kind.SCALAR), List.of(), "volatile", null));

        @Override
        public Function function(String name) {
          return all.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
        }

        @Override
        public Collection<Function> functions() {
          return all;
        }
      };

  private static final String WHOLE =
      """
      {
        "version": 1, "name": "analysts", "extends": "readonly",
        "statements": {"allow": ["QUERY", "EXPLAIN"]},
        "constructs": {"deny": ["CROSS_JOIN", "RECURSION"]},
        "operators": {"deny": ["~", "NOT LIKE"]},
        "functions": {"allow": ["abs", "unnest"], "deny": ["random"]},
        "tables": {"read": ["nyc.*", "\\"my.schema\\".t*"], "write": ["sandbox.*"]},
        "settings": {"allow": ["datafusion.execution.batch_size"]},
        "paths": ["warehouse", "/data/exports", "s3://bucket/in"],
        "limits": {"rows": 1000, "resultBytes": 9000000000, "seconds": 60, "nesting": 50},
        "readOnly": true
      }
      """;

  private static Policy read(String json) throws PolicyException {
    return new PolicyReader(FUNCTIONS, () -> List.of("datafusion.execution.batch_size"))
        .read(json, "file");
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(PolicyReader.class.getResourceAsStream("policy-v1.schema.json"));
  }

  @Test
  void everyMemberOfAFileCounts() throws Exception {
    Policy policy = read(WHOLE);
    assertThat(policy.names()).containsExactly("readonly", "analysts");
    assertThat(policy.refusing(StatementKind.QUERY)).isEmpty();
    assertThat(policy.refusing(Construct.RECURSION)).contains("analysts");
    assertThat(policy.refusing(Construct.STAR)).isEmpty();
    assertThat(policy.refusingOperator("~")).contains("analysts");
    assertThat(policy.refusingOperator("LIKE")).isEmpty();
    assertThat(policy.refusingFunction("abs")).isEmpty();
    assertThat(policy.refusingFunction("sum")).contains("analysts");
    assertThat(policy.refusingRead("nyc", "flights")).isEmpty();
    assertThat(policy.refusingRead("nyc2", "flights")).contains("analysts");
    assertThat(policy.refusingRead("my.schema", "trips")).isEmpty();
    assertThat(policy.refusingWrite("sandbox", "t")).isEmpty();
    assertThat(policy.refusingWrite("nyc", "flights")).contains("analysts");
    assertThat(policy.refusingRead("information_schema", "tables")).isEmpty();
    assertThat(policy.limits()).isEqualTo(new PolicyLimits(1000, 9_000_000_000L, 60, 50));
    assertThat(schema().validate(new ObjectMapper().readTree(WHOLE))).isEmpty();
  }

  @Test
  void aLayerOnlyTightens() throws Exception {
    Policy one = read("{\"version\":1,\"name\":\"one\",\"limits\":{\"rows\":10}}");
    Policy two = read("{\"version\":1,\"name\":\"two\",\"limits\":{\"rows\":20,\"seconds\":5}}");
    assertThat(one.and(two).limits()).isEqualTo(new PolicyLimits(10, 0, 5, 0));
    assertThat(one.and(Policy.STANDARD).hash()).isEqualTo(one.hash());
    assertThat(Policy.READ_ONLY.and(one).names()).containsExactly("readonly", "standard", "one");
  }

  @Test
  void theHashFollowsTheRulesAndNotTheirSpelling() throws Exception {
    Policy policy =
        read("{\"version\":1,\"functions\":{\"deny\":[\"abs\",\"random\"]},\"readOnly\":false}");
    assertThat(policy.hash())
        .hasSize(64)
        .isEqualTo(
            read("{ \"functions\":{\"deny\":[\"random\",\"abs\",\"abs\"]},"
                    + " \"version\":1, \"name\":\"other\"}")
                .hash())
        .isNotEqualTo(read("{\"version\":1,\"functions\":{\"deny\":[\"abs\"]}}").hash());
    assertThat(Policy.STANDARD.hash()).isNotEqualTo(Policy.READ_ONLY.hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'version':1,'readonly':true} | $.readonly: there is no member 'readonly'; did you mean"
            + " 'readOnly'?",
        "{} | $.version: must be 1",
        "{'version':'1'} | $.version: must be 1",
        "{'version':1,'extends':'readonli'} | $.extends: there is no built-in policy 'readonli';"
            + " did you mean 'readonly'?",
        "{'version':1,'name':' '} | $.name: must be a string that is not blank",
        "{'version':1,'statements':{'allow':['QUERY','SELEKT']}} | $.statements.allow[1]: there is"
            + " no statement 'SELEKT'",
        "{'version':1,'statements':['QUERY']} | $.statements: must be an object",
        "{'version':1,'statements':{'alow':[]}} | $.statements.alow: there is no member 'alow'; did"
            + " you mean 'allow'?",
        "{'version':1,'constructs':{'deny':['CROSSJOIN']}} | $.constructs.deny[0]: there is no"
            + " construct 'CROSSJOIN'; did you mean 'CROSS_JOIN'?",
        "{'version':1,'operators':{'deny':['like']}} | $.operators.deny[0]: there is no operator"
            + " 'like'; did you mean 'LIKE'?",
        "{'version':1,'functions':{'deny':['abs','randon']}} | $.functions.deny[1]: there is no"
            + " function 'randon'; did you mean 'random'?",
        "{'version':1,'functions':{'deny':'abs'}} | $.functions.deny: must be an array",
        "{'version':1,'functions':{'allow':[1]}} | $.functions.allow[0]: must be a string",
        "{'version':1,'tables':{'read':['a.b','flights']}} | $.tables.read[1]: 'flights' is not of"
            + " the form schema.table, where a star stands for any name",
        "{'version':1,'settings':{'deny':['datafusion.execution.batch_sise']}} |"
            + " $.settings.deny[0]: there is no setting 'datafusion.execution.batch_sise'; did you"
            + " mean 'datafusion.execution.batch_size'?",
        "{'version':1,'paths':['warehouse','exports']} | $.paths[1]: 'exports' is neither"
            + " 'warehouse', a URI nor an absolute path",
        "{'version':1,'limits':{'resultBytes':-1}} | $.limits.resultBytes: must be a whole number"
            + " from 1 to 9223372036854775807",
        "{'version':1,'limits':{'rows':0}} | $.limits.rows: must be a whole number from 1 to"
            + " 9223372036854775807",
        "{'version':1,'limits':{'nesting':1.5}} | $.limits.nesting: must be a whole number from 1"
            + " to 2147483647",
        "{'version':1,'readOnly':'yes'} | $.readOnly: must be true or false",
        "[] | $: must be an object",
      })
  void aWrongFileIsRefusedWithThePathOfTheWrongValue(String json, String message) throws Exception {
    String text = json.replace('\'', '"');
    PolicyException wrong = catchThrowableOfType(PolicyException.class, () -> read(text));
    assertThat(wrong).hasMessage(message);
    assertThat(message).startsWith(wrong.path() + ": ");
    boolean namesAreOpen =
        message.contains("operator")
            || message.contains("no function")
            || message.contains("no setting");
    JsonNode tree = new ObjectMapper().readTree(text);
    assertThat(schema().validate(tree).isEmpty()).isEqualTo(namesAreOpen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{'version':1,'version':1} | Duplicate", "{'version':1 | line 1", "`` | $"})
  void whatIsNoJsonIsRefused(String json, String part) {
    PolicyException wrong =
        catchThrowableOfType(PolicyException.class, () -> read(json.replace('\'', '"')));
    assertThat(wrong).hasMessageStartingWith("$").hasMessageContaining(part);
  }

  @Test
  void theSchemaListsEveryKindAndConstruct() throws Exception {
    JsonNode definitions =
        new ObjectMapper()
            .readTree(PolicyReader.class.getResourceAsStream("policy-v1.schema.json"))
            .path("$defs");
    assertThat(definitions.path("statement").path("enum"))
        .map(JsonNode::textValue)
        .containsExactlyInAnyOrder(names(StatementKind.values()));
    assertThat(definitions.path("construct").path("enum"))
        .map(JsonNode::textValue)
        .containsExactlyInAnyOrder(names(Construct.values()));
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }
}
