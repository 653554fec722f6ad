//! Deletion vectors under everything that splits, skips and reorders what a scan reads.

use std::collections::BTreeSet;

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use datafusion::prelude::{SessionConfig, SessionContext};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use serde_json::json;

use crate::table::{TestTable, columns, longs, query, row};

const ROWS: i64 = 4000;

/// A value that runs up and down through the file, so that row groups and pages overlap.
fn value(id: i64) -> i64 {
    (id * 37) % 1009
}

fn is_deleted(id: i64) -> bool {
    id % 3 == 0 || (1200..1900).contains(&id) || id == ROWS - 1
}

/// One file of many row groups and pages, with rows deleted singly, in runs across row groups, and
/// at both ends.
fn table() -> TestTable {
    let mut table = TestTable::new(&[("id", "long"), ("v", "long")], &[]);
    let batch = columns([("id", longs(0..ROWS)), ("v", longs((0..ROWS).map(value)))]);
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(300))
        .set_data_page_row_count_limit(50)
        .set_write_batch_size(50)
        .set_statistics_enabled(EnabledStatistics::Page)
        .build();
    let stats = json!({"numRecords": ROWS, "tightBounds": false,
        "minValues": {"id": 0, "v": 0}, "maxValues": {"id": ROWS - 1, "v": 1008},
        "nullCount": {"id": 0, "v": 0}});
    table.add_with(&batch, json!({}), Some(stats), properties);
    table.delete((0..ROWS).filter(|id| is_deleted(*id)).map(|id| id as u64));
    table
}

fn sessions(table: &TestTable) -> Vec<SessionContext> {
    let mut sessions = Vec::new();
    for partitions in [1, 4] {
        for pushdown in [false, true] {
            let mut config = SessionConfig::new()
                .with_target_partitions(partitions)
                .with_batch_size(64);
            let options = config.options_mut();
            options.optimizer.repartition_file_min_size = 1;
            options.execution.parquet.pushdown_filters = pushdown;
            sessions.push(table.session(config));
        }
    }
    sessions
}

async fn ids(session: &SessionContext, sql: &str) -> Vec<i64> {
    let batches = query(session, sql).await.unwrap();
    batches
        .iter()
        .flat_map(|batch| {
            batch
                .column(0)
                .as_primitive::<Int64Type>()
                .values()
                .to_vec()
        })
        .collect()
}

#[tokio::test]
async fn deleted_rows_stay_deleted_whatever_a_filter_skips() {
    let table = table();
    let left: Vec<i64> = (0..ROWS).filter(|id| !is_deleted(*id)).collect();
    for session in sessions(&table) {
        for (filter, holds) in [
            ("true", (|_| true) as fn(i64) -> bool),
            ("id < 100", |id| id < 100),
            ("id BETWEEN 1100 AND 2000", |id| (1100..=2000).contains(&id)),
            ("id >= 1200 AND id < 1900", |_| false),
            ("v > 900", |id| value(id) > 900),
            ("v = 500 OR id = 3500", |id| value(id) == 500 || id == 3500),
            ("id > 2500 AND v < 10", |id| id > 2500 && value(id) < 10),
        ] {
            let found = ids(&session, &format!("SELECT id FROM t WHERE {filter}")).await;
            let expected: BTreeSet<i64> = left.iter().copied().filter(|id| holds(*id)).collect();
            assert_eq!(found.len(), expected.len(), "{filter}");
            assert_eq!(
                found.into_iter().collect::<BTreeSet<_>>(),
                expected,
                "{filter}"
            );
        }
    }
}

#[tokio::test]
async fn the_first_rows_of_an_order_are_the_first_of_those_left() {
    let table = table();
    let mut left: Vec<i64> = (0..ROWS).filter(|id| !is_deleted(*id)).collect();
    left.sort_by_key(|id| (value(*id), *id));
    for session in sessions(&table) {
        for limit in [1, 7, 100] {
            let up = format!("SELECT id FROM t ORDER BY v, id LIMIT {limit}");
            assert_eq!(ids(&session, &up).await, left[..limit], "{up}");
            let down = format!("SELECT id FROM t ORDER BY v DESC, id DESC LIMIT {limit}");
            let expected: Vec<_> = left.iter().rev().take(limit).copied().collect();
            assert_eq!(ids(&session, &down).await, expected, "{down}");
            let filtered = format!("SELECT id FROM t WHERE v > 500 ORDER BY v, id LIMIT {limit}");
            let expected = left.iter().filter(|id| value(**id) > 500).take(limit);
            assert_eq!(
                ids(&session, &filtered).await,
                expected.copied().collect::<Vec<_>>(),
                "{filtered}"
            );
        }
    }
}

