//! Rows of somebody else's, through Arrow's C stream interface, read once.
//!
//! A producer's callbacks may block or call into a JVM. They are called from a thread of the blocking
//! pool, one batch ahead of the plan that reads them.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::{RecordBatch, RecordBatchOptions, RecordBatchReader};
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::streaming::PartitionStream;
use parking_lot::Mutex;

use crate::error::{EngineError, Kind, Result};

/// A stream that was taken over. Dropping it releases it.
pub struct ArrowStream {
    schema: Mutex<SchemaRef>,
    /// None once a plan reads it.
    reader: Arc<Mutex<Option<ArrowArrayStreamReader>>>,
}

impl ArrowStream {
    /// Takes over the stream at an address and marks it as released there.
    ///
    /// # Safety
    /// The pointer is valid for reads and writes, and what it points to is a C stream that was not
    /// released, whose callbacks may be called from any thread, one call at a time.
    ///
    /// # Errors
    /// `EXECUTION` if its schema cannot be read.
    pub unsafe fn take(stream: *mut FFI_ArrowArrayStream) -> Result<Self> {
        // SAFETY: as the caller promises.
        let reader = unsafe { ArrowArrayStreamReader::from_raw(stream) }?;
        Ok(Self {
            schema: Mutex::new(reader.schema()),
            reader: Arc::new(Mutex::new(Some(reader))),
        })
    }

    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema.lock())
    }

    /// Gives the columns other names, for tables that are made of it from then on.
    ///
    /// # Errors
    /// `PLANNING` for another number of names than there are columns.
    pub fn rename(&self, names: &[String]) -> Result<()> {
        let mut schema = self.schema.lock();
        if names.len() != schema.fields().len() {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "{} names for {} columns",
                    names.len(),
                    schema.fields().len()
                ),
            ));
        }
        let fields: Vec<Field> = schema
            .fields()
            .iter()
            .zip(names)
            .map(|(field, name)| field.as_ref().clone().with_name(name))
            .collect();
        *schema = Arc::new(Schema::new(fields));
        Ok(())
    }

    /// The stream as a table, of which the first execution gets the rows.
    pub fn table(&self) -> Result<StreamingTable> {
        let partition = StreamedRows {
            schema: self.schema(),
            reader: Arc::clone(&self.reader),
        };
        Ok(StreamingTable::try_new(
            self.schema(),
            vec![Arc::new(partition)],
        )?)
    }
}

struct StreamedRows {
    schema: SchemaRef,
    reader: Arc<Mutex<Option<ArrowArrayStreamReader>>>,
}

impl fmt::Debug for StreamedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamedRows")
    }
}

impl PartitionStream for StreamedRows {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let reader = self.reader.lock().take();
        let mut builder = RecordBatchReceiverStreamBuilder::new(Arc::clone(&self.schema), 1);
        let sender = builder.tx();
        let schema = Arc::clone(&self.schema);
        builder.spawn_blocking(move || {
            let Some(reader) = reader else {
                let error = EngineError::new(
                    Kind::Execution,
                    "the rows of an Arrow stream can be read only once",
                );
                return Err(DataFusionError::External(Box::new(error)));
            };
            for batch in reader {
                let batch = batch.map_err(of_producer).and_then(|batch| {
                    let (_, columns, rows) = batch.into_parts();
                    let options = RecordBatchOptions::new().with_row_count(Some(rows));
                    Ok(RecordBatch::try_new_with_options(
                        Arc::clone(&schema),
                        columns,
                        &options,
                    )?)
                });
                if sender.blocking_send(batch).is_err() {
                    break;
                }
            }
            Ok(())
        });
        builder.build()
    }
}

/// The interface tells an errno and a text.
fn of_producer(error: ArrowError) -> DataFusionError {
    let text = match error {
        ArrowError::CDataInterface(text) => text,
        other => other.to_string(),
    };
    DataFusionError::External(Box::new(EngineError::new(
        Kind::Execution,
        format!("the producer of an Arrow stream failed: {text}"),
    )))
}
