//! Files of Delta tables, read back with the parquet crate alone.

use std::fs::{self, File};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array, StringArray, new_null_array};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::datasource::provider_as_source;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::{LogicalType, TimeUnit, Type};
use datafusion::parquet::file::reader::FileReader;
use datafusion::parquet::file::serialized_reader::SerializedFileReader;
use delta_scan::{DeltaSnapshot, DeltaTableProvider};
use serde_json::{Value, json};
use url::Url;

use super::*;
use crate::error::{EngineError, Kind};
use crate::planner::TableName;
use crate::write::{TableWriteSpec, WrittenFile, WrittenFiles};

/// A table's folder, and what a write must know of it.
struct Table {
    folder: tempfile::TempDir,
    spec: Value,
}

impl Table {
    fn new(columns: &[(&str, Value)]) -> Self {
        let fields: Vec<Value> = columns
            .iter()
            .map(|(name, data_type)| field(name, data_type.clone()))
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let root = Url::from_directory_path(folder.path().join("t é")).unwrap();
        let spec = json!({
            "root": root.as_str(),
            "schemaJson": json!({"type": "struct", "fields": fields}).to_string(),
            "partitionColumns": [],
            "columnMapping": "none",
            "statisticsColumns": null,
            "targetFileSize": 100_000_000,
            "compression": "snappy",
            "checks": [],
        });
        Self { folder, spec }
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.spec[key] = value;
        self
    }

    fn spec(&self) -> TableWriteSpec {
        serde_json::from_value(self.spec.clone()).unwrap()
    }

    fn write(&self, sql: &str) -> Result<WrittenFiles> {
        self.write_on(session(), sql, CancellationToken::new())
    }

    fn write_on(
        &self,
        session: Arc<Session>,
        sql: &str,
        token: CancellationToken,
    ) -> Result<WrittenFiles> {
        let plan = plan_on(session, sql, Bindings::new())?;
        plan.write(self.spec(), parameters::NONE, HashMap::new(), token)
    }

    fn failure(&self, sql: &str) -> EngineError {
        let error = self.write(sql).unwrap_err();
        assert_eq!(self.files_on_disk(), Vec::<PathBuf>::new(), "{sql}");
        error
    }

    /// The path that the log's encoded one stands for.
    fn path(&self, file: &WrittenFile) -> PathBuf {
        let root = Url::parse(self.spec["root"].as_str().unwrap()).unwrap();
        root.join(&file.path).unwrap().to_file_path().unwrap()
    }

    fn files_on_disk(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The files as a version of the table.
    fn snapshot(&self, written: &WrittenFiles) -> DeltaSnapshot {
        let of = |value: &dyn Fn(&WrittenFile) -> String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(
                written.files.iter().map(value),
            ))
        };
        let numbers = |value: &dyn Fn(&WrittenFile) -> i64| -> ArrayRef {
            Arc::new(Int64Array::from_iter_values(
                written.files.iter().map(value),
            ))
        };
        let schema = DeltaSnapshot::files_schema();
        let columns = schema
            .fields()
            .iter()
            .map(|field| match field.name().as_str() {
                "path" => of(&|file| file.path.clone()),
                "size" => numbers(&|file| file.size as i64),
                "modified" => numbers(&|file| file.modified),
                "partition_values" => of(&|file| json!(file.partition_values).to_string()),
                "stats" => of(&|file| file.statistics.clone()),
                _ => new_null_array(field.data_type(), written.files.len()),
            })
            .collect();
        let mut spec = self.spec.clone();
        for key in [
            "statisticsColumns",
            "targetFileSize",
            "compression",
            "checks",
        ] {
            spec.as_object_mut().unwrap().remove(key);
        }
        let files = RecordBatch::try_new(schema, columns).unwrap();
        DeltaSnapshot::try_new(serde_json::from_value(spec).unwrap(), files).unwrap()
    }

    /// The rows of a file, without its partition columns.
    fn rows(&self, file: &WrittenFile) -> Vec<String> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(self.path(file)).unwrap());
        let batches: Vec<_> = reader
            .unwrap()
            .build()
            .unwrap()
            .map(|b| b.unwrap())
            .collect();
        table(&batches).unwrap()
    }
}

