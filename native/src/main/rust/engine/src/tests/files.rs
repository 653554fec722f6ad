//! COPY and external tables: what is written is looked at with other readers, or as text.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::ffi_stream::FFI_ArrowArrayStream;
use datafusion::arrow::ipc::reader::FileReader;
use datafusion::arrow::record_batch::RecordBatchIterator;
use datafusion::datasource::provider_as_source;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};
use url::Url;

use super::*;
use crate::arrow_stream::ArrowStream;
use crate::error::{EngineError, Kind};
use crate::files::external::{ExternalTableProvider, inferred_schema};
use crate::files::{CopiedFiles, ExternalTable, ExternalTableSpec};
use crate::planner::TableName;

const ROWS: &str = "select * from (values (1, 'a,b', date '2024-01-02'), (2, null, null), \
                    (3, 'é \"q\"', date '1999-12-31')) t(n, s, d)";

fn uri(path: &Path) -> String {
    Url::from_file_path(path).unwrap().to_string()
}

fn spec(target: &str, format: &str) -> Value {
    json!({"target": target, "format": format, "options": {}, "partitionBy": [], "overwrite": false})
}

fn copy(sql: &str, spec: Value) -> Result<CopiedFiles> {
    plan(sql)?.copy(
        serde_json::from_value(spec).unwrap(),
        parameters::NONE,
        HashMap::new(),
        CancellationToken::new(),
    )
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn external(
    files: &[PathBuf],
    format: &str,
    options: Value,
    partition: &[&str],
) -> ExternalTableSpec {
    let files: Vec<Value> = files
        .iter()
        .map(|file| {
            let size = fs::metadata(file).unwrap().len();
            json!({"uri": uri(file), "size": size, "modified": 0, "etag": null})
        })
        .collect();
    serde_json::from_value(json!({
        "format": format, "options": options, "files": files, "partitionColumns": partition, "orders": [],
    }))
    .unwrap()
}

fn inferred(spec: &ExternalTableSpec) -> Result<Schema> {
    let engine = engine(&[]);
    engine
        .runtimes()
        .cpu()
        .block_on(inferred_schema(&engine.template(), spec))
}

fn query(spec: &ExternalTableSpec, columns: &Schema, sql: &str) -> Result<Vec<String>> {
    let session = session();
    let external = ExternalTable::try_new(&session, spec, columns)?;
    let provider = provider_as_source(Arc::new(ExternalTableProvider(Arc::new(external))));
    let plan = plan_on(session, sql, [(name(), provider)].into())?;
    table(&rest(&execute(&plan)?)?)
}

fn name() -> TableName {
    TableName {
        catalog: "c".into(),
        schema: "s".into(),
        table: "t".into(),
    }
}

#[test]
fn each_format_is_written_as_one_file_that_other_readers_read() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["parquet", "csv", "json", "arrow"] {
        let path = folder.path().join(format!("ü {format}.{format}"));
        let copied = copy(ROWS, spec(&uri(&path), format)).unwrap();
        assert_eq!(copied.rows, 3, "{format}");
        let [file] = &copied.files[..] else {
            panic!("{copied:?}")
        };
        assert_eq!(Url::parse(&file.uri).unwrap().to_file_path().unwrap(), path);
        assert_eq!(file.size, fs::metadata(&path).unwrap().len());
    }
    let read = |format: &str| folder.path().join(format!("ü {format}.{format}"));
    let rows = ["1|a,b|2024-01-02", "2||", "3|é \"q\"|1999-12-31"];
    let parquet = ParquetRecordBatchReaderBuilder::try_new(File::open(read("parquet")).unwrap());
    let batches: Vec<_> = parquet
        .unwrap()
        .build()
        .unwrap()
        .map(|b| b.unwrap())
        .collect();
    assert_eq!(table(&batches).unwrap(), rows);
    let arrow = FileReader::try_new(File::open(read("arrow")).unwrap(), None).unwrap();
    let batches: Vec<_> = arrow.map(|b| b.unwrap()).collect();
    assert_eq!(table(&batches).unwrap(), rows);
    assert_eq!(
        fs::read_to_string(read("csv")).unwrap(),
        "n,s,d\n1,\"a,b\",2024-01-02\n2,,\n3,\"é \"\"q\"\"\",1999-12-31\n"
    );
    assert_eq!(
        fs::read_to_string(read("json")).unwrap(),
        "{\"n\":1,\"s\":\"a,b\",\"d\":\"2024-01-02\"}\n{\"n\":2}\n\
         {\"n\":3,\"s\":\"é \\\"q\\\"\",\"d\":\"1999-12-31\"}\n"
    );
}

