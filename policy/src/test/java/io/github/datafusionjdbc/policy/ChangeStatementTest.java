package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.Fingerprints;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.command.TableChange;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UPDATE, DELETE, MERGE, TRUNCATE and ALTER are whole statements of the lane. */
class ChangeStatementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "update t set A = a + 1, t.c = DEFAULT where B > ?"
            + " | UPDATE \"datafusion\".\"public\".\"t\" AS \"t\" SET \"a\" = \"t\".\"a\" + 1,"
            + " \"c\" = DEFAULT WHERE \"t\".\"b\" > $1",
        "UPDATE other.t x SET z = (select max(b) from t where t.a = x.a)"
            + " | UPDATE \"datafusion\".\"other\".\"t\" AS \"x\" SET \"z\" = (SELECT"
            + " max(\"t\".\"b\") FROM \"datafusion\".\"public\".\"t\" AS \"t\" WHERE \"t\".\"a\" ="
            + " \"x\".\"a\")",
        "update t set st.x = 1 from u where u.a = t.a"
            + " | UPDATE \"datafusion\".\"public\".\"t\" AS \"t\" SET \"st\".\"x\" = 1 FROM"
            + " \"datafusion\".\"public\".\"u\" AS \"u\" WHERE \"u\".\"a\" = \"t\".\"a\"",
        "delete from t" + " | DELETE FROM \"datafusion\".\"public\".\"t\" AS \"t\"",
        "delete from t as x using u where x.a = u.a and k is null;"
            + " | DELETE FROM \"datafusion\".\"public\".\"t\" AS \"x\" USING"
            + " \"datafusion\".\"public\".\"u\" AS \"u\" WHERE \"x\".\"a\" = \"u\".\"a\" AND"
            + " \"u\".\"k\" IS NULL",
        "merge into t using (select a, k from u) s on t.a = s.a when matched and s.k = 1 then delete"
            + " when matched then update set b = s.k when not matched by target then insert (a, b)"
            + " values (s.a, default) when not matched by source then delete"
            + " | MERGE INTO \"datafusion\".\"public\".\"t\" AS \"t\" USING (SELECT \"u\".\"a\","
            + " \"u\".\"k\" FROM \"datafusion\".\"public\".\"u\" AS \"u\") AS \"s\" ON \"t\".\"a\" ="
            + " \"s\".\"a\" WHEN MATCHED AND \"s\".\"k\" = 1 THEN DELETE WHEN MATCHED THEN UPDATE"
            + " SET \"b\" = \"s\".\"k\" WHEN NOT MATCHED THEN INSERT (\"a\", \"b\") VALUES"
            + " (\"s\".\"a\", DEFAULT) WHEN NOT MATCHED BY SOURCE THEN DELETE",
        "merge into t using u on t.a = u.a when matched then update set * when not matched then"
            + " insert *"
            + " | MERGE INTO \"datafusion\".\"public\".\"t\" AS \"t\" USING"
            + " \"datafusion\".\"public\".\"u\" AS \"u\" ON \"t\".\"a\" = \"u\".\"a\" WHEN MATCHED"
            + " THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
        "truncate other.t | TRUNCATE TABLE \"datafusion\".\"other\".\"t\"",
        "alter table t add column New int not null comment 'x', drop column if exists a"
            + " | ALTER TABLE \"datafusion\".\"public\".\"t\" ADD COLUMN \"new\" INT NOT NULL COMMENT"
            + " 'x', DROP COLUMN IF EXISTS \"a\"",
        "alter table if exists t add columns (x int, y array<string>)"
            + " | ALTER TABLE IF EXISTS \"datafusion\".\"public\".\"t\" ADD COLUMN (\"x\" INT, \"y\""
            + " ARRAY<STRING>)",
        "alter table t rename column a to \"Ä\", rename to s"
            + " | ALTER TABLE \"datafusion\".\"public\".\"t\" RENAME COLUMN \"a\" TO \"Ä\", RENAME TO"
            + " \"s\"",
        "alter table t alter column a set data type bigint, alter b set not null, alter b drop not"
            + " null, alter c set default 'x', alter c drop default, alter c comment 'y'"
            + " | ALTER TABLE \"datafusion\".\"public\".\"t\" ALTER COLUMN \"a\" TYPE BIGINT, ALTER"
            + " COLUMN \"b\" SET NOT NULL, ALTER COLUMN \"b\" DROP NOT NULL, ALTER COLUMN \"c\" SET"
            + " DEFAULT 'x', ALTER COLUMN \"c\" DROP DEFAULT, ALTER COLUMN \"c\" COMMENT 'y'",
        "alter table t add constraint c check (a > 0), drop constraint d"
            + " | ALTER TABLE \"datafusion\".\"public\".\"t\" ADD CONSTRAINT \"c\" CHECK (\"a\" > 0),"
            + " DROP CONSTRAINT \"d\"",
        "alter table t set tblproperties (a.b = 1), unset tblproperties ('c', 'd')"
            + " | ALTER TABLE \"datafusion\".\"public\".\"t\" SET TBLPROPERTIES ('a.b' '1'), UNSET"
            + " TBLPROPERTIES ('c', 'd')",
      })
  void aChangeHasACanonicalFormAndAPayload(String sql, String canonical) {
    AdmittedStatement admitted = Lane.admit(sql);
    assertThat(admitted.normalizedSql()).isEqualTo(canonical);
    assertThat(Lane.admit(canonical).normalizedSql()).isEqualTo(canonical);
    SqlNode read =
        AstPayload.read(
            admitted.astPayload(), DialectOperators.LOOKUP.or(StandardOperators.INSTANCE));
    assertThat(EngineSql.of(read)).isEqualTo(canonical);
    assertThat(Fingerprints.of(read, false)).isEqualTo(admitted.fingerprint());
    TableChange change = (TableChange) admitted.command().orElseThrow();
    assertThat(change.refusal().state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    assertThat(change.refusal().getMessage())
        .contains("line 1, column 1", "not supported yet", "^");
  }

  @Test
  void whatAChangeNamesHasToBeThere() {
    Lane.refuses(
        "update ^nope^ set a = 1",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'nope' in schema 'public'");
    Lane.refuses(
        "update t set ^nope^ = 1", SqlState.UNDEFINED_COLUMN, "there is no column 'nope' in 't'");
    Lane.refuses(
        "update t set a = 1, ^a^ = 2", SqlState.DUPLICATE_COLUMN, "column 'a' is given twice");
    Lane.refuses(
        "delete from t where ^nope^ = 1",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'nope' in 't'");
    Lane.refuses(
        "delete from t where ^uper^(c) = 'A'",
        SqlState.UNDEFINED_FUNCTION,
        "there is no function 'uper'; did you mean 'upper'?");
    Lane.refuses(
        "update t set a = ^sum^(b)",
        SqlState.GROUPING_ERROR,
        "aggregate function 'sum' is not allowed in WHERE");
    Lane.refuses(
        "merge into t using u on t.a = u.a when not matched then insert (a, ^nope^) values (1, 2)",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'nope' in 't'");
    Lane.refuses(
        "alter table t drop column ^nope^",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'nope' in 't'");
    Lane.refuses(
        "truncate ^nope^", SqlState.UNDEFINED_TABLE, "there is no table 'nope' in schema 'public'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t",
        "update t set",
        "update t set a",
        "update t set a = 1 where",
        "delete t",
        "delete from t where",
        "merge into t using u",
        "merge into t using u on t.a = u.a",
        "merge into t using u on t.a = u.a when matched then insert",
        "merge into t using u on true when not matched then insert (a) values (1, 2)",
        "truncate",
        "alter table t",
        "alter table t add",
        "alter table t alter a",
        "alter t add x int",
      })
  void aChangeThatIsNotWholeIsASyntaxErrorWithItsPlace(String sql) {
    StatementRefused refused = Lane.refusal(sql);
    assertThat(refused.state()).as(refused.getMessage()).isEqualTo(SqlState.SYNTAX_ERROR);
    assertThat(refused.line()).isEqualTo(1);
  }

  @Test
  void aPolicyHoldsForTheTableThatIsChanged() {
    Lane.refuses(
        Policy.READ_ONLY,
        "^delete^ from t",
        SqlState.INSUFFICIENT_PRIVILEGE,
        "DELETE is not permitted by policy 'readonly'");
  }

  @Test
  void theWordsOfChangesAreNamesEverywhereElse() {
    assertThat(
            Lane.admit("select a as matched, b as \"set\", 1 as merge from t update")
                .normalizedSql())
        .contains("AS \"update\"");
  }
}