/// A Delta table that the engine wrote.
pub(super) struct DeltaTable {
    _table: Table,
    snapshot: Arc<DeltaSnapshot>,
}

impl DeltaTable {
    /// The table as `c.s.t`.
    pub(super) fn bindings(&self) -> Bindings {
        let name = TableName {
            catalog: "c".into(),
            schema: "s".into(),
            table: "t".into(),
        };
        let provider = DeltaTableProvider::new(Arc::clone(&self.snapshot));
        [(name, provider_as_source(Arc::new(provider)))].into()
    }
}

/// A Delta table of this many rows: `v`, counted from 1, and `t`, a text of 32 characters.
pub(super) fn table_of_numbers(rows: u64) -> DeltaTable {
    let table = Table::new(&[("v", "long".into()), ("t", "string".into())])
        .with("targetFileSize", 10_000_000.into());
    let written = table
        .write(&format!(
            "select value, md5(cast(value as varchar)) from generate_series(1, {rows})"
        ))
        .unwrap();
    let snapshot = table.snapshot(&written);
    DeltaTable {
        _table: table,
        snapshot: Arc::new(snapshot),
    }
}

fn field(name: &str, data_type: Value) -> Value {
    json!({"name": name, "type": data_type, "nullable": true, "metadata": {}})
}

fn statistics(file: &WrittenFile) -> Value {
    serde_json::from_str(&file.statistics).unwrap()
}

fn only(written: &WrittenFiles) -> &WrittenFile {
    assert_eq!(written.files.len(), 1, "{written:?}");
    &written.files[0]
}

const TYPES: &str = "select cast(x as tinyint) a, cast(x as smallint) b, cast(x as int) c, x, \
    cast(x as float) d, cast(x as double) e, cast(x as decimal(20,3)) f, x > 0 g, 'é' || x h, \
    arrow_cast('b' || x, 'Binary') i, cast('2024-02-29' as date) j, \
    cast('2024-02-29T01:02:03.456789Z' as timestamp) k, \
    cast('2024-02-29 01:02:03.456789' as timestamp) l, \
    [x, null] m, named_struct('a', x, 'b', named_struct('c', 'c' || x)) n, map {'k': x} o \
    from (values (1), (null), (-5)) t(x)";

fn table_of_all_types() -> Table {
    let inner = json!({"type": "struct", "fields": [field("c", "string".into())]});
    Table::new(&[
        ("i8", "byte".into()),
        ("i16", "short".into()),
        ("i32", "integer".into()),
        ("i64", "long".into()),
        ("f32", "float".into()),
        ("f64", "double".into()),
        ("dec", "decimal(20,3)".into()),
        ("flag", "boolean".into()),
        ("text", "string".into()),
        ("bin", "binary".into()),
        ("day", "date".into()),
        ("ts", "timestamp".into()),
        ("ntz", "timestamp_ntz".into()),
        (
            "list",
            json!({"type": "array", "elementType": "long", "containsNull": true}),
        ),
        (
            "row",
            json!({"type": "struct", "fields": [field("a", "long".into()), field("b", inner)]}),
        ),
        (
            "map",
            json!({"type": "map", "keyType": "string", "valueType": "long", "valueContainsNull": true}),
        ),
    ])
}

