//! A query's rows into the files of a table.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::iter;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Utc;
use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::compute::{SortOptions, partition};
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::common::ScalarValue;
use datafusion::execution::TaskContext;
use datafusion::execution::memory_pool::MemoryConsumer;
use datafusion::parquet::basic::{Compression, GzipLevel, ZstdLevel};
use datafusion::parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr};
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::streaming::StreamingTableExec;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use futures::StreamExt;
use object_store::path::Path;
use serde::Serialize;
use tokio::sync::mpsc::{Receiver, channel};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::assign::{AssignedRows, Assignment};
use super::columns::{self, WriteColumn};
use super::order::in_source_order;
use super::parquet_file::ParquetFile;
use super::partition::{folder, serialized, url_encoded};
use super::spec::TableWriteSpec;
use super::statistics::{ColumnStatistics, columns_with_statistics, document};
use crate::batch::normalize::normalize;
use crate::error::{EngineError, Kind, Result};
use crate::session::Session;
use crate::stores::tracked::TrackedStore;
use crate::task::{AbortOnDrop, caught};

/// Batches that are read and checked ahead of the encoding.
const AHEAD: usize = 2;
/// Finished files that are still being sent and synced.
const COMPLETING: usize = 8;

/// A data file that no log names yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WrittenFile {
    /// Relative to the table's folder, URL-encoded as the log has it.
    pub path: String,
    pub size: u64,
    /// Milliseconds since 1970.
    pub modified: i64,
    /// By physical name; none is NULL.
    pub partition_values: BTreeMap<String, Option<String>>,
    /// The JSON document of PROTOCOL.md, "Per-file Statistics".
    pub statistics: String,
    pub rows: u64,
}

/// What a write made. Nothing if the query had no rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenFiles {
    pub files: Vec<WrittenFile>,
    pub rows: u64,
}

/// Writes the rows of a physical plan.
///
/// # Errors
/// Of the query, of a value or constraint (naming the row), of the store; `CANCELLED`. No file is left
/// then.
pub async fn write_table(
    session: Arc<Session>,
    spec: TableWriteSpec,
    query: impl Future<Output = Result<Arc<dyn ExecutionPlan>>>,
    token: CancellationToken,
) -> Result<WrittenFiles> {
    let root = Url::parse(&spec.root).map_err(|error| {
        EngineError::new(
            Kind::Planning,
            format!("'{}' is not an absolute URI: {error}", spec.root),
        )
    })?;
    let env = session.state().runtime_env();
    let store = TrackedStore::new(env.object_store_registry.get_store(&root)?);
    let work = async {
        let query = in_source_order(query.await?)?;
        let table = Table::plan(&session, spec, root, &query)?;
        write(&session, table, query, store.clone()).await
    };
    let result = tokio::select! {
        biased;
        () = token.cancelled() => Err(EngineError::cancelled()),
        written = caught(work) => written,
    };
    if result.is_err() {
        store.remove().await;
    }
    result
}

async fn write(
    session: &Session,
    table: Table,
    query: Arc<dyn ExecutionPlan>,
    store: TrackedStore,
) -> Result<WrittenFiles> {
    let rows = Arc::new(AtomicU64::new(0));
    let assigned = table.assigned(query, Arc::clone(&rows))?;
    let context = Arc::clone(session.task());
    let mut batches = execute_stream(assigned, Arc::clone(&context))?;
    let (sender, receiver) = channel(AHEAD);
    let mut reader = AbortOnDrop::new(session.runtimes().cpu().spawn(caught(async move {
        while let Some(batch) = batches.next().await {
            if sender.send(batch?).await.is_err() {
                break;
            }
        }
        Ok(())
    })));
    let files = Writer::new(table, Arc::new(store), context)
        .write_all(receiver)
        .await?;
    // A reader that failed ended the channel as one that came to the end did.
    reader.joined().await?;
    Ok(WrittenFiles {
        files,
        rows: rows.load(Ordering::Relaxed),
    })
}

/// The table as planned for one write.
struct Table {
    spec: TableWriteSpec,
    root: Url,
    assignment: Arc<Assignment>,
    /// Indices of the partition columns among the table's, in the order of partitioning.
    partition: Vec<usize>,
    /// Indices of the columns in the files.
    in_files: Vec<usize>,
    file_schema: SchemaRef,
    properties: WriterPropertiesPtr,
}

