//! Rows in memory, and rows that are handed over while they are read.

use std::thread;

use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::datasource::provider_as_source;
use serde_json::{Value, json};

use super::*;
use crate::engine::Engine;
use crate::error::{EngineError, Kind};
use crate::memory_table::MemoryTable;
use crate::planner::TableName;
use crate::row_feed::RowFeed;

fn columns() -> Schema {
    Schema::new(vec![
        Field::new("id", DataType::UInt8, false),
        Field::new("s", DataType::Utf8, true),
    ])
}

fn spec() -> Value {
    json!({"textLimits": [null, {"characters": 3, "padded": false}],
           "checks": [{"name": "small", "predicate": "\"id\" < 200"}]})
}

fn collect(engine: &Engine, columns: Schema, spec: Value, sql: &str) -> Result<MemoryTable> {
    let session = Arc::new(engine.session(&[]).unwrap());
    plan_on(session, sql, Bindings::new())?.collect(
        columns,
        serde_json::from_value(spec).unwrap(),
        parameters::NONE,
        HashMap::new(),
        CancellationToken::new(),
    )
}

fn name(table: &str) -> TableName {
    TableName {
        catalog: "c".to_string(),
        schema: "s".to_string(),
        table: table.to_string(),
    }
}

fn read(engine: &Engine, table: &MemoryTable, sql: &str) -> Vec<String> {
    let session = Arc::new(engine.session(&[]).unwrap());
    let bindings = Bindings::from([(name("t"), provider_as_source(table.provider()))]);
    let stream = execute(&plan_on(session, sql, bindings).unwrap()).unwrap();
    super::table(&rest(&stream).unwrap()).unwrap()
}

fn reserved(engine: &Engine) -> usize {
    engine.env().memory_pool.reserved()
}

#[test]
fn appending_makes_another_table_and_leaves_the_first_as_it_was() {
    let engine = engine(&[]);
    let first = collect(&engine, columns(), spec(), "values (1, 'é')").unwrap();
    let more = collect(&engine, columns(), spec(), "values (2, null), (3, '')").unwrap();
    let both = first.append(&more).unwrap();
    let sql = r#"select "id", "s" from "c"."s"."t" order by 1"#;
    assert_eq!(read(&engine, &first, sql), ["1|é"]);
    assert_eq!(read(&engine, &both, sql), ["1|é", "2|", "3|"]);
    assert_eq!(both.rows(), 3);
    let none = MemoryTable::empty(&columns(), &engine.session(&[]).unwrap()).unwrap();
    assert_eq!(none.append(&both).unwrap().rows(), 3);
    assert_eq!(read(&engine, &none, sql), [""; 0]);
    drop((first, more, both, none));
    assert_eq!(reserved(&engine), 0);
}

#[test]
fn a_row_that_does_not_fit_is_named_and_nothing_stays_reserved() {
    let engine = engine(&[]);
    for (sql, kind, text) in [
        (
            "values (1, 'a'), (256, 'b')",
            Kind::Overflow,
            "row 2, column 'id'",
        ),
        (
            "values (1, 'long')",
            Kind::ValueTooLong,
            "row 1, column 's'",
        ),
        (
            "values (null, 'a')",
            Kind::NotNullViolation,
            "row 1: column 'id'",
        ),
        (
            "values (1, 'a'), (2, 'a'), (200, 'a')",
            Kind::CheckViolation,
            "row 3: CHECK",
        ),
        ("values (true, 'a')", Kind::Planning, "TINYINT UNSIGNED"),
    ] {
        let error = collect(&engine, columns(), spec(), sql).unwrap_err();
        assert_eq!(error.kind, kind, "{error}");
        assert!(error.message.contains(text), "{error}");
    }
    assert_eq!(reserved(&engine), 0);
}

