//! Rows that stay in memory, for temporary tables.
//!
//! A [`MemoryTable`] never changes: an INSERT makes another one that shares the batches of the one
//! before, so that a statement which began with the old rows reads these to its end. Its bytes are
//! reserved in the engine's memory pool for as long as a table has them, beside what operators hold;
//! they cannot spill.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::{BatchCoalescer, concat_batches};
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::datasource::MemTable;
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryPool, MemoryReservation};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::StreamExt;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::error::{EngineError, Result};
use crate::session::Session;
use crate::task::caught;
use crate::write::{
    AssignedRows, Assignment, CheckConstraint, TextLimit, WriteColumn, in_source_order,
};

/// Rows of a batch, as the engine's own batches have by default.
const ROWS: usize = 8192;

/// What rows have to satisfy. Deserialized from JSON with camelCase names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemoryTableSpec {
    /// For each column how many characters it holds, where it is declared.
    pub text_limits: Vec<Option<TextLimit>>,
    pub checks: Vec<CheckConstraint>,
}

/// One state of a temporary table. Immutable.
pub struct MemoryTable {
    schema: SchemaRef,
    pool: Arc<dyn MemoryPool>,
    batches: Vec<Held>,
    provider: Arc<MemTable>,
}

/// A batch with the reservation of its bytes.
#[derive(Clone)]
struct Held {
    batch: RecordBatch,
    _memory: Arc<MemoryReservation>,
}

impl Held {
    fn new(batch: RecordBatch, pool: &Arc<dyn MemoryPool>) -> Result<Self> {
        let memory = MemoryConsumer::new("TemporaryTable").register(pool);
        memory.try_grow(batch.get_array_memory_size())?;
        Ok(Self {
            batch,
            _memory: Arc::new(memory),
        })
    }
}

impl fmt::Debug for MemoryTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryTable")
            .field("schema", &self.schema)
            .field("rows", &self.rows())
            .finish_non_exhaustive()
    }
}

impl MemoryTable {
    /// A table without rows.
    pub fn empty(columns: &Schema, session: &Session) -> Result<Self> {
        let columns = write_columns(columns, &[]);
        Self::of(
            table_schema(&columns),
            Arc::clone(session.task().memory_pool()),
            Vec::new(),
        )
    }

    fn of(schema: SchemaRef, pool: Arc<dyn MemoryPool>, batches: Vec<Held>) -> Result<Self> {
        let rows = batches.iter().map(|held| held.batch.clone()).collect();
        let provider = MemTable::try_new(Arc::clone(&schema), vec![rows])?;
        Ok(Self {
            schema,
            pool,
            batches,
            provider: Arc::new(provider),
        })
    }

    /// The rows of this table and after them those of another with the same columns.
    ///
    /// # Errors
    /// `MEMORY_LIMIT`.
    pub fn append(&self, added: &MemoryTable) -> Result<Self> {
        let mut batches = self.batches.clone();
        let mut more = added.batches.clone();
        // Many statements of a row each must not make as many batches.
        if let Some(last) = batches.last()
            && last.batch.num_rows() + added.rows() <= ROWS
            && added.rows() > 0
        {
            let together = std::iter::once(&last.batch).chain(more.iter().map(|held| &held.batch));
            let merged = concat_batches(&self.schema, together)?;
            more = vec![Held::new(merged, &self.pool)?];
            batches.pop();
        }
        batches.extend(more);
        Self::of(Arc::clone(&self.schema), Arc::clone(&self.pool), batches)
    }

    pub fn rows(&self) -> usize {
        self.batches.iter().map(|held| held.batch.num_rows()).sum()
    }

    /// For plans.
    pub fn provider(&self) -> Arc<MemTable> {
        Arc::clone(&self.provider)
    }
}

/// The rows of a query as those of a table with these columns, converted by assignment.
///
/// # Errors
/// Of the query, of a value or constraint (naming the row); `MEMORY_LIMIT`, `CANCELLED`.
pub async fn collect(
    session: Arc<Session>,
    columns: Schema,
    spec: MemoryTableSpec,
    query: impl Future<Output = Result<Arc<dyn ExecutionPlan>>>,
    token: CancellationToken,
) -> Result<MemoryTable> {
    let work = async {
        let query = in_source_order(query.await?)?;
        let columns = write_columns(&columns, &spec.text_limits);
        let schema = table_schema(&columns);
        let assignment = Assignment::plan(columns, &[], &spec.checks, &session, &query.schema())?;
        let rows = AssignedRows::new(query, Arc::new(assignment));
        let pool = Arc::clone(session.task().memory_pool());
        let mut batches = rows.execute(Arc::clone(session.task()));
        let mut coalescer = BatchCoalescer::new(Arc::clone(&schema), ROWS);
        let mut held = Vec::new();
        while let Some(batch) = batches.next().await {
            // What a scan gives may be a slice of far more memory; the coalescer copies.
            coalescer.push_batch(batch?)?;
            while let Some(batch) = coalescer.next_completed_batch() {
                held.push(Held::new(batch, &pool)?);
            }
        }
        coalescer.finish_buffered_batch()?;
        while let Some(batch) = coalescer.next_completed_batch() {
            held.push(Held::new(batch, &pool)?);
        }
        MemoryTable::of(schema, pool, held)
    };
    tokio::select! {
        biased;
        () = token.cancelled() => Err(EngineError::cancelled()),
        collected = caught(work) => collected,
    }
}

fn write_columns(columns: &Schema, limits: &[Option<TextLimit>]) -> Vec<WriteColumn> {
    columns
        .fields()
        .iter()
        .enumerate()
        .map(|(index, field)| WriteColumn::in_memory(field, limits.get(index).copied().flatten()))
        .collect()
}

/// As assignment makes batches: NOT NULL was checked and is no part of their types.
fn table_schema(columns: &[WriteColumn]) -> SchemaRef {
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| Field::new(&column.name, column.data_type.arrow_type(), true))
        .collect();
    Arc::new(Schema::new(fields))
}
