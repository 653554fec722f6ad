package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.Fingerprints;
import io.github.datafusionjdbc.policy.ast.OperatorLookup;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of CREATE, DROP, INSERT and COPY: text to tree to text, and tree to payload. */
class DefinitionSyntaxTest {
  private static final OperatorLookup OPERATORS =
      DialectOperators.LOOKUP.or(StandardOperators.INSTANCE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          create table t (a int) | CREATE TABLE 't' ('a' INT)
          create or replace table s.t (a int not null) | CREATE OR REPLACE TABLE 's'.'t' ('a' INT NOT NULL)
          create table if not exists t (a int null) | CREATE TABLE IF NOT EXISTS 't' ('a' INT)
          create temp table t as select 1 | CREATE TEMPORARY TABLE 't' AS SELECT 1
          create table t (a, b) as values (1, 2) | CREATE TABLE 't' ('a', 'b') AS VALUES (1, 2)
          create table t as (select 1) | CREATE TABLE 't' AS SELECT 1
          create table t (a varchar(10), b decimal(10, 2)) | CREATE TABLE 't' ('a' VARCHAR(10), 'b' DECIMAL(10, 2))
          create table t (a array<array<int>>, b int[][]) | CREATE TABLE 't' ('a' ARRAY<ARRAY<INT>>, 'b' ARRAY<ARRAY<INT>>)
          create table t (m map<string, array<int>>) | CREATE TABLE 't' ('m' MAP<STRING, ARRAY<INT>>)
          create table t (s struct<x: int not null, y struct<z int>>) | CREATE TABLE 't' ('s' STRUCT<'x' INT NOT NULL, 'y' STRUCT<'z' INT>>)
          create table t (a timestamp(6) with time zone) | CREATE TABLE 't' ('a' TIMESTAMP(6) WITH TIME ZONE)
          create table t (a double precision, b character varying(3)) | CREATE TABLE 't' ('a' DOUBLE, 'b' VARCHAR(3))
          create table t (a bigint unsigned default 5 primary key) | CREATE TABLE 't' ('a' BIGINT UNSIGNED PRIMARY KEY DEFAULT 5)
          create table t (a int, primary key (a), constraint c check (a > 0)) | CREATE TABLE 't' ('a' INT, PRIMARY KEY ('a'), CONSTRAINT 'c' CHECK ('a' > 0))
          create table t (a int check (a > 0) check (a < 9)) | CREATE TABLE 't' ('a' INT CHECK ('a' > 0) CHECK ('a' < 9))
          create table t (check int, constraint int) | CREATE TABLE 't' ('check' INT, 'constraint' INT)
          create table t (a int, b int generated always as (a + 1)) | CREATE TABLE 't' ('a' INT, 'b' INT GENERATED ALWAYS AS ('a' + 1))
          create table t (a int) using delta partitioned by (a) | CREATE TABLE 't' ('a' INT) PARTITIONED BY ('a')
          create table t (a int) partitioned by (b int) | CREATE TABLE 't' ('a' INT, 'b' INT) PARTITIONED BY ('b')
          drop table if exists x | DROP TABLE IF EXISTS 'x'
          drop view v restrict | DROP VIEW 'v'
          drop database if exists s cascade | DROP SCHEMA IF EXISTS 's' CASCADE
          create database if not exists s | CREATE SCHEMA IF NOT EXISTS 's'
          create or replace temporary view v (x) as select a from t | CREATE OR REPLACE TEMPORARY VIEW 'v' ('x') AS SELECT 'a' FROM 't'
          insert into t (a, b) values (1, default), (default, ?) | INSERT INTO 't' ('a', 'b') VALUES (1, DEFAULT), (DEFAULT, $1)
          insert into table t by name select 1 as a | INSERT INTO 't' BY NAME SELECT 1 AS 'a'
          insert into t (select 1) | INSERT INTO 't' SELECT 1
          insert into t default values | INSERT INTO 't' DEFAULT VALUES
          insert overwrite table t with x as (select 1) select * from x | INSERT OVERWRITE 't' WITH 'x' AS (SELECT 1) SELECT * FROM 'x'
          insert overwrite into t select 1 | INSERT OVERWRITE 't' SELECT 1
          insert into default (select 1) | INSERT INTO 'default' SELECT 1
          """)
  void textIsReadAndWritten(String sql, String written) throws StatementRefused {
    String text = written.replace('\'', '"');
    assertThat(EngineSql.of(tree(sql))).isEqualTo(text);
    assertRoundTrips(tree(sql), text);
  }

  @Test
  void clausesWithTextsAreReadAndWritten() throws StatementRefused {
    writes(
        "create table t (a int comment 'it''s') location '/x' comment = 'c'"
            + " tblproperties ('delta.appendOnly' = 'true', a.b = 5, c -1)",
        "CREATE TABLE \"t\" (\"a\" INT COMMENT 'it''s') COMMENT 'c' TBLPROPERTIES"
            + " ('delta.appendOnly' 'true', 'a.b' '5', 'c' '-1') LOCATION '/x'");
    writes(
        "create external table if not exists x (a int, b varchar, c int) stored as"
            + " parquet partitioned by (c) with order (a asc nulls first, b desc) location 'd/x'",
        "CREATE EXTERNAL TABLE IF NOT EXISTS \"x\" (\"a\" INT, \"b\" VARCHAR, \"c\" INT)"
            + " STORED AS PARQUET PARTITIONED BY (\"c\") WITH ORDER (\"a\" NULLS FIRST, \"b\" DESC)"
            + " LOCATION 'd/x'");
    writes(
        "create external table x stored as csv location ('a', 'b',) options (format.has_header"
            + " true)",
        "CREATE EXTERNAL TABLE \"x\" STORED AS CSV OPTIONS ('format.has_header' 'true')"
            + " LOCATION ('a', 'b')");
    writes(
        "copy (select a from t) to 'o' partitioned by (a) stored as csv options ('k' 'v')",
        "COPY (SELECT \"a\" FROM \"t\") TO 'o' STORED AS CSV PARTITIONED BY (\"a\") OPTIONS"
            + " ('k' 'v')");
    writes("copy s.t to 'o.parquet'", "COPY \"s\".\"t\" TO 'o.parquet'");
    writes("create schema s comment 'c'", "CREATE SCHEMA \"s\" COMMENT 'c'");
  }

  @Test
  void wordsAndTypesCountInFingerprintsOfShapeAndTextsDoNot() throws StatementRefused {
    assertThat(shape("create table t (a decimal(10, 2))"))
        .isNotEqualTo(shape("create table t (a decimal(10, 3))"))
        .isEqualTo(shape("CREATE TABLE \"t\" (a Decimal(10,2))"));
    assertThat(shape("insert into t values (1)"))
        .isEqualTo(shape("insert into t values (2)"))
        .isNotEqualTo(shape("insert overwrite t values (1)"));
    assertThat(shape("copy t to 'a' options ('k' 'x')"))
        .isEqualTo(shape("copy t to 'b' options ('k' 'y')"))
        .isNotEqualTo(shape("copy t to 'b' options ('l' 'y')"));
    assertThat(shape("drop table t")).isNotEqualTo(shape("drop table if exists t"));
  }

  private static String shape(String sql) throws StatementRefused {
    return Fingerprints.of(tree(sql), true);
  }

  private static SqlNode tree(String sql) throws StatementRefused {
    return ParsedStatement.of(sql).tree();
  }

  private static void writes(String sql, String text) throws StatementRefused {
    assertThat(EngineSql.of(tree(sql))).isEqualTo(text);
    assertRoundTrips(tree(sql), text);
  }

  private static void assertRoundTrips(SqlNode tree, String text) throws StatementRefused {
    assertThat(EngineSql.of(tree(text.replaceAll("\\$\\d+", "?")))).isEqualTo(text);
    String payload = AstPayload.write(tree);
    SqlNode read = AstPayload.read(payload, OPERATORS);
    assertThat(AstPayload.write(read)).isEqualTo(payload);
    assertThat(EngineSql.of(read)).isEqualTo(text);
    assertThat(read).hasSameClassAs(tree);
    assertThat(Fingerprints.of(read, false)).isEqualTo(Fingerprints.of(tree, false));
  }
}
