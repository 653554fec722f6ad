//! One parquet file, its columns encoded in parallel.
//!
//! Encoding and compressing cost more than anything else in a write, and columns do not depend on
//! each other: each batch is handed to a task a column, and the next batch is read meanwhile.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::datatypes::{FieldRef, SchemaRef};
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::parquet::arrow::ArrowSchemaConverter;
use datafusion::parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterPropertiesPtr;
use datafusion::parquet::file::writer::SerializedFileWriter;
use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;

use super::statistics::ColumnStatistics;
use crate::error::{EngineError, Result};

/// Rows below which handing columns to other threads costs more than it gains.
const PARALLEL_ROWS: usize = 1024;
/// The parts that a file is sent in.
const PART_BYTES: usize = 10 << 20;
/// Encoded bytes after which a row group is ended.
const ROW_GROUP_BYTES: usize = 128 << 20;
const ROW_GROUP_ROWS: usize = 1 << 20;

/// A file that is being written.
pub struct ParquetFile {
    upload: BufWriter,
    writer: SerializedFileWriter<Buffer>,
    factory: ArrowRowGroupWriterFactory,
    columns: Vec<Column>,
    memory: MemoryReservation,
    group_rows: usize,
    rows: u64,
}

/// A finished file.
pub struct Finished {
    pub rows: u64,
    pub size: u64,
    /// In the order of the file's columns.
    pub statistics: Vec<ColumnStatistics>,
}

/// A column of the file and what is not yet in it.
struct Column {
    field: FieldRef,
    leaves: Vec<ArrowColumnWriter>,
    statistics: ColumnStatistics,
}

impl ParquetFile {
    /// Begins a file of this schema, whose columns collect statistics as given.
    pub fn create(
        store: Arc<dyn ObjectStore>,
        path: Path,
        schema: &SchemaRef,
        properties: WriterPropertiesPtr,
        statistics: Vec<ColumnStatistics>,
        memory: MemoryReservation,
    ) -> Result<Self> {
        let parquet = ArrowSchemaConverter::new().convert(schema)?;
        let writer =
            SerializedFileWriter::new(Buffer::default(), parquet.root_schema_ptr(), properties)?;
        let factory = ArrowRowGroupWriterFactory::new(&writer, Arc::clone(schema));
        let columns = schema
            .fields()
            .iter()
            .zip(statistics)
            .map(|(field, statistics)| Column {
                field: Arc::clone(field),
                leaves: Vec::new(),
                statistics,
            })
            .collect();
        Ok(Self {
            upload: BufWriter::with_capacity(store, path, PART_BYTES),
            writer,
            factory,
            columns,
            memory,
            group_rows: 0,
            rows: 0,
        })
    }

    /// Bytes of the file so far, those not yet encoded estimated.
    pub fn size(&self) -> u64 {
        let open: usize = self
            .leaves()
            .map(ArrowColumnWriter::get_estimated_total_bytes)
            .sum();
        (self.writer.bytes_written() + open) as u64
    }

