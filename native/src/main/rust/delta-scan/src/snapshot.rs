//! One version of a table: its schema and its active files.

use std::fmt;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef};
use datafusion::common::{DataFusionError, Result, plan_datafusion_err, plan_err};
use parking_lot::Mutex;
use roaring::RoaringTreemap;

use crate::deletion_vector::DeletionVectorDescriptor;
use crate::location::{Location, TableRoot};
use crate::options::ScanOptions;
use crate::partition::parse_partition_values;
use crate::schema::{DeltaField, Layout, parse_schema};
use crate::spec::DeltaTableSpec;
use crate::statistics::FileStatistics;

/// Serialized bytes of deletion vectors that a snapshot keeps in memory once they were read.
const CACHED_VECTOR_BYTES: usize = 64 << 20;

/// One version of a Delta table: schema, active files and their statistics. Immutable; meant to be
/// shared by every scan of that version.
pub struct DeltaSnapshot {
    root: String,
    options: ScanOptions,
    fields: Vec<DeltaField>,
    schema: SchemaRef,
    /// Of each partition column in the table's order: its index in `fields`, its value per file.
    partitions: Vec<(usize, ArrayRef)>,
    files: Vec<ActiveFile>,
    statistics: FileStatistics,
    vectors: Mutex<VectorCache>,
}

/// A data file of the snapshot.
#[derive(Debug)]
pub(crate) struct ActiveFile {
    pub location: Location,
    pub size: u64,
    /// Milliseconds since 1970.
    pub modified: i64,
    pub deletion_vector: Option<DeletionVectorDescriptor>,
}

#[derive(Default)]
struct VectorCache {
    vectors: std::collections::HashMap<usize, Arc<RoaringTreemap>>,
    bytes: usize,
}

