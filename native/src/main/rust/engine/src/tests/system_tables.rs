//! Tables whose rows come at execution.

use datafusion::arrow::array::{Int32Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};

use super::*;
use crate::error::Kind;
use crate::planner::TableName;
use crate::system_table::{SystemTable, TableFilters};

fn bindings() -> Bindings {
    let schema = Arc::new(Schema::new(vec![
        Field::new("s", DataType::Utf8, true),
        Field::new("t", DataType::Utf8, true),
        Field::new("n", DataType::Int64, true),
    ]));
    ["columns", "tables"]
        .into_iter()
        .enumerate()
        .map(|(index, table)| {
            let name = TableName {
                catalog: "c".to_string(),
                schema: "i".to_string(),
                table: table.to_string(),
            };
            (name, SystemTable::source(index, Arc::clone(&schema)))
        })
        .collect()
}

fn given() -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([
        (
            "c0",
            Arc::new(StringArray::from(vec![Some("a"), Some("b"), None])) as _,
            true,
        ),
        (
            "c1",
            Arc::new(StringArray::from(vec!["x", "y", "z"])) as _,
            true,
        ),
        ("c2", Arc::new(Int32Array::from(vec![1, 2, 3])) as _, true),
    ])
    .unwrap()
}

fn filters(sql: &str, parameters: &[u8]) -> Vec<TableFilters> {
    let plan = plan_on(session(), sql, bindings()).unwrap();
    plan.system_filters(parameters, &CancellationToken::new())
        .unwrap()
}

fn filters_text(sql: &str) -> String {
    serde_json::to_string(&filters(sql, parameters::NONE)).unwrap()
}

#[test]
fn rows_that_come_in_are_filtered_again_and_may_be_joined() {
    let sql = "select l.t, r.n from c.i.columns l join c.i.columns r on l.n = r.n \
               where l.s = 'b' or l.s is null order by 1";
    let plan = plan_on(session(), sql, bindings()).unwrap();
    let given = HashMap::from([(0, given())]);
    for _ in 0..2 {
        let stream = plan
            .execute(parameters::NONE, given.clone(), CancellationToken::new())
            .unwrap();
        assert_eq!(table(&rest(&stream).unwrap()).unwrap(), ["y|2", "z|3"]);
    }
}

#[test]
fn rows_reach_a_table_inside_a_subquery() {
    let sql = "select (select count(*) from c.i.tables) as n \
               where exists (select 1 from c.i.columns)";
    let plan = plan_on(session(), sql, bindings()).unwrap();
    let given = HashMap::from([(0, given()), (1, given().slice(0, 0))]);
    let stream = plan
        .execute(parameters::NONE, given, CancellationToken::new())
        .unwrap();
    assert_eq!(table(&rest(&stream).unwrap()).unwrap(), ["0"]);
}

#[test]
fn rows_that_are_missing_are_an_error_that_names_the_table() {
    let plan = plan_on(session(), "select * from c.i.tables", bindings()).unwrap();
    let error = execute(&plan).unwrap_err();
    assert_eq!(error.kind, Kind::Execution);
    assert!(error.message.contains("tables"), "{error}");
}

#[test]
fn predicates_on_strings_are_handed_over() {
    for (predicate, expected) in [
        ("s = 'a'", r#"[{"column":"s","op":"=","values":["a"]}]"#),
        ("'a' = s", r#"[{"column":"s","op":"=","values":["a"]}]"#),
        (
            "s like 'a%'",
            r#"[{"column":"s","op":"LIKE","values":["a%"]}]"#,
        ),
        (
            "s in ('a', 'b')",
            r#"[{"column":"s","op":"IN","values":["a","b"]}]"#,
        ),
        (
            "s in ('a', 'b', 'c', 'd', 'e')",
            r#"[{"column":"s","op":"IN","values":["a","b","c","d","e"]}]"#,
        ),
        ("s = 'a' or t = 'b'", "[]"),
        ("s <> 'a'", "[]"),
        ("s not like 'a%'", "[]"),
        ("s ilike 'a%'", "[]"),
        ("n = 1", "[]"),
        ("upper(s) = 'A'", "[]"),
    ] {
        let text = filters_text(&format!("select * from c.i.columns where {predicate}"));
        assert_eq!(
            text,
            format!(r#"[{{"table":0,"filters":{expected}}}]"#),
            "{predicate}"
        );
    }
}

#[test]
fn bound_parameters_are_predicates_too() {
    let parameters = [0, 0, 0, 1, 9, 0, 0, 0, 1, b'a'];
    let found = filters(
        "select * from c.i.tables where t = $1 and n > 1",
        &parameters,
    );
    assert_eq!(found[0].table, 1);
    assert_eq!(
        (found[0].filters[0].op, &found[0].filters[0].values),
        ("=", &vec!["a".to_string()])
    );
}

#[test]
fn a_table_that_is_read_twice_keeps_only_what_both_readings_ask() {
    let both = "select * from c.i.columns where s = 'a' and t = 'x' \
                union all select * from c.i.columns where s = 'a' and t = 'y'";
    assert_eq!(
        filters_text(both),
        r#"[{"table":0,"filters":[{"column":"s","op":"=","values":["a"]}]}]"#
    );
    let outer = "select * from c.i.columns l left join c.i.tables r on l.s = r.s and r.t = 'x'";
    assert_eq!(
        filters_text(outer),
        concat!(
            r#"[{"table":0,"filters":[]},"#,
            r#"{"table":1,"filters":[{"column":"t","op":"=","values":["x"]}]}]"#
        )
    );
}