#[test]
fn every_type_is_read_back_as_it_was_written_with_its_statistics() {
    let table = table_of_all_types();
    let written = table.write(TYPES).unwrap();
    let file = only(&written);
    assert_eq!((written.rows, file.rows), (3, 3));
    assert_eq!(file.size, fs::metadata(table.path(file)).unwrap().len());
    assert_eq!(
        table.rows(file),
        [
            "1|1|1|1|1.0|1.0|1.000|true|é1|6231|2024-02-29|2024-02-29T01:02:03.456789Z|\
             2024-02-29T01:02:03.456789|[1, ]|{a: 1, b: {c: c1}}|{k: 1}",
            "||||||||||2024-02-29|2024-02-29T01:02:03.456789Z|2024-02-29T01:02:03.456789|[, ]|\
             {a: , b: {c: }}|{k: }",
            "-5|-5|-5|-5|-5.0|-5.0|-5.000|false|é-5|622d35|2024-02-29|2024-02-29T01:02:03.456789Z|\
             2024-02-29T01:02:03.456789|[-5, ]|{a: -5, b: {c: c-5}}|{k: -5}",
        ]
    );
    assert_eq!(
        statistics(file),
        json!({
            "numRecords": 3,
            "minValues": {
                "i8": -5, "i16": -5, "i32": -5, "i64": -5, "f32": -5.0, "f64": -5.0, "dec": -5.0,
                "text": "é-5", "day": "2024-02-29", "ts": "2024-02-29T01:02:03.456Z",
                "ntz": "2024-02-29T01:02:03.456", "row": {"a": -5, "b": {"c": "c-5"}},
            },
            "maxValues": {
                "i8": 1, "i16": 1, "i32": 1, "i64": 1, "f32": 1.0, "f64": 1.0, "dec": 1.0,
                "text": "é1", "day": "2024-02-29", "ts": "2024-02-29T01:02:03.456Z",
                "ntz": "2024-02-29T01:02:03.456", "row": {"a": 1, "b": {"c": "c1"}},
            },
            "nullCount": {
                "i8": 1, "i16": 1, "i32": 1, "i64": 1, "f32": 1, "f64": 1, "dec": 1, "flag": 1,
                "text": 1, "bin": 1, "day": 0, "ts": 0, "ntz": 0, "list": 0, "map": 0,
                "row": {"a": 1, "b": {"c": 1}},
            },
        })
    );
}

#[test]
fn timestamps_are_microseconds_in_parquet_and_only_one_of_them_is_in_utc() {
    let table = table_of_all_types();
    let written = table.write(TYPES).unwrap();
    let reader = SerializedFileReader::new(File::open(table.path(only(&written))).unwrap());
    let metadata = reader.unwrap().metadata().clone();
    let schema = metadata.file_metadata().schema_descr_ptr();
    for (name, utc) in [("ts", true), ("ntz", false)] {
        let column = schema.columns().iter().find(|c| c.name() == name).unwrap();
        assert_eq!(column.physical_type(), Type::INT64);
        let Some(LogicalType::Timestamp(timestamp)) = column.logical_type_ref() else {
            panic!("{column:?}");
        };
        assert_eq!(timestamp.is_adjusted_to_u_t_c, utc);
        assert_eq!(timestamp.unit, TimeUnit::MICROS);
    }
    let names: Vec<String> = schema.columns().iter().map(|c| c.path().string()).collect();
    assert!(
        names.contains(&"list.list.element".to_string()),
        "{names:?}"
    );
    assert!(
        names.contains(&"map.key_value.key".to_string()),
        "{names:?}"
    );
}

#[test]
fn a_null_struct_counts_as_null_in_each_of_its_fields() {
    let row = json!({"type": "struct", "fields": [field("a", "long".into())]});
    let table = Table::new(&[("row", row)]);
    let written = table
        .write(
            "select case when x > 1 then named_struct('a', x) end from (values (1), (2), (3)) t(x)",
        )
        .unwrap();
    let statistics = statistics(only(&written));
    assert_eq!(statistics["nullCount"], json!({"row": {"a": 1}}));
    assert_eq!(statistics["minValues"], json!({"row": {"a": 2}}));
    assert_eq!(table.rows(only(&written)), ["", "{a: 2}", "{a: 3}"]);
}

