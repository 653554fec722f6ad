package io.github.datafusionjdbc.policy;

import static io.github.datafusionjdbc.policy.Lane.admit;
import static io.github.datafusionjdbc.policy.Lane.normalizes;
import static io.github.datafusionjdbc.policy.Lane.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.command.CheckConstraint;
import io.github.datafusionjdbc.policy.command.ColumnDefinition;
import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.command.ColumnType.Simple;
import io.github.datafusionjdbc.policy.command.Copy;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.CreateSchema;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.Drop;
import io.github.datafusionjdbc.policy.command.Expression;
import io.github.datafusionjdbc.policy.command.FileFormat;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.SortKey;
import io.github.datafusionjdbc.policy.command.SourceQuery;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
  private static <T extends StatementCommand> T command(Class<T> type, String sql) {
    return type.cast(admit(sql).command().orElseThrow());
  }

  private static ColumnType type(String name) {
    CreateTable create = command(CreateTable.class, "create table x (c " + name + ")");
    return create.columns().get(0).type().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean | BOOLEAN
          bool | BOOLEAN
          tinyint | BYTE
          byte | BYTE
          smallint | SHORT
          int | INTEGER
          integer | INTEGER
          int4 | INTEGER
          bigint | LONG
          int8 | LONG
          long | LONG
          real | FLOAT
          float | FLOAT
          float(24) | FLOAT
          float(25) | DOUBLE
          double precision | DOUBLE
          string | STRING
          text | STRING
          varchar | STRING
          bytea | BINARY
          binary | BINARY
          varbinary(10) | BINARY
          date | DATE
          timestamp | TIMESTAMP_NTZ
          timestamp(6) | TIMESTAMP_NTZ
          timestamp without time zone | TIMESTAMP_NTZ
          timestamp_ntz | TIMESTAMP_NTZ
          timestamp with time zone | TIMESTAMP
          timestamp with local time zone | TIMESTAMP
          timestamptz | TIMESTAMP
          timestamp_ltz | TIMESTAMP
          """)
  void typeNamesOfTheEngineAndOfSparkMeanDeltaTypes(String name, Simple type) {
    assertThat(type(name)).isEqualTo(type);
    assertThat(type(name.toUpperCase(Locale.ROOT))).isEqualTo(type);
  }

  @Test
  void typesWithParametersAndNestedTypesKeepThem() {
    assertThat(type("varchar(10)")).isEqualTo(new ColumnType.Varchar(10));
    assertThat(type("character varying(3)")).isEqualTo(new ColumnType.Varchar(3));
    assertThat(type("char(2)")).isEqualTo(new ColumnType.Char(2));
    assertThat(type("decimal(10, 2)")).isEqualTo(new ColumnType.Decimal(10, 2));
    assertThat(type("numeric(7)")).isEqualTo(new ColumnType.Decimal(7, 0));
    assertThat(type("decimal")).isEqualTo(new ColumnType.Decimal(38, 10));
    assertThat(type("array<array<int>>"))
        .isEqualTo(new ColumnType.Array(new ColumnType.Array(Simple.INTEGER)));
    assertThat(type("bigint[]")).isEqualTo(new ColumnType.Array(Simple.LONG));
    assertThat(type("map<string, array<date>>"))
        .isEqualTo(new ColumnType.Map(Simple.STRING, new ColumnType.Array(Simple.DATE)));
    assertThat(type("struct<X: int not null comment 'c', \"Y\" struct<z: string>>"))
        .isEqualTo(
            new ColumnType.Struct(
                List.of(
                    new ColumnType.Field("x", Simple.INTEGER, false, Optional.of("c")),
                    new ColumnType.Field(
                        "Y",
                        new ColumnType.Struct(
                            List.of(
                                new ColumnType.Field("z", Simple.STRING, true, Optional.empty()))),
                        true,
                        Optional.empty()))));
  }

  @Test
  void typesThatDeltaLacksAreRefusedWithTheNearestThatItHas() {
    String cannot = "a Delta table cannot hold ";
    SqlState unsupported = SqlState.FEATURE_NOT_SUPPORTED;
    refuses(
        "create table x (a ^bigint unsigned^)",
        unsupported,
        cannot + "BIGINT UNSIGNED; the nearest type is DECIMAL(20, 0)");
    refuses(
        "create table x (a ^int unsigned^)",
        unsupported,
        cannot + "INT UNSIGNED; the nearest type is BIGINT");
    refuses("create table x (a ^time^)", unsupported, cannot + "TIME; the nearest type is STRING");
    refuses(
        "create table x (a array<^interval^>)",
        unsupported,
        cannot + "INTERVAL; the nearest type is STRING, or BIGINT for a number of units");
    refuses("create table x (a ^uuid^)", unsupported, cannot + "UUID; the nearest type is STRING");
    refuses(
        "create table x (a ^variant^)",
        unsupported,
        cannot + "VARIANT; the nearest type is STRING, with the value as JSON");
    refuses(
        "create table x (a ^timestamp^(9))",
        unsupported,
        "a Delta table holds microseconds; the nearest type is TIMESTAMP(6)");
    refuses(
        "create table x (a ^decimal^(60, 2))",
        unsupported,
        cannot + "DECIMAL of 60 digits; the nearest type is DECIMAL(38, 2)");
    refuses(
        "create table x (a ^strng^)",
        SqlState.UNDEFINED_OBJECT,
        "there is no type STRNG; did you mean STRING?");
    refuses(
        "create table x (a ^char^)",
        SqlState.SYNTAX_ERROR,
        "CHAR needs a length, such as CHAR(10); a string of any length is STRING");
    refuses(
        "create table x (a ^decimal^(2, 3))",
        SqlState.INVALID_PARAMETER_VALUE,
        "DECIMAL needs 1 to 38 digits, and at most as many of them after the point");
    refuses(
        "create table x (a ^varchar^(0))",
        SqlState.INVALID_PARAMETER_VALUE,
        "VARCHAR needs a length of 1 or more");
    refuses("create table x (a ^int^(3))", SqlState.SYNTAX_ERROR, "type INT takes no parameters");
    refuses(
        "create table x (a ^array^)",
        SqlState.SYNTAX_ERROR,
        "type ARRAY needs types, such as ARRAY<INT>");
  }

  @Test
  void aTableHasItsColumnsConstraintsAndProperties() {
    CreateTable create =
        command(
            CreateTable.class,
            "create table if not exists other.x (Id int not null, name varchar(20) default 'n''a'"
                + " comment 'who', amount decimal(10, 2) check (amount > 0), day date,"
                + " primary key (id), constraint c check (x.id < 9 or name is null))"
                + " partitioned by (day) comment 'all' tblproperties ('a.b' = 'c')"
                + " location '/data/x'");
    assertThat(create)
        .isEqualTo(
            new CreateTable(
                new ObjectName("other", "x"),
                IfExists.SKIP,
                false,
                List.of(
                    new ColumnDefinition(
                        "id",
                        Optional.of(Simple.INTEGER),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    new ColumnDefinition(
                        "name",
                        Optional.of(new ColumnType.Varchar(20)),
                        true,
                        Optional.of(new Expression("'n''a'", "'n\\'a'")),
                        Optional.empty(),
                        Optional.of("who")),
                    new ColumnDefinition(
                        "amount",
                        Optional.of(new ColumnType.Decimal(10, 2)),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    new ColumnDefinition(
                        "day",
                        Optional.of(Simple.DATE),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of("id"),
                List.of(
                    new CheckConstraint(
                        "x_amount_check", new Expression("\"amount\" > 0", "`amount` > 0")),
                    new CheckConstraint(
                        "c",
                        new Expression(
                            "\"id\" < 9 OR \"name\" IS NULL", "`id` < 9 OR `name` IS NULL"))),
                List.of("day"),
                Optional.of("all"),
                Map.of("a.b", "c"),
                Optional.of("/data/x"),
                Optional.empty()));
  }

  @Test
  void theCanonicalTextOfADefinitionIsAdmittedUnchanged() {
    normalizes(
        "create table X (A INT8 NOT NULL, b Text check (X.b <> ''), c map<string,int4>)"
            + " using delta partitioned by (B)",
        "CREATE TABLE \"datafusion\".\"public\".\"x\" (\"a\" BIGINT NOT NULL, \"b\" STRING CHECK"
            + " (\"b\" <> ''), \"c\" MAP<STRING, INT>) PARTITIONED BY (\"b\")");
    normalizes(
        "create or replace view v (x) as select a from t",
        "CREATE OR REPLACE VIEW \"datafusion\".\"public\".\"v\" (\"x\") AS SELECT \"t\".\"a\" FROM"
            + " \"datafusion\".\"public\".\"t\" AS \"t\"");
    normalizes(
        "create database if not exists S2", "CREATE SCHEMA IF NOT EXISTS \"datafusion\".\"s2\"");
    normalizes("drop table t restrict", "DROP TABLE \"datafusion\".\"public\".\"t\"");
    normalizes(
        "copy t to 'a/b.csv' options (has_header true)",
        "COPY (SELECT * FROM \"datafusion\".\"public\".\"t\" AS \"t\") TO 'a/b.csv' OPTIONS"
            + " ('has_header' 'true')");
  }

  @Test
  void spellingOfADefinitionDoesNotChangeItsFingerprint() {
    assertThat(admit("create table x (a INT4, b text)").fingerprint())
        .isEqualTo(admit("CREATE  TABLE \"x\" (A integer /* c */, B String)").fingerprint())
        .isNotEqualTo(admit("create table x (a bigint, b text)").fingerprint());
  }

  @Test
  void wrongTablesAreRefusedWhereTheyAreWrong() {
    refuses("create table ^t^ (a int)", SqlState.DUPLICATE_TABLE, "'t' is a table already");
    refuses(
        "create table ^othr^.x (a int)",
        SqlState.UNDEFINED_TABLE,
        "there is no schema 'othr'; did you mean 'other'?");
    refuses(
        "create table x (a int, ^A^ string)",
        SqlState.DUPLICATE_COLUMN,
        "column 'a' is declared twice");
    refuses(
        "create table x (a int, ^\"A\"^ string)",
        SqlState.DUPLICATE_COLUMN,
        "column 'A' is declared twice");
    refuses(
        "create table x (a int, primary key (^b^))",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'b' in 'x'");
    refuses(
        "create table x (a int primary key, ^primary^ key (a))",
        SqlState.INVALID_TABLE_DEFINITION,
        "a table has one primary key");
    refuses(
        "create table x (a int check (^b^ > 0))",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'b' in 'x'");
    refuses(
        "create table x (a int check (a > ^(^select 1)))",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a subquery is not allowed in CHECK");
    refuses(
        "create table x (a int check (a > ^?^))",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a parameter is not allowed in CHECK");
    refuses(
        "create table x (a int check (^max^(a) > 0))",
        SqlState.GROUPING_ERROR,
        "aggregate function 'max' is not allowed in CHECK");
    refuses(
        "create table x (a int default ^b^)",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a column is not allowed in DEFAULT");
    refuses(
        "create table x (a int check (^nosuch^(a)))",
        SqlState.UNDEFINED_FUNCTION,
        "there is no function 'nosuch'");
    refuses(
        "create table x (a int, constraint c check (a > 0), constraint ^C^ check (a > 1))",
        SqlState.DUPLICATE_OBJECT,
        "there are two constraints named 'c'");
    refuses(
        "create table x (a int, b int) partitioned by (a, ^c^)",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'c' in 'x'");
    refuses(
        "create table x (a int) partitioned by (^a^)",
        SqlState.INVALID_TABLE_DEFINITION,
        "a table needs a column that is no partition column");
    refuses(
        "create table x (a int[], b int) partitioned by (^a^)",
        SqlState.INVALID_TABLE_DEFINITION,
        "column 'a' is nested and cannot be a partition column");
    refuses(
        "create table ^x^",
        SqlState.INVALID_TABLE_DEFINITION,
        "a table needs columns: name them with their types, or take them with AS of a query");
    refuses(
        "^create or replace table if not exists x (a int)^",
        SqlState.SYNTAX_ERROR,
        "OR REPLACE and IF NOT EXISTS exclude each other");
    refuses(
        "create table x (a int) comment 'a' comment ^'b'^",
        SqlState.SYNTAX_ERROR,
        "COMMENT is given twice");
    refuses(
        "create table x (a int) tblproperties ('k' = '1', ^'k'^ = '2')",
        SqlState.SYNTAX_ERROR,
        "'k' is given twice");
    refuses(
        "create table x (a int) ^stored^ as parquet",
        SqlState.SYNTAX_ERROR,
        "STORED AS belongs to CREATE EXTERNAL TABLE; a table is kept as Delta");
    refuses(
        "create table x (a int) using ^parquet^",
        SqlState.SYNTAX_ERROR,
        "a table is kept as Delta: leave USING out, or use CREATE EXTERNAL TABLE");
    refuses(
        "create table x (a int ^unique^)",
        SqlState.FEATURE_NOT_SUPPORTED,
        "UNIQUE is not supported yet");
    refuses(
        "create table x (a int, ^foreign^ key (a) references t (a))",
        SqlState.FEATURE_NOT_SUPPORTED,
        "FOREIGN KEY is not supported yet");
    refuses(
        "create table x (a int generated ^always^ as identity)",
        SqlState.FEATURE_NOT_SUPPORTED,
        "IDENTITY is not supported yet");
    refuses("create table x (a int ^foo^)", SqlState.SYNTAX_ERROR, "'foo' is not expected here");
    refuses("create ^tabel^ x (a int)", SqlState.SYNTAX_ERROR, "'tabel' is not expected here");
  }

  @Test
  void aTableAsAQueryHasTheQuery() {
    CreateTable create =
        command(
            CreateTable.class,
            "create or replace table x as select a, b + 1 as c from t where a = $1");
    assertThat(create.ifExists()).isEqualTo(IfExists.REPLACE);
    assertThat(create.columns()).isEmpty();
    assertThat(create.query())
        .contains(
            new SourceQuery(
                "SELECT \"t\".\"a\", \"t\".\"b\" + 1 AS \"c\" FROM \"datafusion\".\"public\".\"t\""
                    + " AS \"t\" WHERE \"t\".\"a\" = $1",
                List.of("a", "c")));
    assertThat(command(CreateTable.class, "create table x (p, q) as values (1, 2)").columns())
        .extracting(ColumnDefinition::name)
        .containsExactly("p", "q");
    refuses(
        "create table x (^p^) as values (1, 2)",
        SqlState.SYNTAX_ERROR,
        "1 columns are declared, but the query gives 2");
    refuses(
        "create table x (p ^int^) as values (1)",
        SqlState.INVALID_COLUMN_DEFINITION,
        "the type comes from the query: leave it out, or CAST in the query");
    refuses(
        "create table x as ^select^ a, a from t",
        SqlState.DUPLICATE_COLUMN,
        "the query gives two columns named 'a'; give one an alias");
    refuses("create table x (^a^)", SqlState.INVALID_COLUMN_DEFINITION, "column 'a' needs a type");
  }

  @Test
  void temporaryTablesHaveTheEnginesTypesAndNoFolder() {
    CreateTable create =
        command(
            CreateTable.class,
            "create temp table t (a bigint unsigned, b time default '10:00', c varchar(3), d"
                + " long)");
    assertThat(create.temporary()).isTrue();
    assertThat(create.name()).isEqualTo(new ObjectName("public", "t"));
    assertThat(create.columns())
        .extracting(column -> column.type().orElseThrow())
        .containsExactly(
            new ColumnType.EngineOnly("BIGINT UNSIGNED"),
            new ColumnType.EngineOnly("TIME"),
            new ColumnType.Varchar(3),
            new ColumnType.EngineOnly("BIGINT"));
    assertThat(create.columns().get(1).defaultValue()).contains(new Expression("'10:00'", null));
    refuses(
        "create temp table x (a int) location ^'/x'^",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a temporary table is kept in memory and has no LOCATION");
  }

  @Test
  void externalTablesHaveFilesAndOptions() {
    CreateExternalTable create =
        command(
            CreateExternalTable.class,
            "create external table x (a int not null, p string) stored as csv"
                + " partitioned by (p) with order (a desc nulls first)"
                + " options (HAS_HEADER true, 'format.delimiter' ';') location 'd/'");
    assertThat(create.format()).isEqualTo(FileFormat.CSV);
    assertThat(create.locations()).containsExactly("d/");
    assertThat(create.partitionColumns()).containsExactly("p");
    assertThat(create.orders()).containsExactly(List.of(new SortKey("a", true, true)));
    assertThat(create.options())
        .containsExactly(
            Map.entry("format.has_header", "true"), Map.entry("format.delimiter", ";"));
    assertThat(create.columns())
        .extracting(ColumnDefinition::nullable)
        .containsExactly(false, true);
    refuses(
        "create external table x stored as csv options (^'format.has_headr'^ 'true') location 'd'",
        SqlState.INVALID_PARAMETER_VALUE,
        "there is no option 'format.has_headr' for CSV; did you mean 'has_header'?");
    refuses(
        "create external table x stored as csv options (^'aws.secret_access_key'^ 's') location"
            + " 'd'",
        SqlState.FEATURE_NOT_SUPPORTED,
        "options of object stores belong to the connection: its URL, its properties or the"
            + " environment");
    refuses(
        "create external table x stored as ^avro^ location 'd'",
        SqlState.FEATURE_NOT_SUPPORTED,
        "there is no file format AVRO; use PARQUET, CSV, JSON or ARROW");
    refuses(
        "create external table ^x^ stored as csv",
        SqlState.SYNTAX_ERROR,
        "CREATE EXTERNAL TABLE needs LOCATION, such as LOCATION 'folder/'");
    refuses(
        "create external table x (a int ^check^ (a > 0)) stored as csv location 'd'",
        SqlState.FEATURE_NOT_SUPPORTED,
        "an external table has columns with types and NOT NULL, and no other clauses");
  }

  @Test
  void viewsKeepTheirQueryAsItWasWritten() {
    CreateView view =
        command(CreateView.class, "create view v as select a, count(*) from t group by a");
    assertThat(view.query().columns()).containsExactly("a", null);
    assertThat(view.definition().defaultSchema()).isEqualTo("public");
    assertThat(view.definition().payload()).startsWith("{\"version\":1,");
    refuses(
        "create view v as select a from t where a = ^?^",
        SqlState.FEATURE_NOT_SUPPORTED,
        "a view has no parameters");
    refuses(
        "create view v (x, ^x^) as select a, b from t",
        SqlState.DUPLICATE_COLUMN,
        "the view would have two columns named 'x'");
    refuses(
        "create view v ^^(x) as select a, b from t",
        SqlState.SYNTAX_ERROR,
        "1 columns are named, but the query gives 2");
  }

  @Test
  void schemasAreMadeAndDropped() {
    assertThat(command(CreateSchema.class, "create schema S2 comment 'c'"))
        .isEqualTo(new CreateSchema("s2", IfExists.FAIL, Optional.of("c")));
    refuses(
        "create schema ^other^", SqlState.DUPLICATE_SCHEMA, "there is a schema 'other' already");
    assertThat(command(Drop.class, "drop schema other cascade"))
        .isEqualTo(new Drop(Drop.Kind.SCHEMA, "other", Optional.empty(), false, true, false));
    refuses(
        "drop schema ^other^",
        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
        "schema 'other' is not empty: it has 't'; CASCADE drops all that is in it");
    refuses(
        "drop schema ^othr^",
        SqlState.UNDEFINED_TABLE,
        "there is no schema 'othr'; did you mean 'other'?");
  }

  @Test
  void tablesAreDroppedByTheirKind() {
    assertThat(command(Drop.class, "drop table if exists nothing"))
        .isEqualTo(new Drop(Drop.Kind.TABLE, "public", Optional.of("nothing"), true, false, false));
    assertThat(command(Drop.class, "drop table other.t"))
        .isEqualTo(new Drop(Drop.Kind.TABLE, "other", Optional.of("t"), false, false, false));
    refuses(
        "drop table ^nothing^",
        SqlState.UNDEFINED_TABLE,
        "there is no table 'nothing' in schema 'public'");
    refuses("drop view ^t^", SqlState.WRONG_OBJECT_TYPE, "'t' is a table; write DROP TABLE");
  }

  @Test
  void copiesHaveAQueryAPathAndAFormat() {
    assertThat(command(Copy.class, "copy other.t to 'out/x.parquet'"))
        .isEqualTo(
            new Copy(
                new SourceQuery(
                    "SELECT * FROM \"datafusion\".\"other\".\"t\" AS \"other.t\"",
                    List.of("a", "z")),
                "out/x.parquet",
                FileFormat.PARQUET,
                List.of(),
                Map.of()));
    Copy copy =
        command(
            Copy.class,
            "copy (select a, b from t where a > ?) to 'out/' stored as csv partitioned by (a)"
                + " options (overwrite true, format.compression gzip)");
    assertThat(copy.source().sql()).endsWith("WHERE \"t\".\"a\" > $1");
    assertThat(copy.partitionColumns()).containsExactly("a");
    assertThat(copy.options())
        .containsExactly(Map.entry("overwrite", "true"), Map.entry("format.compression", "gzip"));
    assertThat(command(Copy.class, "copy t to 'x.csv.gz'").format()).isEqualTo(FileFormat.CSV);
    refuses(
        "copy t to ^'out'^",
        SqlState.SYNTAX_ERROR,
        "the path names no file format: add STORED AS PARQUET, CSV, JSON or ARROW");
    refuses(
        "copy (select a from t) to 'out/' stored as csv partitioned by (^b^)",
        SqlState.UNDEFINED_COLUMN,
        "there is no column 'b' in the source");
    refuses(
        "copy t to 'x.csv' options (^compressio^ gzip)",
        SqlState.INVALID_PARAMETER_VALUE,
        "there is no option 'compressio' for CSV; did you mean 'compression'?");
    refuses(
        "copy t ^from^ 'x.csv'", SqlState.FEATURE_NOT_SUPPORTED, "COPY FROM is not supported yet");
  }
}