impl DeltaSnapshot {
    /// Takes a table and its active files. Columns of `files`, found by name:
    ///
    /// | column | type | is |
    /// |---|---|---|
    /// | `path` | Utf8 | as in the log: URL-encoded, relative to the root or absolute |
    /// | `size` | Int64 | bytes |
    /// | `modified` | Int64 | milliseconds since 1970 |
    /// | `partition_values` | Utf8 | JSON object keyed by physical name; values are strings or null |
    /// | `stats` | Utf8, nullable | JSON document of PROTOCOL.md, "Per-file Statistics" |
    /// | `dv_uri` | Utf8, nullable | absolute URI of the deletion vector's file |
    /// | `dv_inline` | Binary, nullable | the vector itself, in place of `dv_uri` |
    /// | `dv_offset` | Int32, nullable | where the vector begins in its file |
    /// | `dv_size` | Int32, nullable | the log's `sizeInBytes` |
    /// | `dv_cardinality` | Int64, nullable | rows deleted |
    ///
    /// # Errors
    /// A plan error for a malformed schema, option, path or partition value; "not implemented" that
    /// names a type the scan does not know.
    pub fn try_new(
        spec: DeltaTableSpec,
        files: RecordBatch,
    ) -> Result<DeltaSnapshot, DataFusionError> {
        let root = TableRoot::try_new(&spec.root)?;
        let options = ScanOptions::try_new(&spec.scan_options)?;
        let fields = parse_schema(&spec.schema_json, spec.column_mapping)?;
        let schema = Schema::new(
            fields
                .iter()
                .map(|field| field.logical_field(Layout::Views))
                .collect::<Vec<_>>(),
        );
        let partition_indices = spec
            .partition_columns
            .iter()
            .map(|name| {
                let index = fields.iter().position(|field| &field.name == name);
                index.ok_or_else(|| {
                    plan_datafusion_err!("partition column '{name}' is not in the table's schema")
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let partition_fields: Vec<_> = partition_indices.iter().map(|i| &fields[*i]).collect();
        let partition_values =
            parse_partition_values(&text(&files, "partition_values")?, &partition_fields)?;
        let statistics = FileStatistics::new(text(&files, "stats")?);
        let active = active_files(&root, &files)?;
        Ok(DeltaSnapshot {
            root: spec.root,
            options,
            schema: Arc::new(schema),
            partitions: partition_indices
                .into_iter()
                .zip(partition_values)
                .collect(),
            fields,
            files: active,
            statistics,
            vectors: Mutex::default(),
        })
    }

    /// The columns that [`DeltaSnapshot::try_new`] wants of the active files, in one order.
    pub fn files_schema() -> SchemaRef {
        Arc::new(Schema::new(vec![
            Field::new("path", DataType::Utf8, true),
            Field::new("size", DataType::Int64, true),
            Field::new("modified", DataType::Int64, true),
            Field::new("partition_values", DataType::Utf8, true),
            Field::new("stats", DataType::Utf8, true),
            Field::new("dv_uri", DataType::Utf8, true),
            Field::new("dv_inline", DataType::Binary, true),
            Field::new("dv_offset", DataType::Int32, true),
            Field::new("dv_size", DataType::Int32, true),
            Field::new("dv_cardinality", DataType::Int64, true),
        ]))
    }

    /// The table's logical schema: what the batches of a scan carry.
    pub fn logical_schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Number of active files.
    pub fn num_files(&self) -> usize {
        self.files.len()
    }

    pub(crate) fn options(&self) -> &ScanOptions {
        &self.options
    }

    pub(crate) fn fields(&self) -> &[DeltaField] {
        &self.fields
    }

    pub(crate) fn field(&self, column: usize) -> &DeltaField {
        &self.fields[column]
    }

    /// Index of the column of this name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    pub(crate) fn files(&self) -> &[ActiveFile] {
        &self.files
    }

    pub(crate) fn statistics(&self) -> &FileStatistics {
        &self.statistics
    }

    /// Indices of the partition columns, in the table's order.
    pub(crate) fn partition_columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.partitions.iter().map(|(column, _)| *column)
    }

    /// The files' values of a column; None if it is no partition column.
    pub(crate) fn partition_values(&self, column: usize) -> Option<&ArrayRef> {
        let found = self.partitions.iter().find(|(index, _)| *index == column);
        found.map(|(_, values)| values)
    }

    /// A file's deletion vector, if it was read before.
    pub(crate) fn cached_vector(&self, file: usize) -> Option<Arc<RoaringTreemap>> {
        self.vectors.lock().vectors.get(&file).cloned()
    }

    /// Keeps a file's deletion vector, as long as there is room.
    pub(crate) fn cache_vector(&self, file: usize, vector: &Arc<RoaringTreemap>) {
        let mut cache = self.vectors.lock();
        let bytes = vector.serialized_size();
        if cache.bytes + bytes <= CACHED_VECTOR_BYTES
            && cache.vectors.insert(file, Arc::clone(vector)).is_none()
        {
            cache.bytes += bytes;
        }
    }
}

impl fmt::Debug for DeltaSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaSnapshot")
            .field("root", &self.root)
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}

fn active_files(root: &TableRoot, files: &RecordBatch) -> Result<Vec<ActiveFile>> {
    let paths = text(files, "path")?;
    let sizes = column(files, "size")?;
    let modified = column(files, "modified")?;
    let (Some(sizes), Some(modified)) = (
        sizes.as_primitive_opt::<Int64Type>(),
        modified.as_primitive_opt::<Int64Type>(),
    ) else {
        return plan_err!("the files' size and modified are not Int64");
    };
    (0..files.num_rows())
        .map(|row| {
            let size = sizes.value(row);
            Ok(ActiveFile {
                location: root.resolve(paths.value(row))?,
                size: u64::try_from(size)
                    .map_err(|_| plan_datafusion_err!("a file's size is {size}"))?,
                modified: modified.value(row),
                deletion_vector: DeletionVectorDescriptor::from_row(files, row)?,
            })
        })
        .collect()
}

fn column<'a>(files: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef> {
    files
        .column_by_name(name)
        .ok_or_else(|| plan_datafusion_err!("the files have no column '{name}'"))
}

fn text(files: &RecordBatch, name: &str) -> Result<StringArray> {
    Ok(cast(column(files, name)?, &DataType::Utf8)?
        .as_string::<i32>()
        .clone())
}
