//! Each kind of error, from a real cause where there is one.

use std::sync::Arc;

use datafusion::arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::parquet::errors::ParquetError;

use super::*;
use crate::error::{EngineError, Kind};

fn error_of(sql: &str) -> EngineError {
    rows(sql).err().unwrap_or_else(|| panic!("no error: {sql}"))
}

#[test]
fn statements_fail_with_the_kind_of_their_fault() {
    for (sql, kind) in [
        ("selec 1", Kind::Syntax),
        ("select 'open", Kind::Syntax),
        ("select no_such_function(1)", Kind::Planning),
        ("select sum('a', 'b')", Kind::Planning),
        ("select nothing", Kind::Schema),
        (
            "select a from (select 1 as a) x, (select 2 as a) y",
            Kind::Schema,
        ),
        ("insert into c.s.t values (1)", Kind::Planning),
        ("create view v as select 1", Kind::Unsupported),
        (
            "select 1 / (value - 1) from generate_series(1, 2)",
            Kind::DivisionByZero,
        ),
        (
            "select abs(-9223372036854775807 - value) from generate_series(1, 2)",
            Kind::Overflow,
        ),
        (
            "select cast(value * 1000 as tinyint) from generate_series(1, 2)",
            Kind::Overflow,
        ),
        (
            "select cast('x' || value as int) from generate_series(1, 2)",
            Kind::InvalidCast,
        ),
        (
            "select cast('2024-13-' || value as date) from generate_series(1, 2)",
            Kind::InvalidCast,
        ),
        (
            "select (select value from generate_series(1, 2)) from generate_series(1, 2)",
            Kind::Cardinality,
        ),
    ] {
        let error = error_of(sql);
        assert_eq!(error.kind, kind, "{sql}: {error}");
    }
}

#[test]
fn messages_are_for_people() {
    for sql in [
        "select no_such_function(1)",
        "select nothing",
        "selec 1",
        "select 1 / (value - 1) from generate_series(1, 2)",
        "select cast('x' || value as int) from generate_series(1, 2)",
        "select sum('a', 'b')",
        "select array[1, 'a', true]",
    ] {
        let text = error_of(sql).message;
        assert_eq!(text, text.trim());
        for noise in [
            "Error during",
            "Internal error",
            "Execution error",
            "Arrow error",
            "ParserError",
            "backtrace",
            "bug in",
            "Context",
        ] {
            assert!(!text.contains(noise), "{text}");
        }
        assert!(!text.is_empty());
    }
}

