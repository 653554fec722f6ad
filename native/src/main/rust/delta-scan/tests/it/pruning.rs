//! Which files a filter leaves, and how partition values are typed.

use datafusion::prelude::{SessionConfig, SessionContext};
use serde_json::json;

use crate::table::{TestTable, columns, files_read, longs, plan, query, row, texts};

#[tokio::test]
async fn statistics_rule_files_out() {
    let mut table = TestTable::new(&[("id", "long"), ("ts", "timestamp"), ("s", "string")], &[]);
    for (id, ts, s) in [
        (1, "00:00:00.000", "a"),
        (2, "00:00:01.000", "b"),
        (3, "00:00:02.000", "c"),
    ] {
        let time = format!("2024-01-01T{ts}Z");
        let micros = 1_704_067_200_000_000 + (id - 1) * 1_000_000 + 999;
        let stamp = arrow::compute::cast(
            &longs([micros]),
            &arrow::datatypes::DataType::Timestamp(
                arrow::datatypes::TimeUnit::Microsecond,
                Some("UTC".into()),
            ),
        );
        let batch = columns([
            ("id", longs([id])),
            ("ts", stamp.unwrap()),
            ("s", texts(&[s])),
        ]);
        let bounds = json!({"id": id, "ts": time, "s": s});
        let stats = json!({"numRecords": 1, "minValues": bounds, "maxValues": bounds,
            "nullCount": {"id": 0, "ts": 0, "s": 0}});
        table.add(&batch, json!({}), Some(stats));
    }
    let session = table.session(SessionConfig::new());
    for (filter, files, count) in [
        ("id = 2", 1, "1"),
        ("id > 1 AND id < 3", 1, "1"),
        ("id IN (1, 3)", 2, "2"),
        ("s >= 'b'", 2, "2"),
        ("s = 'zz'", 0, "0"),
        ("id IS NULL", 0, "0"),
        ("id + 0 = 2", 3, "1"),
        // The statistics' text is cut to milliseconds, the value is not.
        ("ts > '2024-01-01T00:00:01.000500Z'", 2, "2"),
        ("ts = '2024-01-01T00:00:01.000999Z'", 1, "1"),
    ] {
        let sql = format!("SELECT id FROM t WHERE {filter}");
        assert_eq!(
            files_read(&plan(&session, &sql).await).len(),
            files,
            "{filter}"
        );
        let sql = format!("SELECT count(*) FROM t WHERE {filter}");
        assert_eq!(row(&session, &sql).await, count, "{filter}");
    }
}

#[tokio::test]
async fn partition_values_are_typed_and_ruled_out_exactly() {
    let columns_of = [
        ("id", "long"),
        ("d", "date"),
        ("ts", "timestamp"),
        ("n", "timestamp_ntz"),
        ("dec", "decimal(10,3)"),
        ("b", "boolean"),
        ("f", "double"),
        ("bin", "binary"),
        ("i8", "byte"),
    ];
    let partitions: Vec<_> = columns_of[1..].iter().map(|(name, _)| *name).collect();
    let mut table = TestTable::new(&columns_of, &partitions);
    let one = json!({"d": "2024-02-29", "ts": "2024-01-01 00:00:00.123456",
        "n": "1969-12-31 23:59:59.999999", "dec": "-0.001", "b": "true", "f": "-Infinity",
        "bin": "\u{1}\u{2}", "i8": "-128"});
    let two = json!({"d": "0001-01-01", "ts": "1900-01-01T00:00:00.000001Z",
        "n": "2024-01-01 00:00:00", "dec": "9999999.999", "b": "false", "f": "NaN", "bin": "x",
        "i8": null});
    for (id, values) in [(1, one), (2, two)] {
        let stats = json!({"numRecords": 1});
        table.add(&columns([("id", longs([id]))]), values, Some(stats));
    }
    let session = table.session(SessionConfig::new());
    for (filter, id) in [
        ("d = '2024-02-29'", "1"),
        ("ts = '2024-01-01T00:00:00.123456Z'", "1"),
        ("ts < '1901-01-01T00:00:00Z'", "2"),
        ("n < '1970-01-01T00:00:00'", "1"),
        ("dec = -0.001", "1"),
        ("NOT b", "2"),
        ("f < 0", "1"),
        ("isnan(f)", "2"),
        ("encode(bin, 'hex') = '0102'", "1"),
        ("i8 = -128", "1"),
        ("i8 IS NULL", "2"),
    ] {
        let sql = format!("SELECT id FROM t WHERE {filter}");
        assert_eq!(row(&session, &sql).await, id, "{filter}");
        assert_eq!(files_read(&plan(&session, &sql).await).len(), 1, "{filter}");
    }
    let sql = "SELECT count(*) FROM t WHERE i8 = (SELECT min(i8) FROM t) OR i8 IS NULL";
    assert_eq!(row(&session, sql).await, "2");
}

