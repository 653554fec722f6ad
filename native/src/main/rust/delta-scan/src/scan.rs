//! From a snapshot to the physical plan that reads it.
//!
//! ```text
//!   all files
//!     | filters on partition columns alone: evaluated, exact
//!     | other filters: files pruned by statistics; the filter itself stays above the scan
//!     | LIMIT without any other filter: files beyond it dropped
//!     v
//!   files to read --- deletion vectors loaded --> row selections
//!     v
//!   one DataSourceExec a store (UnionExec above, if there are several)
//! ```
//!
//! The plan is the one DataFusion makes for parquet files of its own, so that its optimizer treats
//! both alike: pushes filters, sort orders, limits and dynamic filters into the reader, and splits
//! large files by byte ranges. A row selection survives all of that, because it belongs to the file
//! and counts the file's rows from 0: row groups, pages and rows that filters rule out are taken
//! from what it selects. A writer of deletion vectors can count on the same: a row's position is its
//! index in the whole file, which DataFusion's function `file_row_index()` gives.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{AsArray, BooleanArray, RecordBatch, RecordBatchOptions};
use arrow::datatypes::{Field, Schema};
use chrono::DateTime;
use datafusion::catalog::Session;
use datafusion::common::{DFSchema, Result, Statistics};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::FileGroup;
use datafusion::datasource::physical_plan::parquet::metadata::DFParquetMetadata;
use datafusion::datasource::physical_plan::parquet::{
    CachedParquetFileReaderFactory, ParquetRowSelection,
};
use datafusion::datasource::source::DataSourceExec;
use datafusion::logical_expr::Expr;
use datafusion::logical_expr::utils::conjunction;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use datafusion::physical_plan::union::UnionExec;
use datafusion::scalar::ScalarValue;
use futures::{StreamExt, TryStreamExt, stream};
use object_store::ObjectMeta;

use crate::deletion_vector::{Storage, remaining_rows};
use crate::parquet_scan::ScanColumns;
use crate::pruning::files_that_may_match;
use crate::schema::Layout;
use crate::snapshot::DeltaSnapshot;
use crate::summary::Summarizer;

/// Deletion vectors read at once.
const VECTOR_CONCURRENCY: usize = 32;
/// Bounds parsed for the optimizer's sake alone, files times columns.
const SUMMARY_BUDGET: usize = 2_000_000;
/// Statistics attached to single files, files times columns: several hundred bytes each.
const FILE_STATISTICS_BUDGET: usize = 50_000;

/// A scan of a snapshot, while it is planned.
pub(crate) struct Scan<'a> {
    pub snapshot: &'a DeltaSnapshot,
    pub session: &'a dyn Session,
    /// Columns to return, as indices of the snapshot's.
    pub projection: Vec<usize>,
    pub limit: Option<usize>,
}

