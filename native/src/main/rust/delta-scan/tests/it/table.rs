//! Tables written by the tests: parquet files of any layout, and what a log would say of them.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, BinaryArray, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow::util::pretty::pretty_format_batches;
use datafusion::common::Result;
use datafusion::datasource::physical_plan::FileScanConfig;
use datafusion::datasource::source::DataSourceExec;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::{SessionConfig, SessionContext};
use delta_scan::{
    ColumnMapping, DeltaSnapshot, DeltaTableProvider, DeltaTableSpec, serialize_deletion_vector,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use roaring::RoaringTreemap;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::replay::folder_uri;

/// A table in a folder of its own.
pub struct TestTable {
    pub folder: TempDir,
    pub schema: Value,
    pub partition_columns: Vec<String>,
    pub files: Vec<TestFile>,
}

#[derive(Clone, Default)]
pub struct TestFile {
    pub path: String,
    pub size: i64,
    pub partition_values: String,
    pub stats: Option<String>,
    pub vector: Option<TestVector>,
}

#[derive(Clone)]
pub struct TestVector {
    pub uri: Option<String>,
    pub inline: Option<Vec<u8>>,
    pub offset: i32,
    pub size: i32,
    pub cardinality: i64,
}

impl TestTable {
    /// `columns` are names and Delta types.
    pub fn new(columns: &[(&str, &str)], partition_columns: &[&str]) -> Self {
        let fields: Vec<_> = columns
            .iter()
            .map(|(name, data_type)| {
                json!({"name": name, "type": data_type, "nullable": true, "metadata": {}})
            })
            .collect();
        Self {
            folder: tempfile::tempdir().unwrap(),
            schema: json!({"type": "struct", "fields": fields}),
            partition_columns: partition_columns.iter().map(|c| c.to_string()).collect(),
            files: Vec::new(),
        }
    }

    /// Adds a file with the given partition values and statistics.
    pub fn add(&mut self, batch: &RecordBatch, partition_values: Value, stats: Option<Value>) {
        self.add_with(batch, partition_values, stats, WriterProperties::default());
    }

    pub fn add_with(
        &mut self,
        batch: &RecordBatch,
        partition_values: Value,
        stats: Option<Value>,
        properties: WriterProperties,
    ) {
        let path = format!("part-{}.parquet", self.files.len());
        let size = write_parquet(&self.folder.path().join(&path), batch, properties);
        self.files.push(TestFile {
            path,
            size,
            partition_values: partition_values.to_string(),
            stats: stats.map(|stats| stats.to_string()),
            vector: None,
        });
    }

    /// Deletes rows of the last file, in a vector file of its own.
    pub fn delete(&mut self, rows: impl IntoIterator<Item = u64>) {
        let bitmap: RoaringTreemap = rows.into_iter().collect();
        let framed = serialize_deletion_vector(&bitmap).unwrap();
        let file = self.files.last_mut().unwrap();
        let name = format!("{}.bin", file.path);
        let mut bytes = vec![1];
        bytes.extend(&framed);
        std::fs::write(self.folder.path().join(&name), bytes).unwrap();
        file.vector = Some(TestVector {
            uri: Some(format!("{}{name}", folder_uri(self.folder.path()))),
            inline: None,
            offset: 1,
            size: framed.len() as i32 - 8,
            cardinality: bitmap.len() as i64,
        });
    }

    pub fn spec(&self) -> DeltaTableSpec {
        DeltaTableSpec {
            root: folder_uri(self.folder.path()),
            schema_json: self.schema.to_string(),
            partition_columns: self.partition_columns.clone(),
            column_mapping: ColumnMapping::None,
            scan_options: HashMap::new(),
        }
    }

    pub fn batch(&self) -> RecordBatch {
        let files = &self.files;
        fn column<'a, A, T>(files: &'a [TestFile], of: impl Fn(&'a TestFile) -> T) -> ArrayRef
        where
            A: FromIterator<T> + arrow::array::Array + 'static,
        {
            Arc::new(files.iter().map(of).collect::<A>())
        }
        fn vector(file: &TestFile) -> Option<&TestVector> {
            file.vector.as_ref()
        }
        RecordBatch::try_from_iter_with_nullable([
            (
                "path",
                column::<StringArray, _>(files, |f| Some(f.path.as_str())),
                true,
            ),
            (
                "size",
                column::<Int64Array, _>(files, |f| Some(f.size)),
                true,
            ),
            (
                "modified",
                column::<Int64Array, _>(files, |_| Some(0)),
                true,
            ),
            (
                "partition_values",
                column::<StringArray, _>(files, |f| Some(f.partition_values.as_str())),
                true,
            ),
            (
                "stats",
                column::<StringArray, _>(files, |f| f.stats.as_deref()),
                true,
            ),
            (
                "dv_uri",
                column::<StringArray, _>(files, |f| vector(f)?.uri.as_deref()),
                true,
            ),
            (
                "dv_inline",
                column::<BinaryArray, _>(files, |f| vector(f)?.inline.as_deref()),
                true,
            ),
            (
                "dv_offset",
                column::<Int32Array, _>(files, |f| Some(vector(f)?.offset)),
                true,
            ),
            (
                "dv_size",
                column::<Int32Array, _>(files, |f| Some(vector(f)?.size)),
                true,
            ),
            (
                "dv_cardinality",
                column::<Int64Array, _>(files, |f| Some(vector(f)?.cardinality)),
                true,
            ),
        ])
        .unwrap()
    }

    pub fn snapshot(&self) -> Result<DeltaSnapshot> {
        DeltaSnapshot::try_new(self.spec(), self.batch())
    }

    pub fn provider(&self) -> Arc<DeltaTableProvider> {
        Arc::new(DeltaTableProvider::new(Arc::new(self.snapshot().unwrap())))
    }

    /// A session in which the table is `t`.
    pub fn session(&self, config: SessionConfig) -> SessionContext {
        let session = SessionContext::new_with_config(config);
        session.register_table("t", self.provider()).unwrap();
        session
    }
}

pub fn write_parquet(path: &Path, batch: &RecordBatch, properties: WriterProperties) -> i64 {
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    std::fs::metadata(path).unwrap().len() as i64
}

pub fn longs(values: impl IntoIterator<Item = i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(values))
}

pub fn texts(values: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

pub fn columns<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(n, a)| (n, a, true))).unwrap()
}