#[test]
fn statistics_are_of_the_first_32_leaves_or_of_those_that_are_named() {
    let columns: Vec<(String, Value)> = (0..40)
        .map(|n| (format!("c{n}"), Value::from("long")))
        .collect();
    let columns: Vec<(&str, Value)> = columns
        .iter()
        .map(|(name, t)| (name.as_str(), t.clone()))
        .collect();
    let query = format!(
        "select {}",
        (0..40)
            .map(|n| n.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    );
    let counted = |table: &Table| -> Vec<String> {
        let written = table.write(&query).unwrap();
        let statistics = statistics(only(&written));
        statistics["nullCount"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    let table = Table::new(&columns);
    assert_eq!(counted(&table).len(), 32);
    assert!(!counted(&table).contains(&"c32".to_string()));
    let named = table.with("statisticsColumns", json!([["c39"], ["c0"]]));
    assert_eq!(counted(&named), ["c0", "c39"]);
}

#[test]
fn files_have_physical_names_and_field_ids_where_columns_are_mapped() {
    let mut fields = [field("a b", "long".into()), field("p", "string".into())];
    for (index, field) in fields.iter_mut().enumerate() {
        field["metadata"] = json!({
            "delta.columnMapping.id": index + 7,
            "delta.columnMapping.physicalName": format!("col-{index}"),
        });
    }
    let table = Table::new(&[])
        .with(
            "schemaJson",
            json!({"type": "struct", "fields": fields})
                .to_string()
                .into(),
        )
        .with("columnMapping", "name".into())
        .with("partitionColumns", json!(["p"]));
    let written = table.write("select 1, 'x'").unwrap();
    let file = only(&written);
    assert_eq!(file.partition_values["col-1"].as_deref(), Some("x"));
    assert_eq!(statistics(file)["minValues"], json!({"col-0": 1}));
    let reader = SerializedFileReader::new(File::open(table.path(file)).unwrap()).unwrap();
    let root = reader.metadata().file_metadata().schema().clone();
    let columns: Vec<_> = root
        .get_fields()
        .iter()
        .map(|f| (f.name().to_string(), f.get_basic_info().id()))
        .collect();
    assert_eq!(columns, [("col-0".to_string(), 7)]);
}

#[test]
fn partitions_have_files_of_their_own_and_values_as_the_protocol_writes_them() {
    let table = Table::new(&[
        ("p", "string".into()),
        ("v", "long".into()),
        ("d", "date".into()),
    ])
    .with("partitionColumns", json!(["d", "p"]));
    let written = table
        .write(
            "select * from (values ('a/b=c %', 1, '2024-01-01'), (null, 2, null), ('', 3, null), \
             ('é', 4, '2024-01-01'), ('a/b=c %', 5, '2024-01-01')) t",
        )
        .unwrap();
    let mut found: Vec<_> = written
        .files
        .iter()
        .map(|file| {
            let values = &file.partition_values;
            (values["p"].clone(), values["d"].clone(), table.rows(file))
        })
        .collect();
    found.sort();
    let of = |p: Option<&str>, d: Option<&str>, rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
        (p.map(str::to_string), d.map(str::to_string), rows)
    };
    let day = Some("2024-01-01");
    let mut null_rows: Vec<String> = Vec::new();
    found.retain(|(p, d, rows)| {
        let null = p.is_none() && d.is_none();
        if null {
            null_rows.extend(rows.clone());
        }
        !null
    });
    null_rows.sort();
    assert_eq!(null_rows, ["2", "3"]);
    assert_eq!(
        found,
        [
            of(Some("a/b=c %"), day, &["1", "5"]),
            of(Some("é"), day, &["4"])
        ]
    );
    let paths: Vec<_> = written.files.iter().map(|file| file.path.clone()).collect();
    assert!(
        paths
            .iter()
            .any(|path| path.starts_with("d=2024-01-01/p=a%252Fb%253Dc%20%2525/part-")),
        "{paths:?}"
    );
    assert!(
        paths
            .iter()
            .any(|path| path.contains("__HIVE_DEFAULT_PARTITION__")),
        "{paths:?}"
    );
    for file in &written.files {
        assert!(statistics(file)["nullCount"].get("p").is_none());
    }
}

#[test]
fn a_thousand_partitions_stay_inside_the_memory_limit() {
    let engine = engine(&[("memory_limit", "50000000"), ("target_partitions", "2")]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let table = Table::new(&[("p", "integer".into()), ("v", "string".into())])
        .with("partitionColumns", json!(["p"]));
    let written = table
        .write_on(
            session,
            "select cast(value % 1000 as int), md5(cast(value as varchar)) || repeat('x', 200) \
             from generate_series(1, 300000)",
            CancellationToken::new(),
        )
        .unwrap();
    assert_eq!(written.files.len(), 1000);
    assert_eq!(written.rows, 300_000);
    for file in &written.files {
        assert_eq!(file.rows, 300, "{file:?}");
    }
    assert_eq!(engine.env().memory_pool.reserved(), 0);
}

#[test]
fn files_roll_over_at_the_target_size_and_hold_all_rows_in_order() {
    let table = Table::new(&[("v", "long".into()), ("t", "string".into())])
        .with("targetFileSize", 400_000.into());
    let written = table
        .write("select value, md5(cast(value as varchar)) from generate_series(1, 100000)")
        .unwrap();
    assert!(written.files.len() > 3, "{}", written.files.len());
    let mut next = 1;
    for file in &written.files {
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(File::open(table.path(file)).unwrap());
        for batch in reader.unwrap().build().unwrap() {
            for value in batch
                .unwrap()
                .column(0)
                .as_primitive::<Int64Type>()
                .values()
            {
                assert_eq!(*value, next);
                next += 1;
            }
        }
        assert!(file.size < 2_000_000);
    }
    assert_eq!(next, 100_001);
}

#[test]
fn the_scan_finds_all_rows_of_what_was_written_and_prunes_by_its_statistics() {
    let table = table_of_all_types();
    let written = table.write(TYPES).unwrap();
    let snapshot = Arc::new(table.snapshot(&written));
    let delta = DeltaTable {
        _table: table,
        snapshot,
    };
    let rows = |condition: &str| {
        let sql = format!("select i64 from c.s.t where {condition} order by i64");
        let plan = plan_on(session(), &sql, delta.bindings()).unwrap();
        self::table(&rest(&execute(&plan).unwrap()).unwrap()).unwrap()
    };
    for (condition, expected) in [
        ("ts = '2024-02-29T01:02:03.456789Z'", vec!["-5", "1", ""]),
        ("ts > '2024-02-29T01:02:03.456789Z'", vec![]),
        ("\"text\" = 'é1'", vec!["1"]),
        ("dec = -5.000", vec!["-5"]),
        ("\"row\"['b']['c'] = 'c1'", vec!["1"]),
        ("f64 >= 1.0", vec!["1"]),
        ("flag", vec!["1"]),
    ] {
        assert_eq!(rows(condition), expected, "{condition}");
    }
}

#[test]
fn a_query_without_rows_writes_nothing() {
    let table = Table::new(&[("v", "long".into())]);
    let written = table.write("select 1 where false").unwrap();
    assert_eq!((written.files.len(), written.rows), (0, 0));
    assert!(table.files_on_disk().is_empty());
}

#[test]
fn values_that_fit_are_converted() {
    let cases: &[(&str, &str, &str)] = &[
        ("byte", "127", "127"),
        ("byte", "'12'", "12"),
        ("integer", "2.0", "2"),
        ("integer", "cast('7.00' as decimal(10,2))", "7"),
        ("float", "0.1", "0.1"),
        ("float", "'NaN'", "NaN"),
        (
            "double",
            "cast(9007199254740992 as bigint)",
            "9007199254740992.0",
        ),
        ("decimal(10,2)", "1.1", "1.10"),
        ("decimal(10,2)", "'12345678.90'", "12345678.90"),
        ("decimal(10,2)", "5", "5.00"),
        ("string", "12", "12"),
        ("string", "date '2024-01-01'", "2024-01-01"),
        ("boolean", "'true'", "true"),
        ("date", "'2024-02-29'", "2024-02-29"),
        ("date", "timestamp '2024-02-29 00:00:00'", "2024-02-29"),
        ("timestamp_ntz", "date '2024-02-29'", "2024-02-29T00:00:00"),
        (
            "timestamp",
            "'2024-02-29 01:02:03+01:00'",
            "2024-02-29T00:02:03Z",
        ),
        ("timestamp", "'2024-02-29 01:02:03'", "2024-02-29T01:02:03Z"),
        ("long", "null", ""),
    ];
    for (data_type, value, expected) in cases {
        let table = Table::new(&[("c", Value::from(*data_type))]);
        let written = table
            .write(&format!("select {value}"))
            .unwrap_or_else(|error| panic!("{value} as {data_type}: {error}"));
        assert_eq!(
            table.rows(only(&written)),
            [*expected],
            "{value} as {data_type}"
        );
    }
}

#[test]
fn a_value_that_does_not_fit_is_an_error_that_names_column_and_row() {
    let cases: &[(&str, &str, Kind)] = &[
        ("byte", "128", Kind::Overflow),
        ("integer", "1.5", Kind::Overflow),
        ("integer", "cast('7.01' as decimal(10,2))", Kind::Overflow),
        ("integer", "'x1'", Kind::InvalidCast),
        ("long", "cast('nan' as double)", Kind::Overflow),
        ("float", "1e300", Kind::Overflow),
        ("double", "cast(9007199254740993 as bigint)", Kind::Overflow),
        ("decimal(5,2)", "1000", Kind::Overflow),
        ("decimal(5,2)", "1.234", Kind::Overflow),
        ("decimal(5,2)", "'1.234'", Kind::InvalidCast),
        ("date", "timestamp '2024-02-29 00:00:01'", Kind::Overflow),
        ("date", "'2023-02-29'", Kind::InvalidCast),
        ("timestamp", "'yesterday'", Kind::InvalidCast),
        ("boolean", "'maybe'", Kind::InvalidCast),
    ];
    for (data_type, value, kind) in cases {
        let table = Table::new(&[
            ("n", "long".into()),
            ("the column", Value::from(*data_type)),
        ]);
        let error = table.failure(&format!(
            "select value, case when value = 20001 then {value} end \
             from generate_series(1, 30000)"
        ));
        assert_eq!(error.kind, *kind, "{value} as {data_type}: {error}");
        assert!(
            error.message.contains("row 20001") && error.message.contains("'the column'"),
            "{error}"
        );
    }
}

#[test]
fn columns_that_do_not_go_together_are_refused_before_anything_is_written() {
    for (data_type, query) in [
        ("boolean", "select 1"),
        ("binary", "select 'x'"),
        ("long", "select true"),
        ("long", "select [1]"),
        ("string", "select interval '1 day'"),
        ("long", "select 1, 2"),
    ] {
        let table = Table::new(&[("c", Value::from(data_type))]);
        let error = table.failure(query);
        assert_eq!(error.kind, Kind::Planning, "{query}: {error}");
    }
    let list = json!({"type": "array", "elementType": "byte", "containsNull": true});
    let error = Table::new(&[("c", list)]).failure("values ([1, 2]), ([3, 400])");
    assert_eq!(error.kind, Kind::Overflow);
    assert!(
        error.message.contains("row 2, column 'c': the value 400"),
        "{error}"
    );
}

#[test]
fn null_is_refused_where_the_table_allows_none_at_every_depth() {
    let mut required = field("a", "long".into());
    required["nullable"] = false.into();
    let row = json!({"type": "struct", "fields": [required.clone()]});
    let list = json!({"type": "array", "elementType": "long", "containsNull": false});
    let with = |column: Value| {
        let schema = json!({"type": "struct", "fields": [column]}).to_string();
        Table::new(&[]).with("schemaJson", schema.into())
    };
    for (column, query, place) in [
        (
            required,
            "select * from (values (1), (null)) t",
            "row 2: column 'a'",
        ),
        (
            field("r", row),
            "select named_struct('a', x) from (values (1), (2), (null)) t(x)",
            "row 3: column 'r.a'",
        ),
        (
            field("l", list),
            "values ([1]), ([2, null])",
            "row 2: column 'l.element'",
        ),
    ] {
        let error = with(column).failure(query);
        assert_eq!(error.kind, Kind::NotNullViolation, "{error}");
        assert!(error.message.contains(place), "{error}");
    }
}

#[test]
fn a_check_must_be_true_and_null_is_not() {
    let checked = |predicate: &str| {
        Table::new(&[("a", "long".into()), ("B c", "string".into())]).with(
            "checks",
            json!([{"name": "positive", "predicate": predicate}]),
        )
    };
    let query = |a: &str| format!("select x, 'b' from (values (1), ({a})) t(x)");
    assert!(checked("a > 0").write(&query("2")).is_ok());
    for a in ["0", "null"] {
        let error = checked("a > 0").failure(&query(a));
        assert_eq!(error.kind, Kind::CheckViolation);
        assert!(
            error.message.contains("row 2") && error.message.contains("'positive'"),
            "{error}"
        );
    }
    assert!(
        checked("length(\"B c\") = 1 and a is not null")
            .write(&query("2"))
            .is_ok()
    );
    assert!(
        checked("coalesce(a, 1) > 0 and nvl(a, 1) > 0")
            .write(&query("null"))
            .is_ok()
    );
    assert!(
        checked("nothing > 0")
            .failure(&query("1"))
            .message
            .contains("'positive'")
    );
    assert_eq!(checked("a + 1").failure(&query("1")).kind, Kind::Planning);
}

#[test]
fn lengths_of_strings_are_enforced_in_characters() {
    let text = |declared: &str| {
        let mut column = field("t", "string".into());
        column["metadata"] = json!({"__CHAR_VARCHAR_TYPE_STRING": declared});
        let schema = json!({"type": "struct", "fields": [column]}).to_string();
        Table::new(&[]).with("schemaJson", schema.into())
    };
    let table = text("varchar(3)");
    let written = table
        .write("select * from (values ('é日x'), ('ab   '), (''), (null)) t")
        .unwrap();
    let file = only(&written);
    assert_eq!(table.rows(file), ["é日x", "ab", "", ""]);
    assert_eq!(statistics(file)["maxValues"]["t"], "é日x");
    let error = text("varchar(3)").failure("values ('abc'), ('abcd')");
    assert_eq!(error.kind, Kind::ValueTooLong);
    assert!(
        error.message.contains("row 2") && error.message.contains("VARCHAR(3)"),
        "{error}"
    );
    let table = text("char(3)");
    let written = table.write("select 'a'").unwrap();
    assert_eq!(statistics(only(&written))["minValues"]["t"], "a  ");
}

#[test]
fn a_failure_in_the_last_row_leaves_no_file_of_many() {
    let table = Table::new(&[("p", "long".into()), ("v", "long".into())])
        .with("partitionColumns", json!(["p"]));
    let error = table.failure(
        "select value % 50, case when value = 200000 then 1 / (value - 200000) else value end \
         from generate_series(1, 200000)",
    );
    assert_eq!(error.kind, Kind::DivisionByZero);
    let table = Table::new(&[("v", "long".into()), ("t", "string".into())])
        .with("targetFileSize", 200_000.into());
    table.failure(
        "select case when value = 200000 then 1 / (value - 200000) else value end, \
         md5(cast(value as varchar)) from generate_series(1, 200000)",
    );
}

#[test]
fn a_cancelled_write_removes_its_files_and_gives_its_memory_back() {
    let engine = engine(&[]);
    let table = Table::new(&[("v", "long".into()), ("t", "string".into())])
        .with("targetFileSize", 500_000.into());
    let session = Arc::new(engine.session(&[]).unwrap());
    let token = CancellationToken::new();
    let cancel = token.clone();
    let folder = table.folder.path().join("t é");
    let canceller = thread::spawn(move || {
        // some files are complete by then
        while fs::read_dir(&folder).map_or(0, |entries| entries.count()) < 4 {
            thread::sleep(Duration::from_millis(5));
        }
        cancel.cancel();
    });
    let error = table
        .write_on(
            session,
            "select value, md5(cast(value as varchar)) from generate_series(1, 9000000000000)",
            token,
        )
        .unwrap_err();
    canceller.join().unwrap();
    assert_eq!(error.kind, Kind::Cancelled);
    assert_eq!(table.files_on_disk(), Vec::<PathBuf>::new());
    assert!(cancel::released(&engine));
}

#[test]
fn a_folder_that_cannot_be_written_is_the_stores_error() {
    let table = Table::new(&[("v", "long".into())]);
    fs::write(table.folder.path().join("t é"), "a file").unwrap();
    let error = table.write("select 1").unwrap_err();
    assert_eq!(error.kind, Kind::StoreUnknown, "{error}");
}
