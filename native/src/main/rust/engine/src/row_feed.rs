//! Rows that an application hands over, a batch at a time, while a plan reads them.
//!
//! The one side pushes and waits while the other is behind, so that memory stays bounded. Rows end
//! when they are said to be complete; a feed that is given up before fails its reader, which must
//! not take a part for the whole.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::stream;
use parking_lot::Mutex;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::error::{EngineError, Kind, Result};

/// Batches that were pushed and not read yet.
const AHEAD: usize = 2;

/// The pushing end, and what a plan reads.
pub struct RowFeed {
    sender: Mutex<Option<Sender<RecordBatch>>>,
    rows: Arc<FedRows>,
}

struct FedRows {
    schema: SchemaRef,
    /// None once a plan reads them, or nobody will.
    receiver: Mutex<Option<Receiver<RecordBatch>>>,
    complete: Arc<AtomicBool>,
}

impl RowFeed {
    pub fn new(schema: SchemaRef) -> Self {
        let (sender, receiver) = channel(AHEAD);
        Self {
            sender: Mutex::new(Some(sender)),
            rows: Arc::new(FedRows {
                schema,
                receiver: Mutex::new(Some(receiver)),
                complete: Arc::new(AtomicBool::new(false)),
            }),
        }
    }

    pub fn schema(&self) -> &SchemaRef {
        &self.rows.schema
    }

    /// The rows as a table, of which the first execution gets them.
    pub fn table(&self) -> Result<StreamingTable> {
        let partition = Arc::clone(&self.rows) as Arc<dyn PartitionStream>;
        Ok(StreamingTable::try_new(
            Arc::clone(&self.rows.schema),
            vec![partition],
        )?)
    }

    /// Hands a batch over; waits while the reader is behind. Not to be called from a runtime's
    /// thread.
    ///
    /// # Errors
    /// `CLOSED` if nobody reads any more.
    pub fn push(&self, batch: RecordBatch) -> Result<()> {
        let sender = self.sender.lock().clone();
        sender
            .and_then(|sender| sender.blocking_send(batch).ok())
            .ok_or_else(|| EngineError::closed("reader of the rows"))
    }

    /// Says that these were all rows.
    pub fn finish(&self) {
        self.rows.complete.store(true, Ordering::Release);
        self.sender.lock().take();
    }

    /// Lets no push wait for a reader that will not come. One that reads goes on.
    pub fn abandon(&self) {
        self.rows.receiver.lock().take();
    }
}

impl fmt::Debug for FedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FedRows")
    }
}

impl PartitionStream for FedRows {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let state = (self.receiver.lock().take(), Arc::clone(&self.complete));
        let batches = stream::unfold(Some(state), |state| async {
            let (receiver, complete) = state?;
            let Some(mut receiver) = receiver else {
                return Some((Err(failed("the rows can be read only once")), None));
            };
            match receiver.recv().await {
                Some(batch) => Some((Ok(batch), Some((Some(receiver), complete)))),
                None if complete.load(Ordering::Acquire) => None,
                None => Some((Err(failed("the rows were given up before their end")), None)),
            }
        });
        Box::pin(RecordBatchStreamAdapter::new(
            Arc::clone(&self.schema),
            batches,
        ))
    }
}

fn failed(text: &str) -> DataFusionError {
    DataFusionError::External(Box::new(EngineError::new(Kind::Execution, text)))
}
