//! A parquet file from rows that are given as JSON: how the log's checkpoints are written.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::json::ReaderBuilder;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

use crate::error::Result;
use crate::stores::{Stores, objects};

/// Writes the parquet file at `uri` atomically, replacing what is there. Its rows are the lines of
/// the local file `rows`, one JSON object each; what an object lacks is NULL.
///
/// # Errors
/// Those of reading the rows and of the store. Nothing is written then.
pub async fn parquet_from_json(
    stores: &Stores,
    uri: &str,
    rows: &str,
    schema: SchemaRef,
) -> Result<()> {
    let rows = BufReader::new(File::open(rows)?);
    let batches = ReaderBuilder::new(Arc::clone(&schema)).build(rows)?;
    // maps and lists by the names that the parquet format gives their parts
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_coerce_types(true)
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))?;
    for batch in batches {
        writer.write(&batch?)?;
    }
    objects::put(stores, uri, writer.into_inner()?, false).await
}
