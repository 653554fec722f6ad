//! The batches of one execution.
//!
//! ```text
//!   producer (a task of the engine) ── channel of 2 ──> next() on the caller's thread
//! ```
//!
//! The producer runs ahead of the reader by the channel's capacity, so that the engine works while
//! Java iterates, and memory stays bounded. It ends at its next yield when the statement is
//! cancelled or the stream is dropped; the reader does not wait for it.
//!
//! A channel that closes without a last message is an error, never the end of the rows: threads may
//! have been stopped in between, and a cut result must not look like a whole one.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::{ExecutionPlan, collect, execute_stream};
use futures::StreamExt;
use parking_lot::Mutex;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_util::sync::CancellationToken;

use crate::batch::split;
use crate::error::{EngineError, Kind, Result};
use crate::metrics::{Metrics, Progress};
use crate::runtime::Runtimes;
use crate::task::{self, AbortOnDrop, caught};

/// Batches that the producer may be ahead.
const AHEAD: usize = 2;

enum Message {
    Started(SchemaRef),
    Batch(RecordBatch),
    Failed(EngineError),
    End,
}

/// Where the rows of an execution come from: its batches, and the plan whose metrics can be read.
pub struct Rows {
    pub batches: SendableRecordBatchStream,
    pub plan: Option<Arc<dyn ExecutionPlan>>,
}

/// The rest of a result, forward only.
///
/// One thread reads at a time. [`Self::close`] may come from any thread and ends a blocked read.
#[derive(Debug)]
pub struct ResultStream {
    schema: SchemaRef,
    rest: Mutex<Option<Rest>>,
    statement: CancellationToken,
    closed: CancellationToken,
    runtimes: Arc<Runtimes>,
    progress: Arc<Progress>,
}

/// What is not read yet. Dropping it ends the producer.
#[derive(Debug)]
struct Rest {
    /// The batch that was given last, of which an export takes the rows not read yet.
    last: Option<RecordBatch>,
    slices: VecDeque<RecordBatch>,
    /// None where all batches are here already.
    producer: Option<Producer>,
}

#[derive(Debug)]
struct Producer {
    messages: Receiver<Message>,
    _task: AbortOnDrop<()>,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message")
    }
}

impl ResultStream {
    /// Starts an execution whose physical plan is made on the engine's workers; waits for the plan.
    pub fn start(
        runtimes: Arc<Runtimes>,
        context: Arc<TaskContext>,
        statement: CancellationToken,
        plan: impl Future<Output = Result<Arc<dyn ExecutionPlan>>> + Send + 'static,
    ) -> Result<Self> {
        Self::of(runtimes, statement, async move {
            let plan = plan.await?;
            let batches = execute_stream(Arc::clone(&plan), context)?;
            Ok(Rows {
                batches,
                plan: Some(plan),
            })
        })
    }

    /// Starts to read rows that come from elsewhere than a plan.
    pub fn of(
        runtimes: Arc<Runtimes>,
        statement: CancellationToken,
        rows: impl Future<Output = Result<Rows>> + Send + 'static,
    ) -> Result<Self> {
        let progress = Arc::new(Progress::start());
        let (sender, messages) = channel(AHEAD);
        let produced = produce(rows, sender, statement.clone(), Arc::clone(&progress));
        let producer = runtimes.cpu().spawn(produced);
        let mut stream = Self {
            schema: Arc::new(Schema::empty()),
            rest: Mutex::new(Some(Rest {
                last: None,
                slices: VecDeque::new(),
                producer: Some(Producer {
                    messages,
                    _task: AbortOnDrop::new(producer),
                }),
            })),
            statement,
            closed: CancellationToken::new(),
            runtimes,
            progress,
        };
        match stream.receive()? {
            Message::Started(schema) => {
                stream.schema = schema;
                Ok(stream)
            }
            Message::Failed(error) => Err(error),
            Message::Batch(_) | Message::End => Err(out_of_order()),
        }
    }

    /// Executes on the calling thread a plan of a single row, for which handing over to another
    /// thread would take longer than the work.
    pub fn immediate(
        runtimes: Arc<Runtimes>,
        context: Arc<TaskContext>,
        statement: CancellationToken,
        plan: impl Future<Output = Result<Arc<dyn ExecutionPlan>>>,
    ) -> Result<Self> {
        let progress = Arc::new(Progress::start());
        let done = task::run_here(&runtimes, async {
            let plan = plan.await?;
            progress.runs(Arc::clone(&plan));
            let batches = collect(Arc::clone(&plan), context).await?;
            Ok((plan.schema(), batches))
        });
        progress.end();
        let (schema, batches) = done?;
        Ok(Self {
            schema,
            rest: Mutex::new(Some(Rest {
                last: None,
                slices: batches
                    .into_iter()
                    .filter(|batch| batch.num_rows() > 0)
                    .collect(),
                producer: None,
            })),
            statement,
            closed: CancellationToken::new(),
            runtimes,
            progress,
        })
    }

    /// The columns as the engine makes them.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Metrics of the execution so far.
    pub fn metrics(&self) -> Metrics {
        self.progress.metrics()
    }