#[tokio::test]
async fn partition_timestamps_of_years_beyond_four_digits_are_read() {
    let mut table = TestTable::new(
        &[("id", "long"), ("ts", "timestamp"), ("n", "timestamp_ntz")],
        &["ts", "n"],
    );
    for (id, ts, n) in [
        (1, "+12345-01-02T03:04:05.000006Z", "-0044-03-15 00:00:00"),
        (2, "9999-12-31 23:59:59.999999", "0001-01-01 00:00:00"),
    ] {
        table.add(
            &columns([("id", longs([id]))]),
            json!({"ts": ts, "n": n}),
            None,
        );
    }
    let session = table.session(SessionConfig::new());
    let sql = "SELECT id, CAST(ts AS bigint), CAST(n AS bigint) FROM t ORDER BY id";
    // Micros of the same texts in Java's Instant.parse.
    assert_eq!(
        row(&session, sql).await,
        "1|327403479845000006|-63549360000000000"
    );
    let sql = "SELECT id FROM t WHERE CAST(ts AS bigint) > 253402300799999999";
    assert_eq!(row(&session, sql).await, "1");
}

#[tokio::test]
async fn a_partition_value_of_another_type_is_an_error_that_names_it() {
    let mut table = TestTable::new(&[("id", "long"), ("p", "integer")], &["p"]);
    table.add(&columns([("id", longs([1]))]), json!({"p": "many"}), None);
    let error = table.snapshot().unwrap_err().to_string();
    assert!(error.contains("'many'") && error.contains("'p'"), "{error}");
}

#[tokio::test]
async fn files_may_lie_in_another_store() {
    use object_store::memory::InMemory;
    use object_store::{ObjectStoreExt, path::Path};

    let mut table = TestTable::new(&[("id", "long")], &[]);
    table.add(&columns([("id", longs([1, 2]))]), json!({}), None);
    table.add(&columns([("id", longs([3]))]), json!({}), None);
    let bytes = std::fs::read(table.folder.path().join("part-1.parquet")).unwrap();
    let other = std::sync::Arc::new(InMemory::new());
    other
        .put(&Path::from("clone/a b.parquet"), bytes.into())
        .await
        .unwrap();
    table.files[1].path = "mem://other/clone/a%20b.parquet".to_string();

    let session: SessionContext = table.session(SessionConfig::new());
    session.register_object_store(&url::Url::parse("mem://other").unwrap(), other);
    assert_eq!(
        row(&session, "SELECT sum(id), count(*) FROM t").await,
        "6|3"
    );
}

#[tokio::test]
async fn an_empty_table_has_columns_and_no_rows() {
    let table = TestTable::new(&[("id", "long"), ("p", "string")], &["p"]);
    let session = table.session(SessionConfig::new());
    assert_eq!(row(&session, "SELECT count(*), max(id) FROM t").await, "0|");
    let batches = query(&session, "SELECT p, id FROM t WHERE id > 0")
        .await
        .unwrap();
    assert_eq!(batches.iter().map(|b| b.num_rows()).sum::<usize>(), 0);
}
