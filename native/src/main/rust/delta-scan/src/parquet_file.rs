//! One parquet file read in a Delta schema, for the log's checkpoints.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::DefaultParquetFileReaderFactory;
use datafusion::datasource::source::DataSourceExec;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::ExecutionPlan;
use object_store::ObjectMeta;

use crate::location::Location;
use crate::parquet_scan::ScanColumns;
use crate::schema::{Layout, parse_schema};
use crate::spec::ColumnMapping;

/// Reads the parquet file of `size` bytes at `uri`, an absolute URI, as rows of `schema_json`, a
/// Delta schema string.
///
/// A column is found by the field metadata `parquet.field.id` if both the schema and the file have
/// ids, else by name; at any depth, one that the file lacks is NULL. Strings and binaries are plain
/// (Utf8 and Binary), every nested field is nullable. Rows come in the file's order.
///
/// # Errors
/// A plan error for a malformed schema or URI; the store's error; while streaming, an execution
/// error for a file that is damaged or cannot hold the schema's types.
pub async fn read_parquet(
    context: Arc<TaskContext>,
    uri: &str,
    size: u64,
    schema_json: &str,
) -> Result<SendableRecordBatchStream> {
    let mut fields = parse_schema(schema_json, ColumnMapping::None)?;
    for field in &mut fields {
        field.nullable = true;
    }
    let location = Location::from_uri(uri)?;
    let columns = ScanColumns {
        in_files: fields.iter().collect(),
        partition: Vec::new(),
        layout: Layout::Plain,
    };
    let projection: Vec<_> = (0..fields.len()).collect();
    let options = context.session_config().options().execution.parquet.clone();
    let file = PartitionedFile::new_from_meta(ObjectMeta {
        location: location.path,
        last_modified: Default::default(),
        size,
        e_tag: None,
        version: None,
    });
    // Without the cache of footers: a table made again may have a checkpoint of the same name.
    let store = context.runtime_env().object_store(&location.store)?;
    let reader = Arc::new(DefaultParquetFileReaderFactory::new(store));
    let config = columns
        .scan(location.store, reader, options, &projection)?
        .with_file(file)
        .build();
    DataSourceExec::from_data_source(config).execute(0, context)
}