impl Scan<'_> {
    /// Plans the scan. `partition_filters` speak of partition columns alone.
    pub async fn plan(
        &self,
        partition_filters: &[Expr],
        other_filters: &[Expr],
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let snapshot = self.snapshot;
        let logical = snapshot.logical_schema();
        let projected = Arc::new(logical.project(&self.projection)?);
        let (mut files, filter_columns) = self.select_files(partition_filters, other_filters)?;

        let columns = self.scan_columns();
        let mut wanted = filter_columns;
        if snapshot.num_files() * self.projection.len() <= SUMMARY_BUDGET {
            wanted.extend(&self.projection);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let summarizer = Summarizer::try_new(snapshot, &columns, &wanted)?;

        let limit = self.limit.filter(|_| other_filters.is_empty());
        if let Some(limit) = limit {
            truncate_to_limit(&mut files, limit, &summarizer);
        }
        if files.is_empty() {
            return Ok(Arc::new(EmptyExec::new(projected)));
        }

        let mut selections = self.load_selections(&files, &summarizer).await?;
        let mut stores: Vec<(ObjectStoreUrl, Vec<usize>)> = Vec::new();
        for file in files {
            let store = &snapshot.files()[file].location.store;
            match stores.iter_mut().find(|(url, _)| url == store) {
                Some((_, files)) => files.push(file),
                None => stores.push((store.clone(), vec![file])),
            }
        }
        let mut plans = Vec::with_capacity(stores.len());
        for (store, files) in stores {
            let mut statistics = summarizer.summarize(&files)?;
            if limit.is_some() {
                statistics = statistics.to_inexact();
            }
            let with_statistics =
                !wanted.is_empty() && files.len() * columns.len() <= FILE_STATISTICS_BUDGET;
            let files = files
                .into_iter()
                .map(|file| {
                    let own = with_statistics.then(|| summarizer.summarize(&[file]));
                    let selection = selections.remove(&file);
                    self.partitioned_file(file, &columns, own.transpose()?, selection)
                })
                .collect::<Result<Vec<_>>>()?;
            plans.push(self.source(store, &columns, files, statistics, limit)?);
        }
        match plans.len() {
            1 => Ok(plans.remove(0)),
            _ => UnionExec::try_new(plans),
        }
    }

    /// Files that filters leave, and the columns that filters on data speak of.
    fn select_files(
        &self,
        partition_filters: &[Expr],
        other_filters: &[Expr],
    ) -> Result<(Vec<usize>, Vec<usize>)> {
        let snapshot = self.snapshot;
        let mut keep = vec![true; snapshot.num_files()];
        if let Some(filter) = conjunction(partition_filters.iter().cloned()) {
            let matches = self.evaluate_on_partitions(filter)?;
            for (keep, matches) in keep.iter_mut().zip(matches.iter()) {
                *keep = matches == Some(true);
            }
        }
        let mut columns = Vec::new();
        for filter in other_filters {
            columns.extend(
                filter
                    .column_refs()
                    .iter()
                    .filter_map(|column| snapshot.column(&column.name)),
            );
        }
        if let Some(filter) = conjunction(other_filters.iter().cloned()) {
            let schema = DFSchema::try_from(snapshot.logical_schema())?;
            // A filter that cannot be planned here is still applied above the scan.
            if let Ok(filter) = self.session.create_physical_expr(filter, &schema) {
                let may_match = files_that_may_match(snapshot, &filter)?;
                for (keep, may_match) in keep.iter_mut().zip(may_match) {
                    *keep &= may_match;
                }
            }
        }
        let files = (0..keep.len()).filter(|file| keep[*file]).collect();
        Ok((files, columns))
    }

    /// A filter on partition columns, for every file of the snapshot.
    fn evaluate_on_partitions(&self, filter: Expr) -> Result<BooleanArray> {
        let snapshot = self.snapshot;
        let columns: Vec<_> = snapshot.partition_columns().collect();
        let schema = Arc::new(snapshot.logical_schema().project(&columns)?);
        let arrays = columns
            .iter()
            .filter_map(|column| snapshot.partition_values(*column).cloned())
            .collect();
        let options = RecordBatchOptions::new().with_row_count(Some(snapshot.num_files()));
        // NULL partitions are allowed whatever the schema says, as nothing enforced it here.
        let fields: Vec<Field> = schema
            .fields()
            .iter()
            .map(|field| field.as_ref().clone().with_nullable(true))
            .collect();
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), arrays, &options)?;
        let filter = self
            .session
            .create_physical_expr(filter, &DFSchema::try_from(schema)?)?;
        let matches = filter.evaluate(&batch)?.into_array(batch.num_rows())?;
        Ok(matches.as_boolean().clone())
    }

    /// The columns of the scan's own schema: those in the data files, then the partition columns.
    fn scan_columns(&self) -> Vec<usize> {
        let partition: Vec<_> = self.snapshot.partition_columns().collect();
        let in_files = (0..self.snapshot.fields().len()).filter(|c| !partition.contains(c));
        in_files.chain(partition.iter().copied()).collect()
    }

    async fn load_selections(
        &self,
        files: &[usize],
        summarizer: &Summarizer<'_>,
    ) -> Result<HashMap<usize, ParquetRowSelection>> {
        let has_vector = |file: &usize| self.snapshot.files()[*file].deletion_vector.is_some();
        let with_vector: Vec<usize> = files.iter().copied().filter(has_vector).collect();
        stream::iter(with_vector)
            .map(|file: usize| async move {
                let selection = self.load_selection(file, summarizer).await?;
                Ok((file, selection))
            })
            .buffer_unordered(VECTOR_CONCURRENCY)
            .try_collect()
            .await
    }

    async fn load_selection(
        &self,
        file: usize,
        summarizer: &Summarizer<'_>,
    ) -> Result<ParquetRowSelection> {
        let snapshot = self.snapshot;
        let active = &snapshot.files()[file];
        let Some(descriptor) = &active.deletion_vector else {
            return datafusion::common::internal_err!("file {} has no vector", active.location);
        };
        let runtime = self.session.runtime_env();
        let vector = match snapshot.cached_vector(file) {
            Some(vector) => vector,
            None => {
                let store = match &descriptor.storage {
                    Storage::Inline(_) => None,
                    Storage::File { location, .. } => Some(runtime.object_store(&location.store)?),
                };
                let vector = descriptor
                    .load(store.as_deref())
                    .await
                    .map_err(|e| e.context(format!("rows of {}", active.location)))?;
                let vector = Arc::new(vector);
                snapshot.cache_vector(file, &vector);
                vector
            }
        };
        let rows = match summarizer.live_rows(file) {
            Some(live) => live + descriptor.cardinality,
            None => {
                let store = runtime.object_store(&active.location.store)?;
                let cache = runtime.cache_manager.get_file_metadata_cache();
                let footer = DFParquetMetadata::new(&store, &object_meta(snapshot, file))
                    .with_file_metadata_cache(Some(cache))
                    .fetch_metadata()
                    .await?;
                footer.file_metadata().num_rows() as u64
            }
        };
        remaining_rows(&vector, rows)
            .map(ParquetRowSelection::new)
            .map_err(|e| e.context(format!("rows of {}", active.location)))
    }

    fn partitioned_file(
        &self,
        file: usize,
        columns: &[usize],
        statistics: Option<Statistics>,
        selection: Option<ParquetRowSelection>,
    ) -> Result<PartitionedFile> {
        let mut partitioned = PartitionedFile::new_from_meta(object_meta(self.snapshot, file));
        partitioned.partition_values = columns
            .iter()
            .filter_map(|column| self.snapshot.partition_values(*column))
            .map(|values| ScalarValue::try_from_array(values, file))
            .collect::<Result<_>>()?;
        // Set directly: `with_statistics` would say that partition values are never NULL.
        partitioned.statistics = statistics.map(Arc::new);
        Ok(match selection {
            Some(selection) => partitioned.with_extension(selection),
            None => partitioned,
        })
    }

    fn source(
        &self,
        store: ObjectStoreUrl,
        columns: &[usize],
        files: Vec<PartitionedFile>,
        statistics: Statistics,
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let snapshot = self.snapshot;
        let mut options = self.session.config_options().execution.parquet.clone();
        let own = snapshot.options();
        options.pushdown_filters = own.pushdown_filters.unwrap_or(options.pushdown_filters);
        options.metadata_size_hint = own.metadata_size_hint.or(options.metadata_size_hint);

        let (partition, in_files): (Vec<usize>, Vec<usize>) = columns
            .iter()
            .partition(|column| snapshot.partition_values(**column).is_some());
        let fields = |columns: Vec<usize>| columns.iter().map(|c| snapshot.field(*c)).collect();
        let scan_columns = ScanColumns {
            in_files: fields(in_files),
            partition: fields(partition),
            layout: Layout::Views,
        };
        let projection: Vec<_> = self
            .projection
            .iter()
            .filter_map(|wanted| columns.iter().position(|column| column == wanted))
            .collect();
        let partitions = self.session.config().target_partitions();
        let runtime = self.session.runtime_env();
        let reader = CachedParquetFileReaderFactory::new(
            runtime.object_store(&store)?,
            runtime.cache_manager.get_file_metadata_cache(),
        );
        let config = scan_columns
            .scan(store, Arc::new(reader), options, &projection)?
            .with_file_groups(FileGroup::new(files).split_files(partitions))
            .with_statistics(statistics)
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }
}

/// Drops files beyond the first that surely hold `limit` rows.
fn truncate_to_limit(files: &mut Vec<usize>, limit: usize, summarizer: &Summarizer<'_>) {
    let mut rows = 0;
    let enough = files.iter().position(|file| {
        rows += summarizer.live_rows(*file).unwrap_or(0);
        rows >= limit as u64
    });
    if let Some(last) = enough {
        files.truncate(last + 1);
    }
}

fn object_meta(snapshot: &DeltaSnapshot, file: usize) -> ObjectMeta {
    let active = &snapshot.files()[file];
    ObjectMeta {
        location: active.location.path.clone(),
        last_modified: DateTime::from_timestamp_millis(active.modified).unwrap_or_default(),
        size: active.size,
        e_tag: None,
        version: None,
    }
}
