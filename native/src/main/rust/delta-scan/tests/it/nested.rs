//! Nested columns, columns that files lack, and single files read in a schema.

use datafusion::execution::TaskContext;
use datafusion::prelude::{SessionConfig, SessionContext};
use delta_scan::read_parquet;
use futures::TryStreamExt;
use serde_json::json;

use crate::json;
use crate::replay::{data, folder_uri, provider};
use crate::table::{TestTable, columns, longs, query, row};

fn pushdown() -> SessionConfig {
    let mut config = SessionConfig::new();
    config.options_mut().execution.parquet.pushdown_filters = true;
    config
}

#[tokio::test]
async fn filters_on_nested_fields_hold_with_and_without_pushdown() {
    let folder = data().join("features/all_types");
    for config in [SessionConfig::new(), pushdown()] {
        let session = SessionContext::new_with_config(config);
        session.register_table("t", provider(&folder, 3)).unwrap();
        for (filter, count) in [
            ("st['a'] = 1", "1"),
            ("st['c']['d'] > 2", "1"),
            ("st IS NULL", "1"),
            ("array_has(arr, 3)", "1"),
            ("m['k'] = 1", "1"),
            ("arr IS NULL", "1"),
        ] {
            let sql = format!("SELECT count(*) FROM t WHERE {filter}");
            assert_eq!(row(&session, &sql).await, count, "{filter}");
        }
    }
}

#[tokio::test]
async fn a_filter_on_a_variant_is_applied() {
    let folder = data().join("features/variant_column");
    for config in [SessionConfig::new(), pushdown()] {
        let session = SessionContext::new_with_config(config);
        session.register_table("t", provider(&folder, 2)).unwrap();
        let sql = "SELECT id FROM t WHERE v LIKE '%2.5%'";
        assert_eq!(row(&session, sql).await, "1");
        let sql = "SELECT count(*) FROM t WHERE v = 'nothing'";
        assert_eq!(row(&session, sql).await, "0");
    }
}

#[tokio::test]
async fn a_column_that_a_file_lacks_is_null_to_filters() {
    let mut table = TestTable::new(&[("id", "long"), ("added", "integer")], &[]);
    table.add(&columns([("id", longs([1, 2]))]), json!({}), None);
    let added = std::sync::Arc::new(arrow::array::Int32Array::from(vec![7, 8]));
    table.add(
        &columns([("id", longs([3, 4])), ("added", added)]),
        json!({}),
        None,
    );
    for config in [SessionConfig::new(), pushdown()] {
        let session = table.session(config);
        for (filter, ids) in [
            ("added IS NULL", "3"),
            ("added = 7", "3"),
            ("added > 7 OR id = 1", "5"),
            ("added IS DISTINCT FROM 7", "7"),
        ] {
            let sql = format!("SELECT sum(id) FROM t WHERE {filter}");
            assert_eq!(row(&session, &sql).await, ids, "{filter}");
        }
    }
}

#[tokio::test]
async fn names_differ_from_the_files_in_case_only() {
    let mut table = TestTable::new(&[("Id", "long")], &[]);
    table.add(&columns([("ID", longs([5]))]), json!({}), None);
    let session = table.session(SessionConfig::new());
    assert_eq!(
        row(&session, "SELECT \"Id\" FROM t WHERE \"Id\" = 5").await,
        "5"
    );
}

#[tokio::test]
async fn a_checkpoint_is_read_with_missing_fields_null_at_any_depth() {
    let log = data().join("features/deletion_vectors/_delta_log");
    let name = "00000000000000000004.checkpoint.parquet";
    let size = std::fs::metadata(log.join(name)).unwrap().len();
    let field = |name: &str, data_type: serde_json::Value| json!({"name": name, "type": data_type, "nullable": true, "metadata": {}});
    let fields = |fields: Vec<serde_json::Value>| json!({"type": "struct", "fields": fields});
    let map = json!({"type": "map", "keyType": "string", "valueType": "string",
        "valueContainsNull": true});
    let vector = fields(vec![
        field("storageType", json!("string")),
        field("none", json!("long")),
    ]);
    let schema = fields(vec![field(
        "add",
        fields(vec![
            field("size", json!("long")),
            field("partitionValues", map),
            field("deletionVector", vector),
            field(
                "missing",
                json!({"type": "array", "elementType": "long", "containsNull": true}),
            ),
        ]),
    )]);
    let context = std::sync::Arc::new(TaskContext::default());
    let uri = format!("{}{name}", folder_uri(&log));
    let stream = read_parquet(context, &uri, size, &schema.to_string())
        .await
        .unwrap();
    let batches: Vec<_> = stream.try_collect().await.unwrap();
    let rows = json::rows(&batches);
    let adds = rows.iter().filter(|row| *row != r#"{"add":null}"#).count();
    assert!(adds > 0 && adds < rows.len(), "{rows:?}");
    assert!(rows.iter().all(|row| row.contains("null")), "{rows:?}");
    assert!(
        rows.iter().any(|row| row.contains(r#""storageType":"u""#)),
        "{rows:?}"
    );
}

#[tokio::test]
async fn a_file_that_cannot_hold_the_column_is_an_error_that_names_it() {
    let mut table = TestTable::new(&[("id", "long")], &[]);
    table.schema["fields"][0]["type"] =
        json!({"type": "array", "elementType": "long", "containsNull": true});
    table.add(&columns([("id", longs([5]))]), json!({}), None);
    let session = table.session(SessionConfig::new());
    let error = query(&session, "SELECT * FROM t")
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("'id'"), "{error}");
}