#[tokio::test]
async fn a_limit_gives_as_many_rows_as_are_left() {
    let table = table();
    let left = (0..ROWS).filter(|id| !is_deleted(*id)).count();
    for session in sessions(&table) {
        for limit in [1, 201, left, left + 1] {
            let found = ids(&session, &format!("SELECT id FROM t LIMIT {limit}")).await;
            assert_eq!(found.len(), limit.min(left));
            assert!(found.iter().all(|id| !is_deleted(*id)));
        }
        let found = ids(&session, "SELECT id FROM t WHERE id >= 0 LIMIT 150").await;
        assert_eq!(found.len(), 150);
        assert!(found.iter().all(|id| !is_deleted(*id)));
    }
}

#[tokio::test]
async fn row_positions_in_the_file_are_those_of_the_vector() {
    for session in sessions(&table()) {
        let sql = "SELECT count(*) FROM t WHERE id <> file_row_index()";
        assert_eq!(row(&session, sql).await, "0");
    }
}

#[tokio::test]
async fn a_file_without_a_row_count_is_measured_by_its_footer() {
    let mut table = table();
    table.files[0].stats = None;
    let left = (0..ROWS).filter(|id| !is_deleted(*id)).count();
    let session = table.session(SessionConfig::new());
    assert_eq!(
        row(&session, "SELECT count(*) FROM t").await,
        left.to_string()
    );
}

#[tokio::test]
async fn an_inline_vector_and_one_that_deletes_everything_are_read() {
    let mut table = table();
    let framed = serialized((0..ROWS as u64).collect());
    let vector = table.files[0].vector.as_mut().unwrap();
    vector.uri = None;
    vector.inline = Some(framed[4..framed.len() - 4].to_vec());
    vector.size = framed.len() as i32 - 8;
    vector.cardinality = ROWS;
    let session = table.session(SessionConfig::new());
    assert_eq!(row(&session, "SELECT count(*), max(id) FROM t").await, "0|");
    assert!(
        ids(&session, "SELECT id FROM t WHERE v > 3")
            .await
            .is_empty()
    );
}

fn serialized(rows: roaring::RoaringTreemap) -> Vec<u8> {
    delta_scan::serialize_deletion_vector(&rows).unwrap()
}

async fn error_of(change: impl FnOnce(&mut TestTable)) -> String {
    let mut table = table();
    change(&mut table);
    let session = table.session(SessionConfig::new());
    query(&session, "SELECT id FROM t")
        .await
        .unwrap_err()
        .to_string()
}

#[tokio::test]
async fn a_vector_that_cannot_be_trusted_is_an_error() {
    let path = |table: &TestTable| table.folder.path().join("part-0.parquet.bin");
    let error = error_of(|table| std::fs::remove_file(path(table)).unwrap()).await;
    assert!(error.contains("part-0.parquet.bin"), "{error}");

    let error = error_of(|table| {
        let mut bytes = std::fs::read(path(table)).unwrap();
        bytes[40] ^= 1;
        std::fs::write(path(table), bytes).unwrap();
    });
    assert!(error.await.contains("checksum"));

    let error = error_of(|table| {
        let bytes = std::fs::read(path(table)).unwrap();
        std::fs::write(path(table), &bytes[..bytes.len() - 9]).unwrap();
    });
    assert!(!error.await.is_empty());

    let error = error_of(|table| table.files[0].vector.as_mut().unwrap().cardinality += 1).await;
    assert!(error.contains("where the log says"), "{error}");

    let error = error_of(|table| table.files[0].vector.as_mut().unwrap().size -= 1).await;
    assert!(error.contains("size"), "{error}");

    let error = error_of(|table| table.delete([ROWS as u64])).await;
    assert!(error.contains("deletes row 4000"), "{error}");

    let error = error_of(|table| {
        let stats = json!({"numRecords": ROWS + 1}).to_string();
        table.files[0].stats = Some(stats);
    });
    assert!(
        error.await.contains("rows"),
        "the file has fewer rows than the log says"
    );

    let error = error_of(|table| {
        let vector = table.files[0].vector.as_mut().unwrap();
        vector.uri = None;
        vector.inline = Some(vec![0; 12]);
    });
    assert!(error.await.contains("magic number"));
}
