//! COUNT, MIN and MAX that the optimizer answers from statistics.

use datafusion::prelude::SessionConfig;
use serde_json::json;

use crate::replay::{data, provider};
use crate::table::{TestTable, columns, files_read, longs, plan, row, texts};

/// Two partitions; the file of partition `b` has lost its greatest row to a deletion vector.
fn table() -> TestTable {
    let mut table = TestTable::new(&[("id", "long"), ("s", "string"), ("p", "string")], &["p"]);
    let stats = |min, max, low: &str, high: &str, tight| {
        Some(json!({"numRecords": 3, "minValues": {"id": min, "s": low},
            "maxValues": {"id": max, "s": high}, "nullCount": {"id": 0, "s": 0},
            "tightBounds": tight}))
    };
    // The greatest string is cut, and rounded up as Delta does.
    let batch = columns([("id", longs([1, 2, 3])), ("s", texts(&["a", "b", "cccc"]))]);
    table.add(&batch, json!({"p": "a"}), stats(1, 3, "a", "cd", true));
    let batch = columns([("id", longs([4, 5, 9])), ("s", texts(&["x", "y", "z"]))]);
    table.add(&batch, json!({"p": "b"}), stats(4, 9, "x", "z", false));
    table.delete([2]);
    table
}

#[tokio::test]
async fn counts_come_from_statistics_without_deleted_rows() {
    let table = table();
    for (sql, expected) in [
        ("SELECT count(*) FROM t", "5"),
        ("SELECT count(*) FROM t WHERE p = 'b'", "2"),
        ("SELECT count(*) FROM t WHERE p <> 'b'", "3"),
        ("SELECT count(*) FROM t WHERE p = 'none'", "0"),
    ] {
        let session = table.session(SessionConfig::new());
        assert_eq!(row(&session, sql).await, expected, "{sql}");
        assert!(files_read(&plan(&session, sql).await).is_empty(), "{sql}");
    }
}

#[tokio::test]
async fn extremes_are_those_of_the_rows_that_are_left() {
    let table = table();
    let session = table.session(SessionConfig::new());
    for (sql, expected) in [
        ("SELECT min(id), max(id) FROM t", "1|5"),
        ("SELECT max(id) FROM t WHERE p = 'b'", "5"),
        ("SELECT min(s), max(s) FROM t", "a|y"),
        ("SELECT max(s) FROM t WHERE p = 'a'", "cccc"),
        ("SELECT min(p), max(p), count(p) FROM t", "a|b|5"),
        ("SELECT count(*) FROM t WHERE id > 3", "2"),
        ("SELECT max(id) FROM t WHERE id < 5", "4"),
    ] {
        assert_eq!(row(&session, sql).await, expected, "{sql}");
    }
    let exact = plan(&session, "SELECT min(id), max(id) FROM t WHERE p = 'a'").await;
    assert!(
        files_read(&exact).is_empty(),
        "tight bounds of integers answer the query"
    );
    let wide = plan(&session, "SELECT max(id) FROM t WHERE p = 'b'").await;
    assert_eq!(
        files_read(&wide),
        ["part-1.parquet"],
        "bounds with deleted rows do not"
    );
}

#[tokio::test]
async fn a_partition_without_rows_shows_no_value() {
    let mut table = table();
    table.delete([0, 1, 2]);
    let session = table.session(SessionConfig::new());
    assert_eq!(row(&session, "SELECT max(p), count(*) FROM t").await, "a|3");
}

#[tokio::test]
async fn a_file_without_statistics_is_counted_by_reading() {
    let mut table = table();
    table.files[0].stats = None;
    let session = table.session(SessionConfig::new());
    let sql = "SELECT count(*), min(id), max(id), min(p) FROM t";
    assert_eq!(row(&session, sql).await, "5|1|5|a");
    table.files[1].stats = Some("{malformed".to_string());
    let session = table.session(SessionConfig::new());
    assert_eq!(row(&session, sql).await, "5|1|5|a");
}

#[tokio::test]
async fn a_null_partition_is_counted_as_null() {
    let mut table = table();
    table.files[0].partition_values = json!({"p": null}).to_string();
    table.files[1].partition_values = json!({"p": ""}).to_string();
    let session = table.session(SessionConfig::new());
    assert_eq!(
        row(&session, "SELECT count(p), count(*), max(p) FROM t").await,
        "0|5|"
    );
    assert_eq!(
        row(&session, "SELECT count(*) FROM t WHERE p IS NULL").await,
        "5"
    );
}

#[tokio::test]
async fn a_limit_counts_rows_that_are_left() {
    let table = table();
    let session = table.session(SessionConfig::new().with_target_partitions(1));
    for (sql, expected) in [
        ("SELECT count(*) FROM (SELECT * FROM t LIMIT 4)", "4"),
        ("SELECT count(*) FROM (SELECT * FROM t LIMIT 100)", "5"),
        (
            "SELECT count(*) FROM (SELECT * FROM t WHERE p = 'b' LIMIT 5)",
            "2",
        ),
        (
            "SELECT count(*) FROM (SELECT * FROM t WHERE id >= 2 LIMIT 4)",
            "4",
        ),
    ] {
        assert_eq!(row(&session, sql).await, expected, "{sql}");
    }
    let limited = plan(&session, "SELECT id FROM t LIMIT 2").await;
    assert_eq!(files_read(&limited).len(), 1, "one file has enough rows");
}

#[tokio::test]
async fn flights_have_the_counts_and_extremes_that_spark_found() {
    let folder = data().join("nycflights/nyc/flights");
    let session = datafusion::prelude::SessionContext::new();
    session.register_table("t", provider(&folder, 4)).unwrap();
    assert_eq!(row(&session, "SELECT count(*) FROM t").await, "336744");
    let read = row(
        &session,
        "SELECT min(month + 0), max(month + 0), count(day + 0) FROM t",
    )
    .await;
    let answered = row(&session, "SELECT min(month), max(month), count(day) FROM t").await;
    assert_eq!(answered, read);
}

#[tokio::test]
async fn a_plain_table_is_planned_as_a_parquet_table_of_the_engine() {
    let mut table = TestTable::new(&[("id", "long"), ("s", "string")], &[]);
    let batch = columns([("id", longs(0..100)), ("s", texts(&["x"; 100]))]);
    table.add(&batch, json!({}), Some(json!({"numRecords": 100})));
    let session = table.session(SessionConfig::new());
    let path = table.folder.path().join("part-0.parquet");
    let options = datafusion::prelude::ParquetReadOptions::default();
    let path = path.to_str().unwrap();
    session.register_parquet("p", path, options).await.unwrap();
    for sql in [
        "SELECT * FROM t",
        "SELECT s FROM t WHERE id > 3",
        "SELECT s, count(*) FROM t WHERE s <> 'y' GROUP BY s",
        "SELECT id FROM t ORDER BY id DESC LIMIT 3",
        "SELECT a.id FROM t a JOIN t b ON a.id = b.id WHERE b.s LIKE 'x%'",
    ] {
        let of = async |sql: &str| {
            let plan = plan(&session, sql).await;
            let plan = datafusion::physical_plan::displayable(plan.as_ref());
            plan.indent(false).to_string()
        };
        let engine = of(&sql.replace("FROM t", "FROM p").replace("JOIN t", "JOIN p")).await;
        assert_eq!(of(sql).await, engine, "{sql}");
    }
}