#[test]
fn options_change_what_is_written_and_an_unknown_one_names_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    let mut csv = spec(&uri(&path), "csv");
    csv["options"] = json!({"delimiter": ";", "has_header": "false", "null_value": "NULL"});
    copy(ROWS, csv.clone()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("1;a,b;2024-01-02\n2;NULL;NULL\n"),
        "{text}"
    );
    for (format, option, value, hint) in [
        ("csv", "delimitr", ";", "did you mean 'delimiter'"),
        (
            "parquet",
            "comprssion",
            "zstd",
            "did you mean 'compression'",
        ),
        ("parquet", "compression", "rar", "compression"),
        ("arrow", "compression", "zstd", "it has none"),
    ] {
        let path = folder.path().join("never");
        let mut wrong = spec(&uri(&path), format);
        wrong["options"] = json!({ option: value });
        let error = copy(ROWS, wrong).unwrap_err();
        assert_eq!(error.kind, Kind::Planning, "{error}");
        assert!(error.message.to_lowercase().contains(hint), "{error}");
        assert!(!path.exists());
    }
}

#[test]
fn a_folder_is_partitioned_and_read_back_with_its_partition_column() {
    let folder = tempfile::tempdir().unwrap();
    let target = format!("{}/", uri(folder.path()));
    let mut partitioned = spec(&target, "parquet");
    partitioned["partitionBy"] = json!(["p"]);
    let sql = "select value as v, case value % 3 when 0 then 'a/b' when 1 then 'c' end as p \
               from generate_series(1, 9)";
    let copied = copy(&sql.replace("end", "else 'é=' end"), partitioned).unwrap();
    assert_eq!((copied.rows, copied.files.len()), (9, 3));
    let files = files_below(folder.path());
    let spec = external(&files, "parquet", json!({}), &["p"]);
    let columns = inferred(&spec).unwrap();
    let names: Vec<_> = columns
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["v", "p"]);
    assert_eq!(
        query(
            &spec,
            &columns,
            "select p, sum(v) from c.s.t group by p order by p"
        )
        .unwrap(),
        ["a/b|18", "c|12", "é=|15"]
    );
    assert_eq!(
        query(
            &spec,
            &columns,
            "select v from c.s.t where p = 'c' order by v"
        )
        .unwrap(),
        ["1", "4", "7"]
    );
}

#[test]
fn what_is_there_is_replaced_only_where_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    fs::write(&path, "old").unwrap();
    let single = spec(&uri(&path), "csv");
    let error = copy(ROWS, single.clone()).unwrap_err();
    assert_eq!(error.kind, Kind::StoreExists, "{error}");
    let mut failing = single.clone();
    failing["overwrite"] = true.into();
    assert!(
        copy(
            "select 1 / (value - 20000) from generate_series(1, 20000)",
            failing.clone()
        )
        .is_err()
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    copy(ROWS, failing).unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with("n,s,d"));

    let mut whole = spec(&format!("{}/", uri(folder.path())), "json");
    assert_eq!(
        copy(ROWS, whole.clone()).unwrap_err().kind,
        Kind::StoreExists
    );
    whole["overwrite"] = true.into();
    copy(ROWS, whole).unwrap();
    let left = files_below(folder.path());
    assert!(
        !left.is_empty() && left.iter().all(|file| file.extension().unwrap() == "json"),
        "{left:?}"
    );
}

#[test]
fn rows_of_all_partitions_are_copied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.csv");
    let copied = copy(
        "select 1 as n union all select 2 union all select 3",
        spec(&uri(&path), "csv"),
    )
    .unwrap();
    assert_eq!(copied.rows, 3);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["1", "2", "3", "n"]);
}

#[test]
fn a_copy_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let sql = "select value % 5 as p, 1 / (value - 300000) as v from generate_series(1, 300000)";
    for format in ["parquet", "csv", "json", "arrow"] {
        let mut partitioned = spec(&format!("{}/out/", uri(folder.path())), format);
        partitioned["partitionBy"] = json!(["p"]);
        let error = copy(sql, partitioned).unwrap_err();
        assert_eq!(error.kind, Kind::DivisionByZero, "{format}: {error}");
        assert_eq!(
            files_below(folder.path()),
            Vec::<PathBuf>::new(),
            "{format}"
        );
    }
}

#[test]
fn a_delta_tables_folder_is_no_target() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("t/_delta_log")).unwrap();
    fs::write(
        folder.path().join("t/_delta_log/00000000000000000000.json"),
        "{}",
    )
    .unwrap();
    for target in ["t/", "t/x.csv", "t/deep/er/"] {
        let error = copy(
            ROWS,
            spec(&format!("{}/{target}", uri(folder.path())), "csv"),
        )
        .unwrap_err();
        assert_eq!(error.kind, Kind::Planning, "{target}: {error}");
    }
    copy(
        ROWS,
        spec(&format!("{}/beside.csv", uri(folder.path())), "csv"),
    )
    .unwrap();
}