#[test]
fn bytes_count_against_the_memory_limit_once_however_many_states_share_them() {
    let engine = engine(&[("memory_limit", "4000000")]);
    let numbers = || Schema::new(vec![Field::new("n", DataType::Int64, true)]);
    let no_rules = || json!({"textLimits": [], "checks": []});
    let large = "select value from generate_series(1, 200000)";
    let table = collect(&engine, numbers(), no_rules(), large).unwrap();
    let before = reserved(&engine);
    assert!(before >= 1_600_000, "{before}");
    let row = collect(&engine, numbers(), no_rules(), "select 7").unwrap();
    let more = table.append(&row).unwrap();
    assert!(reserved(&engine) < before + 200_000);
    let error = collect(
        &engine,
        numbers(),
        no_rules(),
        "select value from generate_series(1, 1000000)",
    )
    .unwrap_err();
    assert_eq!(error.kind, Kind::MemoryLimit, "{error}");
    assert_eq!(more.rows(), 200_001);
    drop((table, row, more));
    assert_eq!(reserved(&engine), 0);
}

#[test]
fn types_that_only_the_engine_has_come_back_as_they_were() {
    let engine = engine(&[]);
    let query = "select arrow_cast(7, 'UInt64') u, time '01:02:03' t, interval '1 month 2 days' i, \
                 arrow_cast(1, 'Duration(Second)') d, [struct(1 as a, 'x' as b)] n, \
                 map(['k'], [1]) m, arrow_cast('x', 'LargeUtf8') l, arrow_cast(1.5, 'Float16') h";
    let session = session();
    let schema = plan_on(session, query, Bindings::new())
        .unwrap()
        .schema()
        .clone();
    let no_rules = json!({"textLimits": [], "checks": []});
    let table = collect(&engine, schema.as_ref().clone(), no_rules, query).unwrap();
    let kept = read(&engine, &table, r#"select * from "c"."s"."t""#);
    assert_eq!(kept, rows(query).unwrap());
}

fn feed() -> RowFeed {
    let fields = vec![
        Field::new("n", DataType::Int64, true),
        Field::new("s", DataType::Utf8, true),
    ];
    RowFeed::new(Arc::new(Schema::new(fields)))
}

fn batch(feed: &RowFeed, numbers: Vec<Option<i64>>) -> RecordBatch {
    let texts: Vec<_> = numbers.iter().map(|n| n.map(|n| n.to_string())).collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(numbers)),
        Arc::new(StringArray::from(texts)),
    ];
    RecordBatch::try_new(Arc::clone(feed.schema()), columns).unwrap()
}

fn sum_of(feed: &RowFeed) -> Result<Vec<String>> {
    let sql = r#"select count(*), sum("n") from "c"."s"."t""#;
    let bindings = Bindings::from([(name("t"), provider_as_source(Arc::new(feed.table()?)))]);
    let stream = execute(&plan_on(session(), sql, bindings)?)?;
    super::table(&rest(&stream)?)
}

#[test]
fn rows_are_read_while_they_are_pushed() {
    let feed = feed();
    thread::scope(|scope| {
        let sum = scope.spawn(|| sum_of(&feed));
        for start in 0..100 {
            feed.push(batch(&feed, vec![Some(start), None])).unwrap();
        }
        feed.finish();
        assert_eq!(sum.join().unwrap().unwrap(), ["200|4950"]);
    });
}

#[test]
fn rows_that_were_given_up_fail_their_reader() {
    let mut given_up = feed();
    given_up.push(batch(&given_up, vec![Some(1)])).unwrap();
    let sql = r#"select count(*) from "c"."s"."t""#;
    let table = provider_as_source(Arc::new(given_up.table().unwrap()));
    let plan = plan_on(session(), sql, Bindings::from([(name("t"), table)])).unwrap();
    given_up = feed();
    let error: EngineError = execute(&plan).and_then(|stream| rest(&stream)).unwrap_err();
    assert!(error.message.contains("given up"), "{error}");
    drop(given_up);
}

#[test]
fn a_push_does_not_wait_for_a_reader_that_will_not_come() {
    let feed = feed();
    thread::scope(|scope| {
        let pushing = scope.spawn(|| {
            (0..10)
                .map(|n| feed.push(batch(&feed, vec![Some(n)])))
                .find_map(Result::err)
        });
        feed.abandon();
        let error = pushing.join().unwrap().unwrap();
        assert_eq!(error.kind, Kind::Closed);
    });
}