    /// Appends rows, columns in the file's order and types.
    ///
    /// # Errors
    /// `MEMORY_LIMIT`, and those of the store.
    pub async fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if self.group_rows == 0 {
            self.begin_group()?;
        }
        self.encode(batch).await?;
        self.group_rows += batch.num_rows();
        self.rows += batch.num_rows() as u64;
        let held: usize = self.leaves().map(ArrowColumnWriter::memory_size).sum();
        let full = self.group_rows >= ROW_GROUP_ROWS || held >= ROW_GROUP_BYTES;
        // Without memory for more, the group ends here and its memory comes back.
        if full || self.memory.try_resize(held).is_err() {
            self.end_group().await?;
        }
        Ok(())
    }

    /// Ends the file. It is on disk then.
    pub async fn finish(mut self) -> Result<Finished> {
        self.end_group().await?;
        self.writer.finish()?;
        let size = self.writer.bytes_written() as u64;
        self.send().await?;
        self.upload.shutdown().await?;
        Ok(Finished {
            rows: self.rows,
            size,
            statistics: self
                .columns
                .into_iter()
                .map(|column| column.statistics)
                .collect(),
        })
    }

    fn leaves(&self) -> impl Iterator<Item = &ArrowColumnWriter> {
        self.columns.iter().flat_map(|column| &column.leaves)
    }

    fn begin_group(&mut self) -> Result<()> {
        let group = self.writer.flushed_row_groups().len();
        let mut leaves = self.factory.create_column_writers(group)?.into_iter();
        for column in &mut self.columns {
            let count = leaf_count(column.field.data_type());
            column.leaves = leaves.by_ref().take(count).collect();
        }
        Ok(())
    }

    async fn encode(&mut self, batch: &RecordBatch) -> Result<()> {
        if batch.num_rows() < PARALLEL_ROWS || self.columns.len() == 1 {
            for (column, values) in self.columns.iter_mut().zip(batch.columns()) {
                column.write(values)?;
            }
            return Ok(());
        }
        let mut tasks = JoinSet::new();
        for (index, mut column) in self.columns.drain(..).enumerate() {
            let values = Arc::clone(batch.column(index));
            tasks.spawn(async move {
                column.write(&values)?;
                Ok::<_, EngineError>((index, column))
            });
        }
        self.columns = joined(tasks).await?;
        Ok(())
    }

    async fn end_group(&mut self) -> Result<()> {
        if self.group_rows == 0 {
            return Ok(());
        }
        self.group_rows = 0;
        let mut tasks = JoinSet::new();
        for (index, column) in self.columns.iter_mut().enumerate() {
            let leaves = std::mem::take(&mut column.leaves);
            tasks.spawn(async move {
                let chunks = leaves
                    .into_iter()
                    .map(ArrowColumnWriter::close)
                    .collect::<std::result::Result<Vec<_>, ParquetError>>()?;
                Ok::<_, EngineError>((index, chunks))
            });
        }
        let chunks: Vec<Vec<ArrowColumnChunk>> = joined(tasks).await?;
        let mut group = self.writer.next_row_group()?;
        for chunk in chunks.into_iter().flatten() {
            chunk.append_to_row_group(&mut group)?;
        }
        group.close()?;
        self.send().await?;
        self.memory.free();
        Ok(())
    }

    async fn send(&mut self) -> Result<()> {
        self.writer.flush()?;
        let bytes = Bytes::from(std::mem::take(&mut self.writer.inner_mut().0));
        if !bytes.is_empty() {
            self.upload.put(bytes).await?;
        }
        Ok(())
    }
}

impl Column {
    fn write(&mut self, values: &ArrayRef) -> Result<()> {
        let leaves = compute_leaves(&self.field, values)?;
        for (writer, leaf) in self.leaves.iter_mut().zip(&leaves) {
            writer.write(leaf)?;
        }
        self.statistics.update(values)
    }
}

/// What the tasks give, in the order of their numbers.
async fn joined<T: 'static>(mut tasks: JoinSet<Result<(usize, T)>>) -> Result<Vec<T>> {
    let mut done = Vec::with_capacity(tasks.len());
    while let Some(task) = tasks.join_next().await {
        done.push(task.map_err(|error| match error.try_into_panic() {
            Ok(payload) => EngineError::panic(payload.as_ref()),
            Err(_) => EngineError::closed("engine"),
        })??);
    }
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, value)| value).collect())
}

/// Columns that parquet has for one of Arrow's.
fn leaf_count(data_type: &datafusion::arrow::datatypes::DataType) -> usize {
    use datafusion::arrow::datatypes::DataType;
    match data_type {
        DataType::Struct(fields) => fields
            .iter()
            .map(|field| leaf_count(field.data_type()))
            .sum(),
        DataType::List(field) | DataType::Map(field, _) => leaf_count(field.data_type()),
        _ => 1,
    }
}

/// What is encoded and not yet sent.
#[derive(Default)]
struct Buffer(Vec<u8>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