    /// Blocks for the next batch of at least one row; none at the end, and ever after.
    ///
    /// # Errors
    /// What went wrong, `CANCELLED` or `CLOSED`; the stream has then ended.
    pub fn next(&self) -> Result<Option<RecordBatch>> {
        match self.receive() {
            Ok(Message::Batch(batch)) => {
                self.progress.read(batch.num_rows());
                Ok(Some(batch))
            }
            Ok(Message::End) => {
                self.rest.lock().take();
                Ok(None)
            }
            Ok(Message::Failed(error)) | Err(error) => {
                self.rest.lock().take();
                Err(error)
            }
            Ok(Message::Started(_)) => Err(out_of_order()),
        }
    }

    /// Ends the stream. A read that is under way fails with `CLOSED`.
    pub fn close(&self) {
        self.closed.cancel();
    }

    /// Moves what is not read yet into a stream of its own, which outlives this one. Of the batch
    /// given last, `rows_read` rows are read.
    pub fn detach(&self, rows_read: usize) -> Self {
        let mut rest = self.rest.lock().take();
        if let Some(rest) = rest.as_mut()
            && let Some(last) = rest.last.take()
            && rows_read < last.num_rows()
        {
            let unread = last.slice(rows_read, last.num_rows() - rows_read);
            rest.slices.push_front(unread);
        }
        Self {
            schema: Arc::clone(&self.schema),
            rest: Mutex::new(rest),
            statement: self.statement.clone(),
            closed: CancellationToken::new(),
            runtimes: Arc::clone(&self.runtimes),
            progress: Arc::clone(&self.progress),
        }
    }

    fn receive(&self) -> Result<Message> {
        let mut rest = self.rest.lock();
        let Some(rest) = rest.as_mut() else {
            return self.interrupted().map_or(Ok(Message::End), Err);
        };
        if let Some(error) = self.interrupted() {
            return Err(error);
        }
        rest.last = None;
        if let Some(slice) = rest.slices.pop_front() {
            rest.last = Some(slice.clone());
            return Ok(Message::Batch(slice));
        }
        let Some(producer) = rest.producer.as_mut() else {
            return Ok(Message::End);
        };
        let message = match producer.messages.try_recv() {
            Ok(message) => message,
            Err(_) => self.wait(&mut producer.messages)?,
        };
        let Message::Batch(batch) = message else {
            return Ok(message);
        };
        let mut slices = VecDeque::from(split(batch));
        let first = slices.pop_front().ok_or_else(out_of_order)?;
        rest.slices = slices;
        rest.last = Some(first.clone());
        Ok(Message::Batch(first))
    }

    fn wait(&self, messages: &mut Receiver<Message>) -> Result<Message> {
        self.runtimes.cpu().block_on(async {
            tokio::select! {
                biased;
                () = self.statement.cancelled() => Err(EngineError::cancelled()),
                () = self.closed.cancelled() => Err(EngineError::closed("result")),
                message = messages.recv() => message.ok_or_else(|| {
                    self.interrupted().unwrap_or_else(|| EngineError::closed("engine"))
                }),
            }
        })
    }

    fn interrupted(&self) -> Option<EngineError> {
        if self.closed.is_cancelled() {
            Some(EngineError::closed("result"))
        } else if self.statement.is_cancelled() {
            Some(EngineError::cancelled())
        } else {
            None
        }
    }
}

/// Sends batches until the end, an error or a cancel. A reader that is gone ends it too.
async fn produce(
    rows: impl Future<Output = Result<Rows>> + Send,
    sender: Sender<Message>,
    statement: CancellationToken,
    progress: Arc<Progress>,
) {
    let running = EndOnDrop(progress);
    let last = tokio::select! {
        biased;
        () = statement.cancelled() => Message::Failed(EngineError::cancelled()),
        sent = caught(send_all(rows, &sender, &running.0)) => match sent {
            Ok(()) => Message::End,
            Err(error) => Message::Failed(error),
        },
    };
    drop(running);
    let _ = sender.send(last).await;
}

/// Gives the plan up when the producer ends, also when it is aborted.
struct EndOnDrop(Arc<Progress>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.0.end();
    }
}

async fn send_all(
    rows: impl Future<Output = Result<Rows>> + Send,
    sender: &Sender<Message>,
    progress: &Progress,
) -> Result<()> {
    let Rows { mut batches, plan } = rows.await?;
    if let Some(plan) = plan {
        progress.runs(plan);
    }
    send(sender, Message::Started(batches.schema())).await?;
    while let Some(batch) = batches.next().await {
        let batch = batch?;
        if batch.num_rows() > 0 {
            send(sender, Message::Batch(batch)).await?;
        }
    }
    Ok(())
}

async fn send(sender: &Sender<Message>, message: Message) -> Result<()> {
    sender
        .send(message)
        .await
        .map_err(|_| EngineError::closed("result"))
}

fn out_of_order() -> EngineError {
    EngineError::new(Kind::Internal, "messages of a result came out of order")
}