impl Table {
    fn plan(
        session: &Session,
        spec: TableWriteSpec,
        root: Url,
        query: &Arc<dyn ExecutionPlan>,
    ) -> Result<Self> {
        let columns = columns::parse(&spec.schema_json, spec.column_mapping)?;
        let assignment = Assignment::plan(
            columns,
            &spec.partition_columns,
            &spec.checks,
            session,
            &query.schema(),
        )?;
        let columns = assignment.columns();
        let partition = spec
            .partition_columns
            .iter()
            .map(|name| {
                let index = columns.iter().position(|column| &column.name == name);
                index.ok_or_else(|| {
                    EngineError::new(
                        Kind::Planning,
                        format!("partition column '{name}' is not in the table's schema"),
                    )
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let in_files: Vec<usize> = (0..columns.len())
            .filter(|index| !partition.contains(index))
            .collect();
        if in_files.is_empty() {
            return Err(EngineError::new(
                Kind::Planning,
                "a table needs a column that is not a partition column",
            ));
        }
        let fields: Vec<_> = in_files
            .iter()
            .map(|index| columns[*index].file_field(assignment.schema().field(*index).data_type()))
            .collect();
        let properties = WriterProperties::builder()
            .set_compression(compression(&spec.compression)?)
            .set_max_row_group_row_count(None)
            .set_created_by(format!("datafusion-jdbc {}", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            root,
            file_schema: Arc::new(Schema::new(fields)),
            properties: Arc::new(properties),
            partition,
            in_files,
            assignment: Arc::new(assignment),
            spec,
        })
    }

    /// The rows as the table wants them, together by partition.
    fn assigned(
        &self,
        query: Arc<dyn ExecutionPlan>,
        rows: Arc<AtomicU64>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let schema = Arc::clone(self.assignment.schema());
        let assigned = AssignedRows {
            input: query,
            assignment: Arc::clone(&self.assignment),
            rows,
        };
        let plan = StreamingTableExec::try_new(
            Arc::clone(&schema),
            vec![Arc::new(assigned)],
            None,
            [],
            false,
            None,
        )?;
        let ordering = LexOrdering::new(self.partition.iter().map(|index| {
            let column = Column::new(schema.field(*index).name(), *index);
            PhysicalSortExpr::new(Arc::new(column), SortOptions::default())
        }));
        Ok(match ordering {
            Some(ordering) => Arc::new(SortExec::new(ordering, Arc::new(plan))),
            None => Arc::new(plan),
        })
    }

    fn column(&self, index: usize) -> &WriteColumn {
        &self.assignment.columns()[index]
    }

    /// The values of a partition that a row lies in, in the order of partitioning.
    fn partition_of(&self, batch: &RecordBatch, row: usize) -> Result<Vec<Option<String>>> {
        self.partition
            .iter()
            .map(|index| {
                let value = ScalarValue::try_from_array(batch.column(*index), row)?;
                serialized(&self.column(*index).name, &value)
            })
            .collect()
    }

    /// A new path of a file in a partition, relative to the table.
    fn new_path(&self, partition: &[Option<String>], number: usize) -> String {
        let mut path = String::new();
        for (index, value) in self.partition.iter().zip(partition) {
            path.push_str(&folder(
                &self.column(*index).physical_name,
                value.as_deref(),
            ));
            path.push('/');
        }
        let codec = match self.spec.compression.as_str() {
            "uncompressed" => String::new(),
            codec => format!(".{codec}"),
        };
        let id = uuid::Uuid::new_v4();
        path + &format!("part-{number:05}-{id}-c000{codec}.parquet")
    }

    /// The rows of each partition in a batch whose rows lie together by partition.
    fn partitions(&self, batch: &RecordBatch) -> Result<Vec<Range<usize>>> {
        if self.partition.is_empty() {
            return Ok(iter::once(0..batch.num_rows()).collect());
        }
        let values: Vec<ArrayRef> = self
            .partition
            .iter()
            .map(|index| Arc::clone(batch.column(*index)))
            .collect();
        Ok(partition(&values)?.ranges())
    }

    /// The columns that a file has, by their names there.
    fn in_file(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        Ok(normalize(
            &batch.project(&self.in_files)?,
            &self.file_schema,
        )?)
    }

    fn statistics(&self) -> Vec<ColumnStatistics> {
        let columns: Vec<&WriteColumn> = self
            .in_files
            .iter()
            .map(|index| self.column(*index))
            .collect();
        columns_with_statistics(&columns, self.spec.statistics_columns.as_deref())
    }

    fn in_store(&self, path: &str) -> Result<Path> {
        let planning = |error: object_store::path::Error| {
            EngineError::new(Kind::Planning, format!("a data file's path: {error}"))
        };
        let root = Path::from_url_path(self.root.path()).map_err(planning)?;
        let path = if root.as_ref().is_empty() {
            path.to_string()
        } else {
            format!("{root}/{path}")
        };
        Path::parse(path).map_err(planning)
    }
}

/// The state of a write.
struct Writer {
    table: Arc<Table>,
    store: Arc<TrackedStore>,
    context: Arc<TaskContext>,
    open: Option<Open>,
    begun: usize,
    completing: VecDeque<AbortOnDrop<Result<WrittenFile>>>,
    written: Vec<WrittenFile>,
}

/// The file that rows go to.
struct Open {
    path: String,
    partition: Vec<Option<String>>,
    file: ParquetFile,
}

impl Writer {
    fn new(table: Table, store: Arc<TrackedStore>, context: Arc<TaskContext>) -> Self {
        Self {
            table: Arc::new(table),
            store,
            context,
            open: None,
            begun: 0,
            completing: VecDeque::new(),
            written: Vec::new(),
        }
    }

    async fn write_all(mut self, mut batches: Receiver<RecordBatch>) -> Result<Vec<WrittenFile>> {
        while let Some(batch) = batches.recv().await {
            for rows in self.table.partitions(&batch)? {
                let partition = self.table.partition_of(&batch, rows.start)?;
                let rows = batch.slice(rows.start, rows.end - rows.start);
                self.write(partition, &self.table.in_file(&rows)?).await?;
            }
        }
        self.end_file().await?;
        while !self.completing.is_empty() {
            self.await_completed().await?;
        }
        Ok(self.written)
    }

    async fn write(&mut self, partition: Vec<Option<String>>, rows: &RecordBatch) -> Result<()> {
        let target = self.table.spec.target_file_size;
        let ends = self
            .open
            .as_ref()
            .is_some_and(|open| open.partition != partition || open.file.size() >= target);
        if ends {
            self.end_file().await?;
        }
        let open = match self.open.take() {
            Some(open) => open,
            None => self.begin_file(partition)?,
        };
        self.open.insert(open).file.write(rows).await
    }

    fn begin_file(&mut self, partition: Vec<Option<String>>) -> Result<Open> {
        let path = self.table.new_path(&partition, self.begun);
        self.begun += 1;
        let memory = MemoryConsumer::new("TableWrite").register(self.context.memory_pool());
        let file = ParquetFile::create(
            Arc::clone(&self.store) as _,
            self.table.in_store(&path)?,
            &self.table.file_schema,
            Arc::clone(&self.table.properties),
            self.table.statistics(),
            memory,
        )?;
        Ok(Open {
            path,
            partition,
            file,
        })
    }

    /// Lets the open file be completed while the next one is written.
    async fn end_file(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        if self.completing.len() == COMPLETING {
            self.await_completed().await?;
        }
        let table = Arc::clone(&self.table);
        let completed = tokio::spawn(caught(async move { open.complete(&table).await }));
        self.completing.push_back(AbortOnDrop::new(completed));
        Ok(())
    }

    async fn await_completed(&mut self) -> Result<()> {
        if let Some(mut completed) = self.completing.pop_front() {
            self.written.push(completed.joined().await?);
        }
        Ok(())
    }
}

impl Open {
    async fn complete(self, table: &Table) -> Result<WrittenFile> {
        let finished = self.file.finish().await?;
        let names = |index: &usize| table.column(*index).physical_name.clone();
        let statistics: Vec<_> = table
            .in_files
            .iter()
            .map(names)
            .zip(finished.statistics)
            .collect();
        Ok(WrittenFile {
            path: url_encoded(&self.path),
            size: finished.size,
            modified: Utc::now().timestamp_millis(),
            partition_values: table
                .partition
                .iter()
                .map(names)
                .zip(self.partition)
                .collect(),
            statistics: document(finished.rows, statistics)?,
            rows: finished.rows,
        })
    }
}

fn compression(name: &str) -> Result<Compression> {
    Ok(match name {
        "uncompressed" => Compression::UNCOMPRESSED,
        "snappy" => Compression::SNAPPY,
        "gzip" => Compression::GZIP(GzipLevel::default()),
        "lz4_raw" => Compression::LZ4_RAW,
        "zstd" => Compression::ZSTD(ZstdLevel::default()),
        _ => {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "unknown compression '{name}': uncompressed, snappy, gzip, lz4_raw and zstd are \
                     known"
                ),
            ));
        }
    })
}
