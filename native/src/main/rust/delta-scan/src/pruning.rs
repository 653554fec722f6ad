//! Files that cannot hold a row a filter accepts.

use std::collections::HashSet;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, UInt64Array};
use datafusion::common::pruning::PruningStatistics;
use datafusion::common::{Column, Result, ScalarValue};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::utils::collect_columns;
use datafusion::physical_optimizer::pruning::PruningPredicateBuilder;

use crate::snapshot::DeltaSnapshot;
use crate::statistics::ColumnBounds;

/// For every file of the snapshot, whether a row of it may satisfy `filter`, an expression on the
/// table's logical schema. A filter that statistics say nothing about keeps every file.
pub(crate) fn files_that_may_match(
    snapshot: &DeltaSnapshot,
    filter: &Arc<dyn PhysicalExpr>,
) -> Result<Vec<bool>> {
    let everything = || vec![true; snapshot.num_files()];
    let predicate = PruningPredicateBuilder::new()
        .with_file_schema(snapshot.logical_schema())
        .build(Arc::clone(filter));
    let Some(predicate) = predicate else {
        return Ok(everything());
    };
    let names: HashSet<String> = collect_columns(filter)
        .into_iter()
        .map(|column| column.name().to_string())
        .collect();
    let columns = names
        .into_iter()
        .filter_map(|name| snapshot.column(&name).map(|index| (name, index)))
        .collect::<Vec<_>>();
    let fields: Vec<_> = columns.iter().map(|(_, i)| snapshot.field(*i)).collect();
    let bounds = snapshot.statistics().bounds(&fields)?;
    let statistics = SnapshotStatistics {
        snapshot,
        row_counts: Arc::new(snapshot.statistics().row_counts()?.num_records.clone()),
        columns: columns
            .into_iter()
            .zip(bounds)
            .filter_map(|((name, index), bounds)| {
                let known = match snapshot.partition_values(index) {
                    Some(values) => Known::Partition(Arc::clone(values)),
                    None => Known::Bounds(bounds?),
                };
                Some((name, known))
            })
            .collect(),
    };
    Ok(predicate
        .prune(&statistics)
        .unwrap_or_else(|_| everything()))
}

enum Known {
    /// The one value of all rows of a file.
    Partition(ArrayRef),
    Bounds(Arc<ColumnBounds>),
}

struct SnapshotStatistics<'a> {
    snapshot: &'a DeltaSnapshot,
    row_counts: Arc<UInt64Array>,
    columns: Vec<(String, Known)>,
}

impl SnapshotStatistics<'_> {
    fn known(&self, column: &Column) -> Option<&Known> {
        let found = self.columns.iter().find(|(name, _)| name == &column.name);
        found.map(|(_, known)| known)
    }
}

impl PruningStatistics for SnapshotStatistics<'_> {
    fn min_values(&self, column: &Column) -> Option<ArrayRef> {
        Some(match self.known(column)? {
            Known::Partition(values) => Arc::clone(values),
            Known::Bounds(bounds) => Arc::clone(&bounds.min),
        })
    }

    fn max_values(&self, column: &Column) -> Option<ArrayRef> {
        Some(match self.known(column)? {
            Known::Partition(values) => Arc::clone(values),
            Known::Bounds(bounds) => Arc::clone(&bounds.max),
        })
    }

    fn num_containers(&self) -> usize {
        self.snapshot.num_files()
    }

    fn null_counts(&self, column: &Column) -> Option<ArrayRef> {
        Some(match self.known(column)? {
            Known::Partition(values) => {
                let counts: UInt64Array = self
                    .row_counts
                    .iter()
                    .enumerate()
                    .map(|(file, rows)| if values.is_null(file) { rows } else { Some(0) })
                    .collect();
                Arc::new(counts)
            }
            Known::Bounds(bounds) => Arc::new(bounds.null_count.clone()),
        })
    }

    fn row_counts(&self) -> Option<ArrayRef> {
        Some(Arc::clone(&self.row_counts) as ArrayRef)
    }

    fn contained(&self, _: &Column, _: &HashSet<ScalarValue>) -> Option<BooleanArray> {
        None
    }
}
