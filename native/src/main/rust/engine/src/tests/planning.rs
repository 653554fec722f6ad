//! What is planned, and what is kept between executions.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch};
use datafusion::arrow::datatypes::DataType;
use datafusion::catalog::MemTable;
use datafusion::datasource::provider_as_source;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::error::Kind;
use crate::planner::TableName;

fn one_table(name: [&str; 3]) -> Bindings {
    let column: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3]));
    let batch = RecordBatch::try_from_iter([("a", column)]).unwrap();
    let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).unwrap();
    let name = TableName {
        catalog: name[0].to_string(),
        schema: name[1].to_string(),
        table: name[2].to_string(),
    };
    HashMap::from([(name, provider_as_source(Arc::new(table)))])
}

fn on_table(name: [&str; 3], sql: &str) -> Result<Vec<String>> {
    let plan = plan_on(session(), sql, one_table(name))?;
    table(&rest(&execute(&plan)?)?)
}

#[test]
fn a_bound_name_is_a_table_whatever_its_characters() {
    for name in [
        ["c", "s", "t"],
        ["C", "a.b", "t@v3"],
        ["c", "", "größe \"x\""],
    ] {
        let quoted = name
            .map(|part| format!("\"{}\"", part.replace('"', "\"\"")))
            .join(".");
        let sql = format!("select sum(x.a) from {quoted} as x");
        assert_eq!(on_table(name, &sql).unwrap(), ["6"], "{sql}");
    }
}

#[test]
fn a_name_that_is_not_bound_does_not_exist() {
    for sql in [
        "select * from t",
        "select * from s.t",
        "select * from c.s.other",
        "select * from \"C\".s.t",
        "select * from information_schema.tables",
        "select * from 'data.parquet'",
    ] {
        let error = on_table(["c", "s", "t"], sql).unwrap_err();
        assert_eq!(error.kind, Kind::Planning, "{sql}");
        assert!(error.message.contains("not found"), "{error}");
    }
}

#[test]
fn statements_that_change_something_are_refused() {
    for sql in [
        "create table t (a int)",
        "create view v as select 1",
        "drop table t",
        "insert into c.s.t values (1)",
        "delete from c.s.t",
        "update c.s.t set a = 1",
        "copy (select 1) to 'x.csv'",
        "set datafusion.execution.batch_size = 1",
        "show all",
        "explain create view v as select 1",
        "create external table t stored as csv location 'x'",
        "begin",
        "prepare p as select 1",
    ] {
        let error = plan_on(session(), sql, one_table(["c", "s", "t"])).err();
        let error = error.unwrap_or_else(|| panic!("planned: {sql}"));
        let refused = matches!(
            error.kind,
            Kind::Unsupported | Kind::Planning | Kind::Syntax
        );
        assert!(refused, "{sql}: {error:?}");
    }
}

#[test]
fn exactly_one_statement_is_expected() {
    for sql in ["", "   -- nothing", "select 1; select 2"] {
        assert_eq!(plan(sql).err().unwrap().kind, Kind::Syntax, "{sql}");
    }
    assert_eq!(rows("select 1;").unwrap(), ["1"]);
}