/// One row of a query's result, its values separated by `|`.
pub async fn row(session: &SessionContext, sql: &str) -> String {
    let batches = query(session, sql).await.unwrap();
    let table = pretty_format_batches(&batches).unwrap().to_string();
    let line = table.lines().nth(3).unwrap_or_default();
    let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
    cells.join("|")
}

pub async fn query(session: &SessionContext, sql: &str) -> Result<Vec<RecordBatch>> {
    session.sql(sql).await?.collect().await
}

pub async fn plan(session: &SessionContext, sql: &str) -> Arc<dyn ExecutionPlan> {
    let frame = session.sql(sql).await.unwrap();
    frame.create_physical_plan().await.unwrap()
}

/// Names of the files that a plan reads; none where statistics answer the query.
pub fn files_read(plan: &Arc<dyn ExecutionPlan>) -> Vec<String> {
    let mut names: Vec<String> = plan.children().into_iter().flat_map(files_read).collect();
    if let Some(source) = plan.downcast_ref::<DataSourceExec>()
        && let Some(config) = source.data_source().downcast_ref::<FileScanConfig>()
    {
        let files = config.file_groups.iter().flat_map(|group| group.iter());
        names.extend(files.map(|file| file.path().filename().unwrap().to_string()));
    }
    names.sort();
    names.dedup();
    names
}
