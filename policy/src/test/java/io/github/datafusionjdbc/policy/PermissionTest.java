package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.rules.PolicyException;
import io.github.datafusionjdbc.policy.rules.PolicyReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionTest {
  private static Policy policy(String rules) {
    try {
      String json = "{'version':1,'name':'p'," + rules + "}";
      return new PolicyReader(new TestFunctions(), () -> List.of("datafusion.execution.batch_size"))
          .read(json.replace('\'', '"'), "p");
    } catch (PolicyException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void refuses(Policy policy, String sqlWithCarets, String what) {
    Lane.refuses(
        policy,
        sqlWithCarets,
        SqlState.INSUFFICIENT_PRIVILEGE,
        what + " is not permitted by policy 'p'");
  }

  private static void admits(Policy policy, String sql) {
    assertThat(Lane.admit(sql, Lane.catalog(), policy).normalizedSql()).isNotBlank();
  }

  @Test
  void kindsOfStatements() {
    Policy policy = policy("'statements':{'deny':['EXPLAIN']}");
    refuses(policy, "^explain^ select 1", "EXPLAIN");
    admits(policy, "select 1");
  }

  @Test
  void functionsHoweverTheyAreCalled() {
    Policy policy =
        policy("'functions':{'deny':['abs','sum','substr','date_part','unnest','make_array']}");
    refuses(policy, "select a from t where ^ABS^(b) > 1", "function 'abs'");
    refuses(policy, "select ^sum^(a) over (order by b) from t", "function 'sum'");
    refuses(policy, "select 1 from (select ^sum^(a) from t) x", "function 'sum'");
    refuses(
        policy, "with c as (select ^\"abs\"^(a) as x from t) select x from c", "function 'abs'");
    refuses(policy, "select ^substring^(c from 1 for 2) from t", "function 'substr'");
    refuses(policy, "select ^extract^(year from ts) from t", "function 'date_part'");
    refuses(policy, "select ^[^1, 2]", "function 'make_array'");
    refuses(policy, "select x from t, ^unnest^(arr) as u(x)", "function 'unnest'");
    refuses(policy, "explain select ^abs^(1)", "function 'abs'");
    admits(policy, "select count(*), max(a) from t");
  }

  @Test
  void aListOfFunctionsIsAllThatMayBeCalled() {
    Policy policy = policy("'functions':{'allow':['count','generate_series']}");
    refuses(policy, "select count(*), ^max^(a) from t", "function 'max'");
    refuses(policy, "select ^trim^(c) from t", "function 'btrim'");
    refuses(policy, "select value from ^range^(1, 2)", "function 'range'");
    admits(policy, "select count(*) from generate_series(1, 3)");
  }

  @Test
  void operators() {
    Policy policy = policy("'operators':{'deny':['~','CAST','[]']}");
    refuses(policy, "select a from t where ^c^ ~ 'x'", "operator '~'");
    refuses(policy, "select ^a^::text from t", "operator 'CAST'");
    refuses(policy, "select ^arr^[1] from t", "operator '[]'");
    admits(policy, "select a from t where c like 'x' and b = 1");
    Policy few = policy("'operators':{'allow':['=','AND']}");
    admits(few, "select a, count(*) from t where a = 1 and b = 2 group by a order by a desc");
    refuses(few, "select a from t where ^a^ > 1", "operator '>'");
  }

  @Test
  void constructs() {
    Policy policy =
        policy(
            "'constructs':{'deny':['CROSS_JOIN','NATURAL_JOIN','LATERAL','RECURSION','STAR',"
                + "'TABLE_FUNCTION','TIME_TRAVEL']}");
    refuses(policy, "select t.a from t cross join ^u^", "a join without condition");
    refuses(policy, "select t.a from t, ^u^ where t.a = u.a", "a join without condition");
    refuses(policy, "select t.a from t join ^u^ on true", "a join without condition");
    refuses(policy, "select t.a from t natural join ^u^", "NATURAL JOIN");
    refuses(policy, "select ^*^ from t", "the star of a select list");
    refuses(policy, "select a, ^t^.* from t", "the star of a select list");
    refuses(
        policy,
        "with recursive ^x^ as (select 1 as n union all select n + 1 from x) select n from x",
        "WITH RECURSIVE");
    refuses(policy, "select value from ^range^(1, 2)", "a table function in FROM");
    refuses(policy, "select a from ^t^ for version as of 3", "reading an older version");
    admits(policy, "select count(*), t.a from t join u using (a) group by t.a");
    admits(policy, "select x from t, unnest(arr) as v(x)");
  }

  @Test
  void tables() {
    Policy policy = policy("'tables':{'read':['public.t','other.ord*']}");
    admits(policy, "select t.a from t join other.orders o on t.a = o.id");
    refuses(policy, "select a from ^u^", "reading table 'public.u'");
    refuses(policy, "select a from t where a in (select k from ^u^)", "reading table 'public.u'");
    refuses(policy, "select a from ^^datafusion.other.t", "reading table 'other.t'");
    refuses(policy, "select 1 from ^nothing^", "reading table 'public.nothing'");
    admits(policy, "with u as (select a from t) select a from u");
  }

  @Test
  void namesThatMayNotBeReadAreNoHints() {
    Policy policy = policy("'tables':{'read':['other.o*']}");
    Lane.refuses(
        policy,
        "select 1 from other.^oo^",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'oo' in schema 'other'");
  }

  @Test
  void nesting() {
    Policy policy = policy("'limits':{'nesting':6}");
    admits(policy, "select a + 1 from t");
    refuses(policy, "select 1 + (2 + (3 + (4 + ^(^5 + 6))))", "nesting deeper than 6 levels");
  }

  @Test
  void theRefusalOfAnInnerLayerNamesIt() {
    Policy policy = Policy.READ_ONLY.and(policy("'constructs':{'deny':['STAR']}"));
    refuses(policy, "select ^*^ from t", "the star of a select list");
  }

  @Test
  void aReadOnlyPolicyAllowsNothingThatChanges() {
    for (String sql :
        new String[] {
          "create table n (a int)",
          "create temporary table n as select 1 as a",
          "create schema s",
          "create view v as select 1 as a",
          "drop table t",
          "insert into t (a) values (1)",
          "copy t to 'file.parquet'"
        }) {
      StatementRefused refused = Lane.refusal(sql, Lane.catalog(), Policy.READ_ONLY);
      assertThat(refused.state()).as(sql).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE);
      assertThat(refused.rawMessage()).as(sql).endsWith("is not permitted by policy 'readonly'");
      assertThat(refused.line()).as(sql).isEqualTo(1);
    }
    admits(Policy.READ_ONLY, "explain select a from t");
  }

  @Test
  void tablesThatMayBeWritten() {
    Policy policy = policy("'tables':{'write':['other.*','public.u*']}");
    admits(policy, "create table other.n as select a from t");
    admits(policy, "drop table u");
    admits(policy, "create temporary table n (a int)");
    admits(policy, "create schema if not exists other");
    refuses(policy, "^insert^ into t (a) values (1)", "writing 'public.t'");
    refuses(policy, "^create^ table n (a int)", "writing 'public.n'");
    refuses(policy, "^create^ view v as select 1 as a", "writing 'public.v'");
    refuses(policy, "^drop^ table t", "writing 'public.t'");
    refuses(policy, "^create^ schema s", "writing 's.*'");
  }

  @Test
  void whatIsInsideDefinitionsAndWritesIsHeldBackToo() {
    Policy policy = policy("'functions':{'deny':['abs']},'tables':{'read':['public.t']}");
    refuses(policy, "insert into t (a) select ^abs^(a) from t", "function 'abs'");
    refuses(policy, "create view v as select ^abs^(a) as a from t", "function 'abs'");
    refuses(policy, "copy (select * from ^u^) to 'x.parquet'", "reading table 'public.u'");
  }
}
