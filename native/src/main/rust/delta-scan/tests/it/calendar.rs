//! Files whose dates and timestamps are in the hybrid calendar, as old versions of Spark write them.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, ListArray, StructArray, TimestampMicrosecondArray};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, TimeUnit};
use datafusion::prelude::SessionConfig;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};

use crate::table::{TestTable, columns, longs, query, row};

const DAY: i64 = 86_400_000_000;
/// 1000-01-01, as it is called in both calendars.
const HYBRID_DAY: i32 = -354_280;
const GREGORIAN_DAY: i32 = -354_285;

fn properties(entries: &[(&str, &str)]) -> WriterProperties {
    let entries = entries
        .iter()
        .map(|(key, value)| KeyValue::new(format!("org.apache.spark.{key}"), value.to_string()));
    WriterProperties::builder()
        .set_key_value_metadata(Some(entries.collect()))
        .build()
}

fn timestamps(days: [i64; 2]) -> TimestampMicrosecondArray {
    TimestampMicrosecondArray::from(days.map(|day| day * DAY + 1).to_vec()).with_timezone("UTC")
}

/// A table with the day 1000-01-01, written so, and the day 2000-01-01.
fn table(marks: &[(&str, &str)]) -> TestTable {
    let mut table = TestTable::new(&[("id", "long"), ("d", "date"), ("t", "timestamp")], &[]);
    let nested = |name: &str, data_type: Value| json!({"name": name, "type": data_type, "nullable": true, "metadata": {}});
    let fields = table.schema["fields"].as_array_mut().unwrap();
    fields.push(nested(
        "a",
        json!({"type": "array", "elementType": "timestamp", "containsNull": true}),
    ));
    fields.push(nested(
        "s",
        json!({"type": "struct", "fields": [nested("d", json!("date"))]}),
    ));
    let days = [HYBRID_DAY, 10_957];
    let dates: ArrayRef = Arc::new(Date32Array::from(days.to_vec()));
    let times = timestamps(days.map(i64::from));
    let element = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let list = ListArray::new(
        Arc::new(Field::new("element", element, true)),
        OffsetBuffer::from_lengths([1, 1]),
        Arc::new(times.clone()),
        None,
    );
    let date = Arc::new(Field::new("d", DataType::Date32, true));
    let batch = columns([
        ("id", longs([1, 2])),
        ("d", Arc::clone(&dates)),
        ("t", Arc::new(times)),
        ("a", Arc::new(list)),
        ("s", Arc::new(StructArray::from(vec![(date, dates)]))),
    ]);
    table.add_with(&batch, json!({}), None, properties(marks));
    table
}

async fn first_row(table: &TestTable) -> String {
    let session = table.session(SessionConfig::new());
    row(&session, "SELECT d, t, a[1], s['d'] FROM t WHERE id = 1").await
}

#[tokio::test]
async fn days_of_a_marked_file_keep_their_names_at_any_depth() {
    let table = table(&[
        ("version", "3.5.0"),
        ("legacyDateTime", ""),
        ("timeZone", "UTC"),
    ]);
    assert_eq!(
        first_row(&table).await,
        "1000-01-01|1000-01-01T00:00:00.000001Z|1000-01-01T00:00:00.000001Z|1000-01-01"
    );
    let session = table.session(SessionConfig::new());
    assert_eq!(
        row(&session, "SELECT d, t FROM t WHERE id = 2").await,
        "2000-01-01|2000-01-01T00:00:00.000001Z"
    );
}

#[tokio::test]
async fn a_file_without_a_mark_is_read_as_it_is() {
    for marks in [
        &[][..],
        &[("version", "3.5.0")],
        &[("version", "3.5.0"), ("legacyINT96", "")],
    ] {
        let read = first_row(&table(marks)).await;
        assert!(
            read.starts_with("1000-01-06|1000-01-06T"),
            "{marks:?}: {read}"
        );
    }
}

#[tokio::test]
async fn filters_see_the_days_that_are_shown() {
    let table = table(&[("version", "2.4.8")]);
    for pushdown in [false, true] {
        let mut config = SessionConfig::new();
        config.options_mut().execution.parquet.pushdown_filters = pushdown;
        let session = table.session(config);
        for (filter, count) in [
            ("d = DATE '1000-01-01'", "1"),
            ("d < DATE '1000-01-02'", "1"),
            ("d > DATE '1000-01-01'", "1"),
            (
                "t < arrow_cast('1000-01-02', 'Timestamp(µs, \"UTC\")')",
                "1",
            ),
            (
                "t >= arrow_cast('1000-01-02', 'Timestamp(µs, \"UTC\")')",
                "1",
            ),
            ("d <> DATE '1000-01-01'", "1"),
        ] {
            let sql = format!("SELECT count(*) FROM t WHERE {filter}");
            assert_eq!(row(&session, &sql).await, count, "{filter}, {pushdown}");
        }
        assert_eq!(row(&session, "SELECT min(d) FROM t").await, "1000-01-01");
    }
    assert_eq!(HYBRID_DAY - GREGORIAN_DAY, 5);
}

#[tokio::test]
async fn an_old_timestamp_of_another_zone_is_refused_by_the_zone_and_the_column() {
    let table = table(&[("version", "2.4.8"), ("timeZone", "Europe/Paris")]);
    let session = table.session(SessionConfig::new());
    let error = query(&session, "SELECT t FROM t")
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Europe/Paris") && error.contains("'t'"),
        "{error}"
    );
    assert_eq!(row(&session, "SELECT d FROM t").await, "1000-01-01");
}