#[test]
fn the_memory_limit_has_a_kind_of_its_own_and_names_consumers() {
    let engine = engine(&[("memory_limit", "1000000"), ("target_partitions", "2")]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let sql = "select count(*) from generate_series(1, 3000000) a \
               join generate_series(1, 3000000) b on a.value = b.value";
    let plan = plan_on(session, sql, Bindings::new()).unwrap();
    let error = execute(&plan).and_then(|stream| rest(&stream)).unwrap_err();
    assert_eq!(error.kind, Kind::MemoryLimit, "{error}");
}

#[test]
fn a_sort_larger_than_memory_spills_and_is_right() {
    let engine = engine(&[("memory_limit", "40000000"), ("target_partitions", "1")]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let sql = "select a from (select md5(cast(value as varchar)) as a \
               from generate_series(1, 1000000)) order by a desc";
    let plan = plan_on(session, sql, Bindings::new()).unwrap();
    let stream = execute(&plan).unwrap();
    let batches = rest(&stream).unwrap();
    let texts: Vec<String> = table(&batches).unwrap();
    assert_eq!(texts.len(), 1_000_000);
    assert!(texts.is_sorted_by(|a, b| a >= b));
    let metrics = serde_json::to_value(stream.metrics()).unwrap();
    assert!(metrics["spilledBytes"].as_u64().unwrap() > 0, "{metrics}");
    assert_eq!(metrics["rows"], 1_000_000);
    assert_eq!(engine.env().memory_pool.reserved(), 0);
}

#[test]
fn the_root_is_found_through_every_wrapping() {
    let root = || DataFusionError::ArrowError(Box::new(ArrowError::DivideByZero), None);
    let wrapped = [
        root(),
        root().context("while computing"),
        DataFusionError::Shared(Arc::new(root())),
        DataFusionError::External(Box::new(root())),
        DataFusionError::Collection(vec![root()]),
        ArrowError::ExternalError(Box::new(root())).into(),
        ParquetError::External(Box::new(root())).into(),
        DataFusionError::External(Box::new(Arc::new(root().context("deep")))),
    ];
    for error in wrapped {
        let text = format!("{error:?}");
        assert_eq!(
            EngineError::from(error).kind,
            Kind::DivisionByZero,
            "{text}"
        );
    }
}

#[test]
fn errors_that_are_hard_to_cause_are_mapped_too() {
    use object_store::Error as Store;
    let store = |error: Store| DataFusionError::ObjectStore(Box::new(error));
    // What the cache of footers makes of a store's error.
    let as_text = |error: Store| {
        let text = format!("Failed to fetch metadata for file a/b: {error}");
        ParquetError::General(text).into()
    };
    let source = || "reason".into();
    let path = || "a/b".to_string();
    for (error, kind) in [
        (
            store(Store::NotFound {
                path: path(),
                source: source(),
            }),
            Kind::StoreNotFound,
        ),
        (
            store(Store::AlreadyExists {
                path: path(),
                source: source(),
            }),
            Kind::StoreExists,
        ),
        (
            store(Store::PermissionDenied {
                path: path(),
                source: source(),
            }),
            Kind::StoreDenied,
        ),
        (
            store(Store::Unauthenticated {
                path: path(),
                source: source(),
            }),
            Kind::StoreDenied,
        ),
        (
            store(Store::Generic {
                store: "S3",
                source: source(),
            }),
            Kind::StoreUnknown,
        ),
        (
            std::io::Error::from(std::io::ErrorKind::StorageFull).into(),
            Kind::Disk,
        ),
        (
            store(Store::Generic {
                store: "LocalFileSystem",
                source: std::io::Error::from(std::io::ErrorKind::StorageFull).into(),
            }),
            Kind::Disk,
        ),
        (
            DataFusionError::ResourcesExhausted(
                "The used disk space during the spilling process has exceeded".to_string(),
            ),
            Kind::Disk,
        ),
        (
            ParquetError::General("bad footer".to_string()).into(),
            Kind::CorruptFile,
        ),
        (
            as_text(Store::NotFound {
                path: path(),
                source: source(),
            }),
            Kind::StoreNotFound,
        ),
        (
            as_text(Store::PermissionDenied {
                path: path(),
                source: source(),
            }),
            Kind::StoreDenied,
        ),
        (
            as_text(Store::Unauthenticated {
                path: path(),
                source: source(),
            }),
            Kind::StoreDenied,
        ),
        (
            as_text(Store::Generic {
                store: "LocalFileSystem",
                source: std::io::Error::from_raw_os_error(13).into(),
            }),
            Kind::StoreDenied,
        ),
        (
            DataFusionError::NotImplemented("x".to_string()),
            Kind::Unsupported,
        ),
        (DataFusionError::Internal("x".to_string()), Kind::Internal),
        (DataFusionError::Execution("x".to_string()), Kind::Execution),
        (
            DataFusionError::External(Box::new(EngineError::cancelled())),
            Kind::Cancelled,
        ),
        (
            DataFusionError::External(Box::new(EngineError::closed("result"))),
            Kind::Closed,
        ),
    ] {
        let text = format!("{error:?}");
        assert_eq!(EngineError::from(error).kind, kind, "{text}");
    }
}

#[test]
fn a_stores_answer_is_told_without_what_it_repeats_of_the_request() {
    let answer = "Server returned non-2xx status code: 403 Forbidden: <?xml version=\"1.0\"?><Error>\
        <Code>SignatureDoesNotMatch</Code><Message>Check your key.</Message>\
        <AWSAccessKeyId>AKID</AWSAccessKeyId><StringToSign>secret</StringToSign></Error>";
    let error = EngineError::from(object_store::Error::PermissionDenied {
        path: "wh".to_string(),
        source: answer.into(),
    });
    assert_eq!(error.kind, Kind::StoreDenied);
    assert!(
        error
            .message
            .ends_with("403 Forbidden: SignatureDoesNotMatch: Check your key."),
        "{error}"
    );
}