#[test]
fn queries_of_every_kind_are_planned() {
    for (sql, expected) in [
        ("select 1 + 1", vec!["2"]),
        ("values (1, 'a'), (2, null)", vec!["1|a", "2|"]),
        ("with x as (select 7 as a) select a from x", vec!["7"]),
        ("select 1 union all select 2", vec!["1", "2"]),
        (
            "select count(*) from generate_series(1, 1000)",
            vec!["1000"],
        ),
        ("select * from unnest([1, 2])", vec!["1", "2"]),
        ("select sum(value) from range(0, 5)", vec!["10"]),
        (
            "with recursive n as (select 1 as i union all select i + 1 from n where i < 4) \
             select max(i) from n",
            vec!["4"],
        ),
        ("select extract(year from date '2024-02-29')", vec!["2024"]),
        ("select \"Upper\" from (select 1 as \"Upper\")", vec!["1"]),
        ("select map([1], ['a'])[1]", vec!["a"]),
    ] {
        let mut found = rows(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        found.sort();
        assert_eq!(found, expected, "{sql}");
    }
}

#[test]
fn explain_gives_its_plans() {
    let text = rows("explain select 1").unwrap().join("\n");
    assert!(text.contains("PlaceholderRowExec"), "{text}");
    let text = rows("explain analyze select 1").unwrap().join("\n");
    assert!(text.contains("output_rows=1"), "{text}");
}

#[test]
fn a_plan_is_executed_again_also_while_an_earlier_result_is_open() {
    let plan = plan(
        "select a.value % 10, count(*) from generate_series(1, 10000) a \
         join generate_series(1, 100) b on a.value % 100 = b.value group by 1 order by 1",
    )
    .unwrap();
    let first = execute(&plan).unwrap();
    let second = table(&rest(&execute(&plan).unwrap()).unwrap()).unwrap();
    assert_eq!(second.len(), 10);
    assert_eq!(table(&rest(&first).unwrap()).unwrap(), second);
}

#[test]
fn now_is_the_time_of_each_execution_and_the_same_within_one() {
    for sql in [
        "select now() as a, now() as b",
        "select max(value) as a, max(value) as b from generate_series(\
         cast(now() as timestamp), cast(now() as timestamp), interval '1' year)",
    ] {
        let plan = plan(sql).unwrap();
        let read = || {
            table(&rest(&execute(&plan).unwrap()).unwrap())
                .unwrap()
                .remove(0)
        };
        let first = read();
        let (left, right) = first.split_once('|').unwrap();
        assert_eq!(left, right);
        assert_ne!(first, read(), "{sql}");
    }
}

#[test]
fn random_values_are_made_anew_for_each_execution() {
    let plan = plan("select uuid()").unwrap();
    let read = || table(&rest(&execute(&plan).unwrap()).unwrap()).unwrap();
    assert_ne!(read(), read());
}

#[test]
fn parameters_have_the_types_that_the_engine_infers() {
    let plan =
        plan("select $2, value from generate_series(1, 3) where value > $1 and $4 = 'x'").unwrap();
    let types: Vec<_> = plan
        .parameters()
        .iter()
        .map(|field| field.data_type())
        .collect();
    assert_eq!(
        types[..3],
        [&DataType::Int64, &DataType::Null, &DataType::Null]
    );
    assert!(types[3].is_string(), "{types:?}");
}

#[test]
fn a_bound_value_of_another_type_than_inferred_is_coerced() {
    let plan = plan("select value from generate_series(1, 9) where value > $1 order by 1").unwrap();
    for (payload, expected) in [
        (vec![2, 7], vec!["8", "9"]),
        (vec![9, 0, 0, 0, 1, b'8'], vec!["9"]),
        ([&[7][..], &7.5_f64.to_be_bytes()].concat(), vec!["8", "9"]),
        (vec![0], vec![]),
    ] {
        let bytes = [&1_i32.to_be_bytes()[..], &payload].concat();
        let stream = plan
            .execute(&bytes, HashMap::new(), CancellationToken::new())
            .unwrap();
        assert_eq!(table(&rest(&stream).unwrap()).unwrap(), expected);
    }
}

#[test]
fn a_placeholder_that_is_no_number_is_an_error() {
    for sql in ["select $name", "select $0"] {
        let error = plan(sql).err().unwrap();
        assert!(
            matches!(error.kind, Kind::Planning | Kind::Syntax),
            "{error:?}"
        );
    }
}

#[test]
fn a_deep_expression_is_planned_or_refused_but_kills_nothing() {
    for depth in [100, 20_000] {
        let sql = format!("select {}1{}", "(".repeat(depth), ")".repeat(depth));
        match rows(&sql) {
            Ok(found) => assert_eq!(found, ["1"]),
            Err(error) => assert_eq!(error.kind, Kind::Syntax),
        }
    }
    let sum = vec!["1"; 2000].join(" + ");
    assert_eq!(rows(&format!("select {sum}")).unwrap(), ["2000"]);
}

#[test]
fn settings_of_a_session_count_and_fixed_ones_are_refused() {
    let engine = engine(&[]);
    let zone = (
        "datafusion.execution.time_zone".to_string(),
        "+02:00".to_string(),
    );
    let session = Arc::new(engine.session(&[zone]).unwrap());
    let plan = plan_on(session, "select now()", Bindings::new()).unwrap();
    let DataType::Timestamp(_, Some(zone)) = plan.schema().field(0).data_type().clone() else {
        panic!("{:?}", plan.schema());
    };
    assert_eq!(zone.as_ref(), "+02:00");
    for (name, value) in [
        ("datafusion.sql_parser.dialect", "mysql"),
        ("datafusion.catalog.information_schema", "true"),
        ("datafusion.no_such_setting", "1"),
        ("datafusion.execution.batch_size", "many"),
    ] {
        let error = engine
            .session(&[(name.to_string(), value.to_string())])
            .unwrap_err();
        assert_eq!(error.kind, Kind::Planning);
        assert!(error.message.contains(name), "{error}");
    }
}

#[test]
fn the_template_knows_routines_and_no_table() {
    let template = engine(&[]).template();
    let token = CancellationToken::new();
    let query = |sql: &str| -> Vec<String> {
        let plan = Plan::on_session(Arc::clone(&template), sql.to_string(), &token).unwrap();
        table(&rest(&execute(&Arc::new(plan)).unwrap()).unwrap()).unwrap()
    };
    let routines = query(
        "select distinct routine_name from information_schema.routines \
         where routine_name in ('abs', 'sum', 'row_number')",
    );
    assert!(routines.contains(&"abs".to_string()), "{routines:?}");
    let tables = "select count(*) from information_schema.tables \
                  where table_schema <> 'information_schema'";
    assert_eq!(query(tables), ["0"]);
}

#[test]
fn equal_statements_have_equal_plans() {
    let sql = "select * from generate_series(1, 3) a where value in \
               (select value from generate_series(2, 5) b where b.value = a.value)";
    let session = session();
    let text = || {
        let plan = plan_on(Arc::clone(&session), sql, Bindings::new()).unwrap();
        plan.text(&CancellationToken::new()).unwrap()
    };
    assert_eq!(text(), text());
}

#[test]
fn a_row_of_constants_and_parameters_is_read_like_any_other() {
    for (sql, parameters, expected) in [
        ("select 1", &[0_u8, 0, 0, 0][..], vec!["1"]),
        (
            "select 1 as a, 'x' as b, null as c",
            &[0, 0, 0, 0],
            vec!["1|x|"],
        ),
        ("select $1", &[0, 0, 0, 1, 9, 0, 0, 0, 1, b'y'], vec!["y"]),
        (
            "select cast($1 as int)",
            &[0, 0, 0, 1, 9, 0, 0, 0, 1, b'7'],
            vec!["7"],
        ),
    ] {
        let plan = plan(sql).unwrap();
        for _ in 0..2 {
            let stream = plan
                .execute(parameters, HashMap::new(), CancellationToken::new())
                .unwrap();
            assert_eq!(table(&rest(&stream).unwrap()).unwrap(), expected, "{sql}");
            assert!(stream.next().unwrap().is_none());
        }
    }
    let plan = plan("select cast($1 as int)").unwrap();
    let bytes = [0, 0, 0, 1, 9, 0, 0, 0, 1, b'z'];
    let error = plan
        .execute(&bytes, HashMap::new(), CancellationToken::new())
        .and_then(|stream| rest(&stream))
        .unwrap_err();
    assert_eq!(error.kind, Kind::InvalidCast, "{error}");
}

#[test]
fn a_small_stack_is_enough_for_a_short_statement() {
    let count = std::thread::Builder::new()
        .stack_size(160 << 10)
        .spawn(|| rows("select not not not not not not not not not not not not not true"))
        .unwrap()
        .join()
        .unwrap();
    assert_eq!(count.unwrap(), ["false"]);
}