#[test]
fn files_are_read_with_declared_columns_and_nothing_else_in_the_folder_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.csv"), "x|y\n1|one\n2|\n").unwrap();
    fs::write(path("b.csv"), "x|y\n3|three\n").unwrap();
    fs::write(path("c.csv"), "not listed").unwrap();
    let spec = external(
        &[path("a.csv"), path("b.csv")],
        "csv",
        json!({"delimiter": "|", "has_header": "true"}),
        &[],
    );
    let columns = Schema::new(vec![
        Field::new("id", DataType::Int16, true),
        Field::new("name", DataType::Utf8, true),
    ]);
    let rows = |sql: &str| query(&spec, &columns, sql);
    assert_eq!(
        rows("select * from c.s.t order by id").unwrap(),
        ["1|one", "2|", "3|three"]
    );
    assert_eq!(
        rows("select name from c.s.t where id = 3").unwrap(),
        ["three"]
    );
    assert_eq!(rows("select count(*) from c.s.t").unwrap(), ["3"]);
    let found = inferred(&spec).unwrap();
    assert_eq!(found.field(0).data_type(), &DataType::Int64);
    let wrong = Schema::new(vec![
        Field::new("id", DataType::Int64, true),
        Field::new("name", DataType::Int64, true),
    ]);
    assert!(query(&spec, &wrong, "select * from c.s.t").is_err());
}

#[test]
fn a_table_without_files_is_empty_and_has_no_columns_to_infer() {
    let spec = external(&[], "parquet", json!({}), &[]);
    let columns = Schema::new(vec![Field::new("id", DataType::Int64, true)]);
    assert_eq!(
        query(&spec, &columns, "select count(*) from c.s.t").unwrap(),
        ["0"]
    );
    assert_eq!(
        query(&spec, &columns, "select id from c.s.t").unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(inferred(&spec).unwrap_err().kind, Kind::Planning);
    let options: BTreeMap<&str, &str> = [("has_heder", "true")].into();
    let wrong = external(&[], "csv", json!(options), &[]);
    let error: EngineError = query(&wrong, &columns, "select id from c.s.t").unwrap_err();
    assert!(error.message.contains("'has_header'"), "{error}");
}

#[test]
fn an_arrow_stream_is_read_once() {
    let numbers = Arc::new(Schema::new(vec![Field::new("n", DataType::Int64, true)]));
    let batch = |from: i64| {
        let values: Vec<i64> = (from..from + 3).collect();
        let column = datafusion::arrow::array::Int64Array::from(values);
        RecordBatch::try_new(Arc::clone(&numbers), vec![Arc::new(column)]).unwrap()
    };
    let batches = vec![Ok(batch(1)), Ok(batch(4))];
    let reader = RecordBatchIterator::new(batches, Arc::clone(&numbers));
    let mut exported = FFI_ArrowArrayStream::new(Box::new(reader));
    // SAFETY: the structure was just filled.
    let stream = unsafe { ArrowStream::take(&mut exported) }.unwrap();
    assert!(exported.release.is_none());
    let source = provider_as_source(Arc::new(stream.table().unwrap()));
    let plan = plan_on(
        session(),
        "select n * 2 as n from c.s.t where n > 1 order by n",
        [(name(), source)].into(),
    );
    let plan = plan.unwrap();
    let first = table(&rest(&execute(&plan).unwrap()).unwrap()).unwrap();
    assert_eq!(first, ["4", "6", "8", "10", "12"]);
    let error = execute(&plan).and_then(|stream| rest(&stream)).unwrap_err();
    assert!(error.message.contains("only once"), "{error}");
}

#[test]
fn a_failing_arrow_stream_is_an_error_with_its_text() {
    let schema = Arc::new(Schema::new(vec![Field::new("n", DataType::Int64, true)]));
    let failure = datafusion::arrow::error::ArrowError::ComputeError("out of paper".into());
    let reader = RecordBatchIterator::new(vec![Err(failure)], schema);
    let mut exported = FFI_ArrowArrayStream::new(Box::new(reader));
    // SAFETY: the structure was just filled.
    let stream = unsafe { ArrowStream::take(&mut exported) }.unwrap();
    let source = provider_as_source(Arc::new(stream.table().unwrap()));
    let plan = plan_on(session(), "select * from c.s.t", [(name(), source)].into()).unwrap();
    let error = execute(&plan).and_then(|stream| rest(&stream)).unwrap_err();
    assert!(error.message.contains("out of paper"), "{error}");
}
